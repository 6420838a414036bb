package io.kadvisor.localcluster.scenario;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Conditions that have to hold together within a time. */
record Proof(List<Condition> conditions, Duration within) {
  private static final Duration USUAL = Duration.ofSeconds(60);

  Proof {
    conditions = List.copyOf(conditions);
  }

  /** Reads {@code within} and the list under the given key. */
  static Proof read(Fields fields, String key) {
    List<Condition> conditions = Conditions.read(fields, key);
    return new Proof(conditions, fields.duration("within").orElse(USUAL));
  }

  static Proof none() {
    return new Proof(List.of(), Duration.ZERO);
  }

  boolean isEmpty() {
    return conditions.isEmpty();
  }

  /** For one who looks again and again. */
  Proof begin() {
    return new Proof(conditions.stream().map(Condition::begin).toList(), within);
  }

  boolean holds(ClusterView view) {
    return conditions.stream().allMatch(condition -> condition.holds(view));
  }

  @Override
  public String toString() {
    return conditions.stream().map(Condition::describe).collect(Collectors.joining(" and "));
  }
}
