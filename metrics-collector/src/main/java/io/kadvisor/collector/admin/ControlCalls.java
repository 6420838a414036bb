package io.kadvisor.collector.admin;

import io.kadvisor.collector.facts.ControlFacts;
import io.kadvisor.collector.facts.SeenMove;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.Quorum;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeFeaturesOptions;
import org.apache.kafka.clients.admin.DescribeMetadataQuorumOptions;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.ListPartitionReassignmentsOptions;
import org.apache.kafka.clients.admin.PartitionReassignment;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * What the controllers tell: quorum, features, reassignments. Three requests at once. They are
 * answered from memory, so a cluster without a controller, which lets them hang, is not given the
 * whole deadline of a sweep.
 */
final class ControlCalls {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** When a quorum was told: the leader's clock lies between the two. */
  private record Told(QuorumInfo quorum, long asked, long answered) {}

  /**
   * What was told, and what was not.
   *
   * @param controller the active one, absent when nobody is
   */
  record Control(ControlFacts facts, Optional<BrokerId> controller, List<NotSeen> notSeen) {}

  private final Admin admin;
  private final Optional<BrokerId> named;
  private final Duration time;
  private final List<NotSeen> notSeen = new ArrayList<>();

  /** With the controller that the metadata names. */
  ControlCalls(Admin admin, Optional<BrokerId> named, Duration time) {
    this.admin = admin;
    this.named = named;
    this.time = time.compareTo(PATIENCE) < 0 ? time : PATIENCE;
  }

  Control read() throws InterruptedException {
    Deadline deadline = Deadline.in(time);
    int millis = (int) time.toMillis();
    KafkaFuture<Told> quorum = askQuorum(millis);
    KafkaFuture<FeatureMetadata> features =
        admin.describeFeatures(new DescribeFeaturesOptions().timeoutMs(millis)).featureMetadata();
    KafkaFuture<Map<TopicPartition, PartitionReassignment>> moves =
        admin
            .listPartitionReassignments(new ListPartitionReassignmentsOptions().timeoutMs(millis))
            .reassignments();
    Outcome<Told> outcome = Outcome.of(quorum, deadline);
    Optional<Told> told = value(Fact.QUORUM, outcome);
    Optional<BrokerId> controller = controller(outcome);
    Map<String, Integer> levels =
        value(Fact.FEATURES, Outcome.of(features, deadline)).map(this::levels).orElse(Map.of());
    var reassignments = value(Fact.REASSIGNMENTS, Outcome.of(moves, deadline));
    return new Control(
        new ControlFacts(
            told.map(t -> quorum(t.quorum())),
            levels,
            reassignments.map(ControlCalls::moves),
            told.flatMap(ControlCalls::skew)),
        controller,
        List.copyOf(notSeen));
  }

  private KafkaFuture<Told> askQuorum(int millis) {
    long asked = System.currentTimeMillis();
    return admin
        .describeMetadataQuorum(new DescribeMetadataQuorumOptions().timeoutMs(millis))
        .quorumInfo()
        .thenApply(info -> new Told(info, asked, System.currentTimeMillis()));
  }

  /**
   * Brokers that know no quorum name the controller; those that do name any broker in its place, so
   * that the quorum alone tells: no answer means that nobody leads.
   */
  private Optional<BrokerId> controller(Outcome<Told> outcome) {
    if (outcome.failedWith(UnsupportedVersionException.class)) {
      return named;
    }
    outcome
        .failure()
        .filter(AuthorizationException.class::isInstance)
        .ifPresent(why -> notSeen.add(Refusals.notSeen(Fact.CONTROLLER, why)));
    return outcome
        .value()
        .map(told -> told.quorum().leaderId())
        .filter(id -> id >= 0)
        .map(BrokerId::new);
  }

  private <T> Optional<T> value(Fact fact, Outcome<T> outcome) {
    outcome.failure().ifPresent(why -> notSeen.add(Refusals.notSeen(fact, why)));
    return outcome.value();
  }

  private static Quorum quorum(QuorumInfo info) {
    return new Quorum(
        info.leaderId(),
        info.leaderEpoch(),
        info.highWatermark(),
        info.voters().stream().map(ControlCalls::replica).toList(),
        info.observers().stream().map(ControlCalls::replica).toList());
  }

  private static Quorum.Replica replica(QuorumInfo.ReplicaState state) {
    return new Quorum.Replica(
        state.replicaId(),
        Optional.of(state.logEndOffset()).filter(end -> end >= 0),
        instant(state.lastFetchTimestamp()),
        instant(state.lastCaughtUpTimestamp()));
  }

  private static Optional<Instant> instant(OptionalLong millis) {
    return millis.isPresent() && millis.getAsLong() > 0
        ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
        : Optional.empty();
  }

  /**
   * The leader's clock against ours: it states its own last fetch as the time of its answer, which
   * was given somewhere between question and answer. What lies inside that span is no skew.
   */
  private static Optional<Duration> skew(Told told) {
    return told.quorum().voters().stream()
        .filter(voter -> voter.replicaId() == told.quorum().leaderId())
        .map(QuorumInfo.ReplicaState::lastFetchTimestamp)
        .filter(own -> own.isPresent() && own.getAsLong() > 0)
        .map(own -> skew(own.getAsLong(), told.asked(), told.answered()))
        .findFirst();
  }

  static Duration skew(long leader, long asked, long answered) {
    if (leader < asked) {
      return Duration.ofMillis(leader - asked);
    }
    return Duration.ofMillis(Math.max(0, leader - answered));
  }

  private Map<String, Integer> levels(FeatureMetadata metadata) {
    Map<String, Integer> levels = new HashMap<>();
    metadata
        .finalizedFeatures()
        .forEach((name, range) -> levels.put(name, (int) range.maxVersionLevel()));
    if (levels.isEmpty()) {
      notSeen.add(
          new NotSeen(
              Fact.FEATURES,
              Optional.empty(),
              "the cluster has none: it is older than 3.3 or runs with ZooKeeper",
              Optional.of("it comes with KRaft and Kafka " + Fact.FEATURES.since())));
    }
    return levels;
  }

  private static Map<TopicPartition, SeenMove> moves(
      Map<TopicPartition, PartitionReassignment> reassignments) {
    Map<TopicPartition, SeenMove> moves = new HashMap<>();
    reassignments.forEach(
        (partition, move) ->
            moves.put(
                partition,
                new SeenMove(
                    ids(move.replicas()),
                    ids(move.addingReplicas()),
                    ids(move.removingReplicas()))));
    return moves;
  }

  private static IntColumn ids(List<Integer> ids) {
    return IntColumn.of(ids.stream().mapToInt(Integer::intValue).toArray());
  }
}
