/** Small records that go to every broker and come back: what a client meets on the way. */
package io.kadvisor.collector.probe;
