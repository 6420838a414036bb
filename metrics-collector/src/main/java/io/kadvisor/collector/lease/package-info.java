/** Which of several collectors sweeps a cluster, decided by the home cluster. */
package io.kadvisor.collector.lease;
