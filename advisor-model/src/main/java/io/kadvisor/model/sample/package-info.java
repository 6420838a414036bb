/** What one sweep saw of a cluster: columnar, self-contained, with what was not seen. */
package io.kadvisor.model.sample;
