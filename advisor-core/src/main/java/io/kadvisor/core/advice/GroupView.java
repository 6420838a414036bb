package io.kadvisor.core.advice;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.GroupSample.Commits;
import io.kadvisor.model.sample.GroupSample.Member;
import io.kadvisor.model.sample.LongColumn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;

/** A consumer group in a sweep, as sentences and steps need it. */
record GroupView(GroupId id, Optional<GroupSample> sample, Sweep sweep) {

  /** One partition that is behind. */
  record Behind(TopicName topic, int partition, long lag, Optional<Member> owner) {
    String name() {
      return topic + "-" + partition;
    }
  }

  static GroupView of(GroupId id, Sweep sweep) {
    return new GroupView(id, Optional.ofNullable(sweep.groups().get(id)), sweep);
  }

  /** {@code group billing}, the empty id named as such. */
  String name() {
    return Subject.of(id).toString();
  }

  List<Member> members() {
    return sample.flatMap(GroupSample::members).orElse(List.of());
  }

  boolean membersKnown() {
    return sample.flatMap(GroupSample::members).isPresent();
  }

  private List<Commits> commits() {
    return sample.map(GroupSample::commits).orElse(List.of());
  }

  SortedSet<TopicName> topics() {
    SortedSet<TopicName> topics = new TreeSet<>();
    commits().forEach(commits -> topics.add(commits.topic()));
    return topics;
  }

  int partitions() {
    return commits().stream().mapToInt(commits -> commits.partitions().size()).sum();
  }

  /** Partitions with a lag above zero, the worst first. */
  List<Behind> behind() {
    List<Behind> behind = new ArrayList<>();
    for (Commits topic : commits()) {
      for (int row = 0; row < topic.partitions().size(); row++) {
        long lag = topic.lag(row).orElse(0);
        if (lag > 0) {
          behind.add(
              new Behind(topic.topic(), topic.partitions().get(row), lag, owner(topic, row)));
        }
      }
    }
    behind.sort(
        Comparator.comparingLong(Behind::lag)
            .reversed()
            .thenComparing(Behind::topic)
            .thenComparingInt(Behind::partition));
    return behind;
  }

  private Optional<Member> owner(Commits topic, int row) {
    if (row >= topic.owner().size()) {
      return Optional.empty();
    }
    int index = topic.owner().get(row);
    return index < 0 || index >= members().size()
        ? Optional.empty()
        : Optional.of(members().get(index));
  }

  long lag() {
    return behind().stream().mapToLong(Behind::lag).sum();
  }

  /** Records a second that come in; absent without an earlier sweep. */
  OptionalDouble recordsIn() {
    return rate(false);
  }

  /** Records a second that are committed; absent without an earlier sweep. */
  OptionalDouble committed() {
    return rate(true);
  }

  private OptionalDouble rate(boolean committed) {
    double seconds =
        sample
            .flatMap(
                s -> s.previousAt().map(at -> Duration.between(at, s.sweepAt()).toNanos() / 1e9))
            .orElse(0.0);
    long growth = 0;
    boolean any = false;
    for (Commits topic : commits()) {
      LongColumn now = committed ? topic.committed() : topic.end();
      LongColumn before = committed ? topic.previousCommitted() : topic.previousEnd();
      for (int row = 0; row < topic.partitions().size(); row++) {
        if (now.has(row) && before.has(row) && now.get(row) >= before.get(row)) {
          growth += now.get(row) - before.get(row);
          any = true;
        }
      }
    }
    return any && seconds > 0 ? OptionalDouble.of(growth / seconds) : OptionalDouble.empty();
  }

  /** The shortest retention by time among its topics; absent where none is known or none ends. */
  Optional<Duration> retention() {
    return topics().stream()
        .map(topic -> sweep.topics().get(topic))
        .filter(Objects::nonNull)
        .map(topic -> topic.config().get("retention.ms"))
        .filter(Objects::nonNull)
        .map(Long::parseLong)
        .filter(millis -> millis > 0)
        .min(Comparator.naturalOrder())
        .map(Duration::ofMillis);
  }

  /** {@code orders-3 (1,200 records), orders-1 (800 records) and 4 more}. */
  String whereBehind() {
    List<Behind> behind = behind();
    return Phrase.list(
        behind.stream().map(b -> b.name() + " (" + Phrase.count(b.lag(), "record") + ")").toList(),
        3);
  }
}
