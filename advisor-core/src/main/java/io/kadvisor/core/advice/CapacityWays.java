package io.kadvisor.core.advice;

import io.kadvisor.core.capacity.BrokerTypes;
import io.kadvisor.core.capacity.BrokerTypes.BrokerType;
import io.kadvisor.core.capacity.CapacityView;
import io.kadvisor.core.capacity.Volume;
import io.kadvisor.core.plan.BrokerResource;
import io.kadvisor.core.plan.HeadroomPlan;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.unit.DataSize;
import io.kadvisor.model.unit.Unit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The ways that come second, with why; one of them may come first where nothing else is left. */
final class CapacityWays {
  private static final double HOURS_A_MONTH = 730;
  private static final double GIB = 1024.0 * 1024 * 1024;

  private final Draft draft;
  private final Headroom headroom;
  private final ClusterView view;
  private final Sweep sweep;

  CapacityWays(Draft draft, Headroom headroom, ClusterView view, Sweep sweep) {
    this.draft = draft;
    this.headroom = headroom;
    this.view = view;
    this.sweep = sweep;
  }

  /** The type of all brokers; absent where they differ or none is declared. */
  Optional<BrokerType> type() {
    List<Optional<BrokerType>> types =
        headroom.capacity().load().brokers().stream()
            .map(broker -> CapacityView.typeOf(broker.broker(), headroom.policy()))
            .distinct()
            .toList();
    return types.size() == 1 ? types.get(0) : Optional.empty();
  }

  static String dollars(double perHour) {
    return String.format(Locale.ROOT, "%,.0f USD", perHour * HOURS_A_MONTH);
  }

  /** Clients first: what they waste no broker has to carry. */
  void tune() {
    switch (headroom.bottleneck()) {
      case CPU ->
          draft.alternative(
              "Let clients send larger batches (linger.ms, batch.size) and compress themselves, with compression.type=producer on the topics.",
              "It may save much CPU, but each team has to change its clients, and by how much is known only afterwards.");
      case NETWORK_IN, NETWORK_OUT ->
          draft.alternative(
              "Let producers compress, and consumers read from their own rack (client.rack, RackAwareReplicaSelector).",
              "It may save much, but each team has to change its clients, and by how much is known only afterwards.");
      case PARTITIONS ->
          draft.alternative(
              "Delete topics that nobody uses any more.",
              "Which these are, their owners know; the number of partitions of a topic never goes down.");
      case STORAGE -> {}
    }
  }

  void larger() {
    if (headroom.bottleneck() == BrokerResource.STORAGE) {
      largerVolumes();
      return;
    }
    Optional<BrokerType> type = type();
    Optional<BrokerType> next = type.flatMap(BrokerTypes::above);
    if (next.isPresent()) {
      draft.alternative(
          "Change all brokers from "
              + type.orElseThrow().name()
              + " to "
              + next.get().name()
              + smaller(type.orElseThrow(), next.get())
              + price(type.orElseThrow(), next.get())
              + ".",
          "Every broker restarts, and the loss of one still takes as large a share of the cluster.");
    } else {
      draft.alternative(
          "Larger brokers instead of more.",
          "Every broker restarts, and the loss of one takes as large a share of the cluster as before; what it costs is not known, since no type is declared that has a larger one.");
    }
  }

  private String smaller(BrokerType type, BrokerType next) {
    double ratio = ratio(type, next);
    return ratio >= 1
        ? ""
        : headroom
            .projection(headroom.bottleneck())
            .map(
                p ->
                    ": "
                        + headroom.bottleneck().words()
                        + " at most "
                        + Unit.RATIO.show(p.highest() * ratio))
            .orElse("");
  }

  private double ratio(BrokerType type, BrokerType next) {
    return switch (headroom.bottleneck()) {
      case CPU -> (double) type.cores() / next.cores();
      case NETWORK_IN, NETWORK_OUT ->
          type.network().flatMap(now -> next.network().map(then -> now / then)).orElse(1.0);
      case PARTITIONS -> (double) type.recommendedPartitions() / next.recommendedPartitions();
      case STORAGE -> 1;
    };
  }

  private String price(BrokerType type, BrokerType next) {
    Optional<Double> more =
        type.dollarsPerHour().flatMap(now -> next.dollarsPerHour().map(then -> then - now));
    return more.map(
            perHour ->
                ", "
                    + dollars(perHour * headroom.plan().from())
                    + " more a month (on demand, us-east-1)")
        .orElse("");
  }

  private void largerVolumes() {
    draft.alternative(
        "Larger volumes instead of more brokers"
            + largest().map(size -> ", " + size + " each").orElse("")
            + ".",
        "The work of a broker stays, and a larger disk takes longer to copy when it is lost; on Amazon MSK volumes never shrink.");
  }

  /** So large that the fullest is calm. */
  private Optional<DataSize> largest() {
    return headroom.tooFull().stream()
        .map(volume -> volume.used() / headroom.limits().calm(BrokerResource.STORAGE))
        .max(Double::compare)
        .map(bytes -> new DataSize((long) (Math.ceil(bytes / GIB) * GIB)));
  }

  void largerStep() {
    Optional<BrokerType> next = type().flatMap(BrokerTypes::above);
    if (headroom.bottleneck() == BrokerResource.STORAGE) {
      headroom.tooFull().stream().findFirst().ifPresent(this::grow);
    } else if (view.msk().isPresent() && next.isPresent()) {
      draft.step(
          "Change the type of all brokers to " + next.get().name() + ", a rolling restart.",
          view.msk().get().changeType(next.get().name()));
    } else {
      draft.step(
          "Restart one broker after the other on a machine with more of it"
              + next.map(t -> ", " + t.name() + " for instance").orElse("")
              + "; wait for full ISRs in between.",
          KafkaCommands.of(view).partitions("--under-replicated-partitions"));
    }
  }

  /** A step: makes the volume so large that it is calm. */
  void grow(Volume volume) {
    long size =
        (long) Math.ceil(volume.used() / headroom.limits().calm(BrokerResource.STORAGE) / GIB);
    view.msk()
        .ifPresentOrElse(
            msk ->
                draft.step(
                    "Or grow the volumes of all brokers to "
                        + size
                        + " GiB: no restart, at most once in six hours, and they never shrink.",
                    msk.growStorage(size)),
            () ->
                draft.step(
                    "Or grow the volume to at least "
                        + new DataSize((long) (size * GIB))
                        + ", if its machine lets you do so while it is in use."));
  }

  /** What a cut of the biggest topic would free. */
  void retention() {
    SortedSet<BrokerId> brokers = new TreeSet<>(sweep.brokers().keySet());
    if (headroom.bottleneck() == BrokerResource.STORAGE) {
      Retention.on(brokers, sweep)
          .biggest()
          .ifPresent(
              topic ->
                  draft.alternative(
                      "Cut the retention of topic "
                          + topic.name()
                          + ", the biggest with "
                          + new DataSize(topic.bytes())
                          + " in all: "
                          + topic.effect(),
                      "Its owner wanted these records for so long, and what is deleted is gone."));
    }
  }

  void spreadAlone() {
    headroom
        .projection(headroom.bottleneck())
        .ifPresent(
            p ->
                draft.alternative(
                    "Spread the load over the present brokers only.",
                    "Evenly it is still "
                        + Unit.RATIO.show(p.mean())
                        + " a broker, above the "
                        + headroom.calm()
                        + " that leave room"
                        + headroom
                            .afterLossNow()
                            .map(
                                share ->
                                    ", and " + Unit.RATIO.show(share) + " after the loss of one")
                            .orElse("")
                        + "."));
  }

  void addInstead() {
    HeadroomPlan plan = headroom.plan();
    draft.alternative(
        "Add brokers.",
        "The " + plan.from() + " have enough together; without a spread the busy one stays busy.");
  }
}
