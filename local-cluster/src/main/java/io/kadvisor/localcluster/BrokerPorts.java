package io.kadvisor.localcluster;

/** The loopback ports of one broker. */
record BrokerPorts(int client, int replication, int controller, int jmx) {
  static BrokerPorts from(FreePorts ports) {
    return new BrokerPorts(ports.next(), ports.next(), ports.next(), ports.next());
  }
}
