package io.kadvisor.localcluster;

/** Who a broker is for as long as its cluster lives. */
record BrokerIdentity(int id, String rack, boolean isVoter, BrokerPorts ports) {
  static final String HOST = "127.0.0.1";

  String clientAddress() {
    return HOST + ":" + ports.client();
  }

  Voter voter() {
    return new Voter(id, ports.controller());
  }
}
