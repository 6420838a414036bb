package io.kadvisor.core.plan;

import io.kadvisor.core.plan.Throttles.Side;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.sample.TopicSample.Reassigning;
import io.kadvisor.model.unit.DataRate;
import io.kadvisor.model.unit.DataSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The partitions that are being reassigned now.
 *
 * @param moves by topic and partition
 */
public record RunningReassignment(List<Move> moves) {

  /** One partition under way; its topic's {@code replicas} hold the new ones, too. */
  public record Move(TopicSample topic, Reassigning reassigning) {
    int partition() {
      return reassigning.partition();
    }

    int leader() {
      return topic.leader().get(partition());
    }

    private Assignment without(IntColumn brokers) {
      return new Assignment(
          topic.topic(),
          partition(),
          topic.replicas().get(partition()).stream()
              .filter(broker -> !brokers.contains(broker))
              .boxed()
              .toList());
    }

    /** Bytes that a new replica still lacks; absent when a size is not known. */
    OptionalLong lacking(int added) {
      OptionalLong whole = PartitionTraffic.bytesOn(topic, partition(), leader());
      OptionalLong here = PartitionTraffic.bytesOn(topic, partition(), added);
      return whole.isEmpty() || here.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(Math.max(0, whole.getAsLong() - here.getAsLong()));
    }
  }

  /**
   * A throttle on the way, and what it has to let through.
   *
   * @param inflow bytes a second that are written to what it holds back; zero where not known
   * @param lacking bytes that have still to pass
   */
  public record Bottleneck(
      BrokerId broker, Side side, DataRate rate, DataRate inflow, DataSize lacking) {
    /** How long it takes at this rate; absent when it never ends. */
    public Optional<Duration> left() {
      double net = rate.bytesPerSecond() - inflow.bytesPerSecond();
      return net <= 0
          ? Optional.empty()
          : Optional.of(Duration.ofSeconds((long) Math.ceil(lacking.bytes() / net)));
    }
  }

  public RunningReassignment {
    moves = List.copyOf(moves);
  }

  /** Absent when the sweep did not see reassignments. */
  public static Optional<RunningReassignment> of(Sweep sweep) {
    List<TopicSample> seen =
        sweep.topics().values().stream().filter(topic -> topic.reassigning().isPresent()).toList();
    if (seen.isEmpty() && !sweep.topics().isEmpty()) {
      return Optional.empty();
    }
    List<Move> moves = new ArrayList<>();
    for (TopicSample topic : seen) {
      topic.reassigning().orElseThrow().stream()
          .filter(moved -> moved.partition() < topic.partitionCount())
          .forEach(moved -> moves.add(new Move(topic, moved)));
    }
    return Optional.of(new RunningReassignment(moves));
  }

  public boolean isEmpty() {
    return moves.isEmpty();
  }

  /** Brokers that are to hold what they do not hold yet. */
  public SortedSet<BrokerId> receivers() {
    return moves.stream()
        .flatMap(move -> move.reassigning().adding().stream().mapToObj(BrokerId::new))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Where it is to end. */
  public Reassignment target() {
    return new Reassignment(
        moves.stream().map(move -> move.without(move.reassigning().removing())).toList());
  }

  /** Where it came from: the replicas without those that are being added. */
  public Reassignment origin() {
    return new Reassignment(
        moves.stream().map(move -> move.without(move.reassigning().adding())).toList());
  }

  /** Bytes that the new replicas hold; absent when no size is known. */
  public Optional<DataSize> arrived() {
    return moves.stream()
        .flatMap(
            move ->
                move.reassigning().adding().stream()
                    .mapToObj(b -> PartitionTraffic.bytesOn(move.topic(), move.partition(), b)))
        .filter(OptionalLong::isPresent)
        .map(bytes -> new DataSize(bytes.getAsLong()))
        .reduce(DataSize::plus);
  }

  /** Bytes that the new replicas still lack; absent when no size is known. */
  public Optional<DataSize> lacking() {
    return moves.stream()
        .flatMap(move -> move.reassigning().adding().stream().mapToObj(move::lacking))
        .filter(OptionalLong::isPresent)
        .map(bytes -> new DataSize(bytes.getAsLong()))
        .reduce(DataSize::plus);
  }

  /** Bytes a second that are written to the partitions under way, as far as known. */
  public DataRate inflow() {
    return new DataRate(
        moves.stream()
            .mapToDouble(
                m -> PartitionTraffic.storedBytesPerSecond(m.topic(), m.partition()).orElse(0))
            .sum());
  }

  /** Every throttle that holds a replica of it back, by broker and side. */
  public List<Bottleneck> bottlenecks(Throttles throttles) {
    Map<String, Bottleneck> found = new TreeMap<>();
    for (Move move : moves) {
      for (int added : move.reassigning().adding().stream().toArray()) {
        meet(found, throttles, move, added, Side.FOLLOWER, added);
        meet(found, throttles, move, added, Side.LEADER, move.leader());
      }
    }
    return List.copyOf(found.values());
  }

  private static void meet(
      Map<String, Bottleneck> found,
      Throttles throttles,
      Move move,
      int added,
      Side side,
      int broker) {
    throttles
        .on(side, move.topic().topic(), move.partition(), broker)
        .map(
            rate ->
                new Bottleneck(
                    new BrokerId(broker),
                    side,
                    rate,
                    new DataRate(
                        PartitionTraffic.storedBytesPerSecond(move.topic(), move.partition())
                            .orElse(0)),
                    new DataSize(move.lacking(added).orElse(0))))
        .ifPresent(one -> found.merge(side + " " + broker, one, RunningReassignment::sum));
  }

  private static Bottleneck sum(Bottleneck one, Bottleneck other) {
    return new Bottleneck(
        one.broker(),
        one.side(),
        one.rate(),
        new DataRate(one.inflow().bytesPerSecond() + other.inflow().bytesPerSecond()),
        one.lacking().plus(other.lacking()));
  }
}
