package io.kadvisor.core.rule.topic;

import io.kadvisor.core.memory.BrokerMemory;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one of the four rules about missing replicas says of the topics of one sweep. */
final class LossAssessments {
  /** What helps to tell why replicas are missing. */
  static final Set<Fact> HELPFUL =
      Set.of(
          Fact.BROKER_MEMBERSHIP,
          Fact.BROKER_ANSWER,
          Fact.REASSIGNMENTS,
          Fact.OFFSETS,
          Fact.BROKER_CONFIG,
          Fact.BROKER_THREADS,
          Fact.REQUEST_LATENCY);

  private static final String KEPT_UP = "replicas.in-sync-elsewhere";

  private final Sweep sweep;
  private final Memory memory;
  private final Settings settings;
  private final Culprits culprits;

  LossAssessments(Sweep sweep, Memory memory, Settings settings) {
    this.sweep = sweep;
    this.memory = memory;
    this.settings = settings;
    this.culprits = new Culprits(sweep, memory, settings);
  }

  /**
   * A breach of a topic, or clear when no partition is concerned. What a saturated leader lacked is
   * not over while it is as busy as before: its followers come back for moments.
   *
   * @param moving severity while only a reassignment's new replicas are missing; where it is a
   *     lesser one, that time is none of a loss
   * @param what the condition as the end of a sentence about partitions: {@code have no leader}
   */
  Assessment of(ReplicaLoss loss, Severity severity, Severity moving, String metric, String what) {
    if (loss.partitions().isEmpty()) {
      return none(loss.topic());
    }
    LossCause cause = LossCause.of(loss, culprits);
    Severity told = cause.is(LossCause.REASSIGNMENT_RUNNING) ? moving : severity;
    return Assessment.breach(loss.topic().subject(), told, cause.tag())
        .in(loss.partitions())
        .pointingAt(cause.brokers())
        .because(evidence(loss, cause, metric, what))
        .lacking(lacking(loss, cause))
        .after(cause.hold(settings))
        .onlyFor(cause.continues())
        .anewAfter(told == moving ? Set.of() : Set.of(LossCause.REASSIGNMENT_RUNNING));
  }

  private Assessment none(TopicSample topic) {
    return culprits.isLedBySaturated(topic)
        ? Assessment.hold(topic.subject()).onlyFor(Set.of(LossCause.LEADER_SATURATED))
        : Assessment.clear(topic.subject());
  }

  private List<Evidence> evidence(ReplicaLoss loss, LossCause cause, String metric, String what) {
    List<Evidence> evidence = new ArrayList<>();
    int count = loss.partitions().count();
    String sentence =
        count
            + " of "
            + Phrases.count(loss.topic().partitionCount(), "partition")
            + " of "
            + loss.topic().subject()
            + " "
            + what
            + ": "
            + loss.partitions();
    evidence.add(seen(loss, metric, count, sentence).in(loss.partitions()));
    loss.missing().entrySet().forEach(lost -> evidence.add(missing(loss, lost)));
    loss.adding().entrySet().forEach(late -> evidence.add(adding(loss, late)));
    switch (cause.tag()) {
      case LossCause.LEADER_SATURATED -> cause.brokers().forEach(b -> saturated(b, evidence));
      case LossCause.FOLLOWER_SLOW -> cause.brokers().forEach(b -> evidence.add(slow(b)));
      case LossCause.UNKNOWN ->
          loss.behind().keySet().forEach(b -> evidence.addAll(culprits.suspicion(b)));
      default -> {}
    }
    return evidence;
  }

  private Evidence missing(ReplicaLoss loss, Map.Entry<BrokerId, Integer> lost) {
    String sentence =
        Phrases.count(lost.getValue(), "replica")
            + " missing on broker "
            + lost.getKey()
            + ", "
            + condition(memory.of(lost.getKey()));
    return seen(loss, "replicas.missing", lost.getValue(), sentence);
  }

  private Evidence adding(ReplicaLoss loss, Map.Entry<BrokerId, Integer> late) {
    String sentence =
        Phrases.count(late.getValue(), "replica")
            + " being added on broker "
            + late.getKey()
            + " by a running reassignment";
    return seen(loss, "replicas.adding", late.getValue(), sentence);
  }

  private void saturated(BrokerId leader, List<Evidence> evidence) {
    evidence.addAll(culprits.saturation(leader));
    int kept = culprits.keptUpElsewhere(leader);
    if (kept > 0) {
      String sentence =
          "The same followers keep up with other leaders, in "
              + Phrases.count(kept, "partition")
              + " that are written to";
      evidence.add(of(leader, KEPT_UP, kept, sentence));
    }
  }

  private Evidence slow(BrokerId follower) {
    Set<BrokerId> leaders = culprits.leadersLaggedBehind(follower);
    String sentence =
        "Broker "
            + follower
            + " lags behind "
            + Phrases.named("leader", leaders)
            + ", in "
            + Phrases.count(culprits.missing(follower), "partition")
            + " of the cluster";
    return of(follower, "leaders.lagged-behind", leaders.size(), sentence);
  }

  private List<String> lacking(ReplicaLoss loss, LossCause cause) {
    return switch (cause.tag()) {
      case LossCause.LEADER_SATURATED ->
          cause.brokers().stream()
              .filter(leader -> culprits.keptUpElsewhere(leader) == 0)
              .sorted()
              .map(LossAssessments::notComparable)
              .toList();
      case LossCause.UNKNOWN ->
          loss.behind().keySet().stream().flatMap(leader -> unknown(leader).stream()).toList();
      default -> List.of();
    };
  }

  private Optional<String> unknown(BrokerId leader) {
    if (!culprits.observed(leader)) {
      return Optional.of(
          "how busy broker " + leader + " is: its request handlers and fetch latency");
    }
    return culprits.suspicion(leader).isEmpty()
        ? Optional.empty()
        : Optional.of(notComparable(leader));
  }

  private static String notComparable(BrokerId leader) {
    return "whether the followers of broker "
        + leader
        + " keep up with other leaders: nothing else that they hold in sync is written to";
  }

  private Evidence seen(ReplicaLoss loss, String metric, double value, String sentence) {
    return Evidence.of(loss.topic().subject(), metric, value, Unit.COUNT, sweep.at(), sentence);
  }

  /** The same for each topic, so that it is told once. */
  private Evidence of(BrokerId broker, String metric, double value, String sentence) {
    return Evidence.of(Subject.of(broker), metric, value, Unit.COUNT, sweep.at(), sentence);
  }

  private static String condition(BrokerMemory broker) {
    if (broker.away()) {
      return "which is away since " + Phrases.at(broker.awaySince().orElseThrow());
    }
    if (broker.silent()) {
      return "which is silent since " + Phrases.at(broker.silentSince().orElseThrow());
    }
    return broker
        .returnedAt()
        .map(time -> "which came back at " + Phrases.at(time))
        .orElse("which is there");
  }
}
