/** What of ours runs inside a broker's process. */
package io.kadvisor.localcluster.brokers;
