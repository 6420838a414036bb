package io.kadvisor.localcluster;

import java.util.Collection;
import java.util.stream.Collectors;

/** A controller of the quorum, whether it is a broker as well or a process of its own. */
record Voter(int id, int port) {
  /** What stands in {@code controller.quorum.voters}. */
  static String quorum(Collection<Voter> voters) {
    return voters.stream()
        .map(voter -> voter.id + "@" + BrokerIdentity.HOST + ":" + voter.port)
        .collect(Collectors.joining(","));
  }
}
