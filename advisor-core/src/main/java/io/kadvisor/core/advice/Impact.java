package io.kadvisor.core.advice;

/** Says what does not work now. */
final class Impact {
  private Impact() {}

  static String of(PartitionsByTopic offline, PartitionsByTopic refusing) {
    if (offline.isEmpty() && refusing.isEmpty()) {
      return "Clients go on: every partition has a leader and takes writes. What is lost is spare copies.";
    }
    String dead =
        offline.isEmpty()
            ? ""
            : offline.counted() + " can be neither read nor written (" + offline.named() + "). ";
    String closed =
        refusing.isEmpty()
            ? ""
            : refusing.counted("refuses", "refuse")
                + " producers with acks=all (NOT_ENOUGH_REPLICAS), reading goes on ("
                + refusing.named()
                + ").";
    return (dead + closed).strip();
  }
}
