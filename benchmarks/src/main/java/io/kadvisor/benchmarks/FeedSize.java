package io.kadvisor.benchmarks;

import picocli.CommandLine.Option;

/** How large the generated cluster is, as options. */
final class FeedSize {
  @Option(names = "--partitions", defaultValue = "20000", description = "${DEFAULT-VALUE}")
  int partitions;

  @Option(names = "--partitions-per-topic", defaultValue = "20", description = "${DEFAULT-VALUE}")
  int perTopic;

  @Option(names = "--brokers", defaultValue = "100", description = "${DEFAULT-VALUE}")
  int brokers;

  @Option(names = "--groups", defaultValue = "500", description = "${DEFAULT-VALUE}")
  int groups;

  @Option(names = "--sweeps", defaultValue = "60", description = "${DEFAULT-VALUE}")
  int sweeps;

  @Option(
      names = "--idle-brokers",
      defaultValue = "0",
      description =
          "Of the brokers, that hold nothing; the others are uneven then; ${DEFAULT-VALUE}.")
  int idle;

  int topics() {
    return partitions / perTopic;
  }

  @Override
  public String toString() {
    return "%,d partitions in %,d topics, %,d brokers, %,d groups"
        .formatted(partitions, topics(), brokers, groups);
  }
}
