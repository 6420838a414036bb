package io.kadvisor.core.advice;

import io.kadvisor.core.plan.Relief;
import io.kadvisor.core.plan.ReliefPlanner;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.UserTopics;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.unit.Unit;
import java.util.List;
import java.util.Map;

/** Writes the steps that relieve one broker where the others have room. */
final class ReliefSteps {

  /** More than this and the partition is the load. */
  private static final double MOST = 0.5;

  private final Draft draft;
  private final Headroom headroom;
  private final KafkaCommands kafka;
  private final Relief relief;
  private final BrokerId broker;

  ReliefSteps(Draft draft, Headroom headroom, ClusterView view, Sweep sweep, BrokerId broker) {
    this.draft = draft;
    this.headroom = headroom;
    this.broker = broker;
    this.kafka = KafkaCommands.of(view);
    this.relief =
        ReliefPlanner.plan(
            UserTopics.of(sweep),
            headroom.capacity().load(),
            headroom.bottleneck(),
            broker,
            view.takers(),
            headroom.limits().calm(headroom.bottleneck()));
  }

  /** True when there is a plan, and it is written. */
  boolean write() {
    if (!relieves()) {
      heaviest();
      return false;
    }
    draft.parameter("partitions", relief.plan().partitions());
    if (headroom.bottleneck().movesOnLoss()) {
      leaders();
    } else {
      replicas();
    }
    draft
        .precondition(
            "Nothing is under-replicated: " + kafka.partitions("--under-replicated-partitions"))
        .precondition("No other reassignment runs: " + kafka.reassignments())
        .verify(
            Phrase.capital(headroom.bottleneck().words())
                + " by broker is then about "
                + shares(relief.after())
                + " (now "
                + shares(relief.before())
                + ").");
    return true;
  }

  /** A plan that leaves the broker where it is, is none. */
  private boolean relieves() {
    double alarm = headroom.limits().alarm(headroom.bottleneck());
    return !relief.plan().isEmpty() && relief.after().get(broker) <= alarm;
  }

  private void leaders() {
    ReorderSteps.write(
        "Give "
            + Phrase.count(relief.plan().partitions(), "partition")
            + " another first choice, weighed by the records that come in: no data moves.",
        relief.plan(),
        draft,
        kafka);
    draft.risk("Low: clients of moved leaders refresh their metadata once.");
  }

  private void replicas() {
    draft
        .file(FileSteps.PLAN, relief.plan().target().toJson())
        .file(FileSteps.ROLLBACK, relief.plan().present().toJson())
        .step(FileSteps.save(List.of(FileSteps.PLAN, FileSteps.ROLLBACK)))
        .step(
            "Move "
                + Phrase.count(relief.plan().partitions(), "replica")
                + ", at most "
                + CopySteps.THROTTLE
                + " a broker.",
            kafka.reassign(FileSteps.PLAN, CopySteps.THROTTLE))
        .step(
            "Repeat until every line is complete; this also takes the throttle off again.",
            kafka.verifyReassignment(FileSteps.PLAN))
        .risk(
            "Low for data. Copying shares disk and network with clients, bounded by the throttle: at a quiet hour.")
        .rollback("Move them back: " + kafka.reassign(FileSteps.ROLLBACK, CopySteps.THROTTLE));
  }

  private static String shares(Map<BrokerId, Double> shares) {
    return Phrase.list(
        shares.entrySet().stream()
            .map(e -> e.getKey() + ": " + Unit.RATIO.show(e.getValue()))
            .toList(),
        6);
  }

  /** Moved as a whole it would only make another broker busy. */
  private void heaviest() {
    relief
        .heaviest()
        .filter(h -> headroom.bottleneck().movesOnLoss() && h.part() > MOST)
        .ifPresent(
            h ->
                draft
                    .step(
                        "Partition "
                            + h.topic()
                            + "-"
                            + h.partition()
                            + " brings about "
                            + Unit.RATIO.show(h.part())
                            + " of it: moved as a whole it makes another broker as busy. Look at what it costs: codec and level of compression.type, record sizes, keys.",
                        kafka.topic(h.topic()))
                    .step(
                        "If its keys allow it, give the topic more partitions, so that several brokers lead it; keys then go to other partitions, and the number never goes down."));
  }
}
