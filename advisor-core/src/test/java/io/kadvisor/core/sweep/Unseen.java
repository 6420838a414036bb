package io.kadvisor.core.sweep;

import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Answer;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.GroupSample.Commits;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.TopicSample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Sweeps from whose samples a fact is taken away; their mark still calls it seen. */
public final class Unseen {
  private final Sweep sweep;
  private final Fact fact;

  private Unseen(Sweep sweep, Fact fact) {
    this.sweep = sweep;
    this.fact = fact;
  }

  /** The sweep as if this had not been seen of anybody. */
  public static Sweep in(Sweep sweep, Fact fact) {
    return new Unseen(sweep, fact).without();
  }

  private Sweep without() {
    return new Sweep(
        sweep.mark(),
        sweep.partial(),
        sweep.cluster().map(this::cluster),
        is(Fact.BROKER_MEMBERSHIP) ? new TreeMap<>() : each(sweep.brokers(), this::broker),
        is(Fact.TOPIC_PARTITIONS) ? new TreeMap<>() : each(sweep.topics(), this::topic),
        each(sweep.groups(), this::group));
  }

  private static <K, V> SortedMap<K, V> each(SortedMap<K, V> samples, UnaryOperator<V> change) {
    SortedMap<K, V> changed = new TreeMap<>(samples);
    changed.replaceAll((key, sample) -> change.apply(sample));
    return changed;
  }

  private boolean is(Fact other) {
    return fact == other;
  }

  private ClusterSample cluster(ClusterSample seen) {
    return new ClusterSample(
        seen.v(),
        seen.cluster(),
        seen.alias(),
        seen.epoch(),
        seen.sweepAt(),
        is(Fact.CONTROLLER) ? Optional.empty() : seen.controller(),
        is(Fact.BROKER_MEMBERSHIP) ? List.of() : seen.brokers(),
        seen.clockSkewMillis(),
        is(Fact.QUORUM) ? Optional.empty() : seen.quorum(),
        is(Fact.FEATURES) ? Map.of() : seen.features(),
        seen.notSeen(),
        is(Fact.BROKER_PROBE) ? List.of() : seen.probeRoutes());
  }

  private BrokerSample broker(BrokerSample seen) {
    return new BrokerSample(
        seen.v(),
        seen.cluster(),
        seen.broker(),
        seen.epoch(),
        seen.sweepAt(),
        seen.membership(),
        is(Fact.BROKER_ANSWER)
            ? new Answer(Outcome.NOT_ASKED, Optional.empty(), Optional.empty())
            : seen.answer(),
        seen.host(),
        seen.port(),
        seen.rack(),
        is(Fact.LOG_DIRS) ? Optional.empty() : seen.logDirs(),
        is(Fact.LOG_DIRS) ? Optional.empty() : seen.logDirsAt(),
        is(Fact.BROKER_CONFIG) ? Map.of() : seen.config(),
        seen.readings().stream().filter(reading -> !is(reading.metric().fact())).toList(),
        seen.notSeen());
  }

  private TopicSample topic(TopicSample seen) {
    return new TopicSample(
        seen.v(),
        seen.cluster(),
        seen.topic(),
        seen.topicId(),
        seen.epoch(),
        seen.sweepAt(),
        seen.internal(),
        seen.self(),
        seen.leader(),
        seen.replicas(),
        seen.isr(),
        is(Fact.ELIGIBLE_LEADERS) ? List.of() : seen.eligible(),
        is(Fact.REASSIGNMENTS) ? Optional.empty() : seen.reassigning(),
        unless(Fact.OFFSETS, seen.earliest()),
        unless(Fact.OFFSETS, seen.latest()),
        unless(Fact.OFFSETS, seen.stable()),
        unless(Fact.OFFSETS, seen.previousLatest()),
        seen.previousAt(),
        is(Fact.LOG_DIRS) ? List.of() : seen.replicaBytes(),
        is(Fact.TOPIC_CONFIG) ? Map.of() : seen.config(),
        seen.notSeen());
  }

  private LongColumn unless(Fact other, LongColumn seen) {
    return is(other) ? LongColumn.empty() : seen;
  }

  private GroupSample group(GroupSample seen) {
    return new GroupSample(
        seen.v(),
        seen.cluster(),
        seen.group(),
        seen.epoch(),
        seen.sweepAt(),
        seen.self(),
        is(Fact.GROUPS) ? GroupSample.Type.UNKNOWN : seen.type(),
        is(Fact.GROUPS) ? Optional.empty() : seen.state(),
        is(Fact.GROUPS) ? Optional.empty() : seen.coordinator(),
        is(Fact.GROUPS) ? Optional.empty() : seen.members(),
        seen.commits().stream().map(this::commits).toList(),
        seen.previousAt(),
        seen.notSeen());
  }

  private Commits commits(Commits seen) {
    return new Commits(
        seen.topic(),
        seen.topicId(),
        seen.partitions(),
        unless(Fact.GROUP_OFFSETS, seen.committed()),
        unless(Fact.OFFSETS, seen.end()),
        unless(Fact.OFFSETS, seen.logStart()),
        unless(Fact.OFFSETS, seen.stable()),
        seen.owner(),
        unless(Fact.GROUP_OFFSETS, seen.previousCommitted()),
        unless(Fact.OFFSETS, seen.previousEnd()));
  }
}
