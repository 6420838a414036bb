package io.kadvisor.model.plan;

import io.kadvisor.model.TopicName;
import io.kadvisor.model.unit.DataSize;
import java.util.List;
import java.util.Objects;

/**
 * One partition's change.
 *
 * @param wave in which it is taken, from 1
 * @param before broker ids, the preferred leader first; what the step starts from
 * @param after broker ids, the preferred leader first
 * @param leaderBefore broker that leads; −1 where none does
 * @param leaderAfter broker that is to lead
 * @param bytes to copy
 */
public record PlanStep(
    int wave,
    TopicName topic,
    int partition,
    List<Integer> before,
    List<Integer> after,
    int leaderBefore,
    int leaderAfter,
    DataSize bytes) {
  public PlanStep {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(bytes, "bytes");
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** True when the list of replicas changes, be it in order alone. */
  public boolean reassigns() {
    return !before.equals(after);
  }

  /** True when another replica is to lead, and is the preferred one by then. */
  public boolean elects() {
    return leaderBefore != leaderAfter && leaderAfter == after.get(0);
  }

  /** The way back. */
  public PlanStep inverse() {
    return new PlanStep(wave, topic, partition, after, before, leaderAfter, leaderBefore, bytes);
  }
}
