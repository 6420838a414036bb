package io.kadvisor.core.plan;

import java.util.List;

/** Assignments in the order of topic and partition. */
public record Reassignment(List<Assignment> assignments) {
  public Reassignment {
    assignments = assignments.stream().sorted().toList();
  }

  public boolean isEmpty() {
    return assignments.isEmpty();
  }

  /** A file for {@code kafka-reassign-partitions --reassignment-json-file}, a partition a line. */
  public String toJson() {
    List<String> lines = assignments.stream().map(Assignment::toJson).toList();
    return "{\"version\":1,\"partitions\":[\n" + String.join(",\n", lines) + "\n]}\n";
  }

  /** A file for {@code kafka-leader-election --path-to-json-file}, a partition a line. */
  public String toElectionJson() {
    List<String> lines = assignments.stream().map(Assignment::toElectionJson).toList();
    return "{\"partitions\":[\n" + String.join(",\n", lines) + "\n]}\n";
  }
}
