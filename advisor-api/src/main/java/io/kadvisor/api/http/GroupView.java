package io.kadvisor.api.http;

import io.kadvisor.api.read.ClusterBook;
import io.kadvisor.api.read.LagPoint;
import io.kadvisor.model.sample.GroupSample;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A consumer group as the last sweep saw it.
 *
 * @param members absent when the group could not be described
 * @param lag in records over all partitions whose lag is known; absent when none is
 * @param history of the lag, a point a sweep, oldest first
 */
record GroupView(
    String group,
    GroupSample.Type type,
    Optional<String> state,
    boolean self,
    OptionalInt members,
    Optional<Integer> coordinator,
    List<String> topics,
    OptionalLong lag,
    List<LagPoint> history,
    Instant observedAt) {

  static GroupView of(ClusterBook book, GroupSample group) {
    return new GroupView(
        group.group().value(),
        group.type(),
        group.state(),
        group.self(),
        group.members().map(members -> OptionalInt.of(members.size())).orElse(OptionalInt.empty()),
        group.coordinator().map(broker -> broker.value()),
        group.commits().stream().map(commits -> commits.topic().value()).sorted().toList(),
        group.lag(),
        book.lag(group.group()),
        group.sweepAt());
  }
}
