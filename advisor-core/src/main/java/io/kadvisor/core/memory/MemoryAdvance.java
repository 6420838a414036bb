package io.kadvisor.core.memory;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.Quorum;
import io.kadvisor.model.sample.SweepMark.Gap;
import io.kadvisor.model.sample.SweepMark.Unreachable;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Moves the memory of a cluster on by one sweep. Pure. What a sweep could not see stays as it was;
 * what did not change is the same object, so that only changes are written.
 */
public final class MemoryAdvance {
  private final Memory before;
  private final Sweep sweep;
  private final MemorySpans spans;

  private MemoryAdvance(Memory before, Sweep sweep, MemorySpans spans) {
    this.before = before;
    this.sweep = sweep;
    this.spans = spans;
  }

  public static Memory advance(Memory before, Sweep sweep, MemorySpans spans) {
    return new MemoryAdvance(before, sweep, spans).advance();
  }

  /** The memory after a blind time that no mark tells of. */
  public static Memory blinded(Memory before, Gap gap) {
    return new Memory(
        before.firstSweep(), Optional.of(gap), before.brokers(), before.groups(), before.quorum());
  }

  private Memory advance() {
    var after =
        new Memory(
            before.firstSweep().or(() -> Optional.of(sweep.at())),
            gap(),
            brokers(),
            groups(),
            quorum());
    return after.equals(before) ? before : after;
  }

  private Optional<QuorumMemory> quorum() {
    Optional<Quorum> seen = sweep.cluster().flatMap(ClusterSample::quorum);
    return seen.map(
            quorum ->
                before
                    .quorum()
                    .map(known -> known.after(quorum, sweep.at(), spans.habits().changes()))
                    .orElseGet(() -> QuorumMemory.first(quorum)))
        .or(before::quorum);
  }

  private Optional<Gap> gap() {
    Optional<Gap> outage = sweep.mark().unreachable().map(this::outage);
    return sweep.mark().gap().or(() -> outage).filter(this::isLong).or(before::lastGap);
  }

  /** A cluster that fell silent during a gap goes on with it: the gap's cause is the deeper one. */
  private Gap outage(Unreachable lost) {
    return before
        .lastGap()
        .filter(gap -> !lost.since().isAfter(gap.until()))
        .map(gap -> new Gap(gap.since(), sweep.at(), gap.cause(), gap.sentence()))
        .orElseGet(() -> new Gap(lost.since(), sweep.at(), lost.cause(), lost.sentence()));
  }

  private boolean isLong(Gap gap) {
    return Duration.between(gap.since(), gap.until()).compareTo(spans.shortestGap()) >= 0;
  }

  private SortedMap<BrokerId, BrokerMemory> brokers() {
    SortedMap<BrokerId, BrokerMemory> after = new TreeMap<>(before.brokers());
    for (BrokerSample seen : sweep.brokers().values()) {
      BrokerMemory old = before.of(seen.broker());
      LoadMemory load = new LoadAdvance(old.load(), spans.load(), spans.filling()).by(seen);
      put(
          after,
          seen.broker(),
          new BrokerAdvance(old, sweep.at(), sweep.mark().finishedAt()).by(seen).carrying(load));
    }
    if (sees(Fact.BROKER_MEMBERSHIP)) {
      for (BrokerId unseen : unsampled()) {
        BrokerMemory old = before.of(unseen);
        put(
            after,
            unseen,
            new BrokerAdvance(old, sweep.at(), sweep.mark().finishedAt())
                .byAbsence()
                .carrying(old.load()));
      }
    }
    if (sees(Fact.BROKER_MEMBERSHIP) && sees(Fact.TOPIC_PARTITIONS)) {
      forgetDeparted(after);
    }
    if (sees(Fact.TOPIC_PARTITIONS)) {
      new HabitAdvance(sweep, spans).move(after);
    }
    return after;
  }

  /** Who is in neither the metadata nor any replica list has left; a fenced one may come back. */
  private void forgetDeparted(SortedMap<BrokerId, BrokerMemory> after) {
    if (after.entrySet().stream().anyMatch(this::mayHaveLeft)) {
      Set<Integer> holders = holders();
      after.entrySet().removeIf(e -> mayHaveLeft(e) && !holders.contains(e.getKey().value()));
    }
  }

  private boolean mayHaveLeft(Map.Entry<BrokerId, BrokerMemory> broker) {
    boolean absent =
        Optional.ofNullable(sweep.brokers().get(broker.getKey()))
            .map(seen -> seen.membership() == BrokerSample.Membership.ABSENT)
            .orElse(true);
    return absent || isLongAway(broker.getValue());
  }

  private Set<Integer> holders() {
    Set<Integer> holders = new HashSet<>();
    for (TopicSample topic : sweep.topics().values()) {
      topic.replicas().forEach(replicas -> replicas.stream().forEach(holders::add));
    }
    return holders;
  }

  private Set<BrokerId> unsampled() {
    Set<BrokerId> unseen = new HashSet<>(before.brokers().keySet());
    unseen.removeAll(sweep.brokers().keySet());
    return unseen;
  }

  private boolean sees(Fact fact) {
    return sweep.conclusive()
        && sweep.mark().notSeen().stream()
            .noneMatch(unseen -> unseen.fact() == fact && unseen.subject().isEmpty());
  }

  private static <K, V> void put(Map<K, V> memories, K key, V value) {
    if (!value.equals(memories.get(key))) {
      memories.put(key, value);
    }
  }

  private boolean isLongAway(BrokerMemory broker) {
    return broker
        .awaySince()
        .map(since -> since.plus(spans.departed()).isBefore(sweep.at()))
        .orElse(false);
  }

  private SortedMap<GroupId, GroupMemory> groups() {
    SortedMap<GroupId, GroupMemory> after = new TreeMap<>(before.groups());
    for (GroupSample seen : sweep.groups().values()) {
      var advance = new GroupAdvance(before.of(seen.group()), sweep.at(), spans.history());
      put(after, seen.group(), advance.by(seen));
    }
    if (sees(Fact.GROUPS)) {
      after.keySet().removeIf(this::isGone);
    }
    return after;
  }

  private boolean isGone(GroupId group) {
    Optional<Subject> subject = Optional.of(Subject.of(group));
    return !sweep.groups().containsKey(group)
        && sweep.mark().notSeen().stream().map(NotSeen::subject).noneMatch(subject::equals);
  }
}
