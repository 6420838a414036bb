package io.kadvisor.core.advice;

import io.kadvisor.core.capacity.BrokerTypes.BrokerType;
import io.kadvisor.core.capacity.Volume;
import io.kadvisor.core.plan.BrokerLoad;
import io.kadvisor.core.plan.BrokerResource;
import io.kadvisor.core.plan.HeadroomPlan;
import io.kadvisor.core.rule.capacity.CapacityWords;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.UserTopics;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.Quorum;
import io.kadvisor.model.unit.DataSize;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the steps that mend a shortage. */
final class CapacitySteps {
  private static final String TOPICS = "topics-to-move.json";
  private static final String HEADROOM = "headroom.json";
  private static final Duration WATCH = Duration.ofHours(24);

  private final Draft draft;
  private final Headroom headroom;
  private final ClusterView view;
  private final Sweep sweep;
  private final KafkaCommands kafka;
  private final HeadroomPlan plan;
  private final CapacityWays ways;
  private final KnownRacks racks;

  CapacitySteps(Draft draft, Headroom headroom, ClusterView view, Sweep sweep) {
    this.draft = draft;
    this.headroom = headroom;
    this.view = view;
    this.sweep = sweep;
    this.kafka = KafkaCommands.of(view);
    this.plan = headroom.plan();
    this.ways = new CapacityWays(draft, headroom, view, sweep);
    this.racks = KnownRacks.of(view);
    draft.parameter("bottleneck", headroom.bottleneck().tag());
  }

  void addBrokers() {
    draft
        .action(
            "add-brokers",
            "Add "
                + Phrase.count(plan.to() - plan.from(), "broker")
                + zones()
                + ", "
                + plan.from()
                + " → "
                + plan.to()
                + ", then spread the replicas: "
                + after()
                + ".")
        .parameter("from", plan.from())
        .parameter("to", plan.to())
        .parameter("needed", plan.needed());
    if (!plan.reaches()) {
      draft.precondition(
          "This is one step: "
              + plan.needed()
              + " brokers are needed in all, the policy lets one step add at most "
              + headroom.policy().capacity().maxStep()
              + headroom
                  .policy()
                  .capacity()
                  .maxBrokers()
                  .map(most -> " and allows " + most + " in all")
                  .orElse("")
              + ". Measure again before the next.");
    }
    view.msk()
        .ifPresentOrElse(
            msk -> draft.step("Let Amazon MSK add the brokers.", msk.scaleOut(plan.to())),
            () ->
                draft.step(
                    "Start brokers "
                        + Phrase.list(newIds().stream().map(BrokerId::toString).toList(), 6)
                        + (racks.all() ? " with broker.rack set, the racks in turn." : ".")));
    draft
        .step("Wait until all " + plan.to() + " answer.", kafka.versions())
        .file(HEADROOM, HeadroomFile.json(headroom));
    move(allIds());
    draft
        .step(
            "Watch for "
                + Phrase.duration(WATCH)
                + " before the next step; Kadvisor itself keeps still about "
                + headroom.bottleneck().words()
                + " for "
                + Phrase.duration(headroom.policy().capacity().cooldown())
                + " after this one ends.")
        .risk(
            "Low for data. Spreading copies replicas beside clients' work, bounded by the throttle: at a quiet hour, never at a peak.")
        .takes(copying(plan.to()))
        .costs(cost(plan.to() - plan.from()))
        .rollback(
            "Spread the topics over the old brokers in the same way, then stop the new ones and unregister them.");
    ways.tune();
    ways.larger();
    ways.retention();
    ways.spreadAlone();
  }

  private String zones() {
    if (plan.zones() == 1) {
      return "";
    }
    return plan.evenOverZones()
        ? ", as many in each of the " + plan.zones() + " racks"
        : " (the racks are uneven until the next step)";
  }

  private String after() {
    return Stream.concat(Stream.of(headroom.bottleneck()), Stream.of(BrokerResource.values()))
        .distinct()
        .filter(resource -> headroom.projection(resource).isPresent())
        .limit(3)
        .map(
            resource ->
                resource.words()
                    + " "
                    + CapacityAdviser.words(
                        headroom.projection(resource).orElseThrow(), headroom.plan()))
        .collect(Collectors.joining("; "));
  }

  /** The next that nobody has: Kafka refuses a broker with a controller's id. */
  private SortedSet<BrokerId> newIds() {
    Set<Integer> controllers = controllers();
    return IntStream.iterate(present().last().value() + 1, id -> id + 1)
        .filter(id -> !controllers.contains(id))
        .limit(plan.to() - plan.from())
        .mapToObj(BrokerId::new)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<Integer> controllers() {
    return sweep.cluster().flatMap(ClusterSample::quorum).stream()
        .flatMap(quorum -> quorum.voters().stream())
        .map(Quorum.Replica::id)
        .collect(Collectors.toSet());
  }

  private SortedSet<BrokerId> present() {
    return new TreeSet<>(sweep.brokers().keySet());
  }

  private SortedSet<BrokerId> allIds() {
    SortedSet<BrokerId> ids = view.takers();
    ids.addAll(newIds());
    return ids;
  }

  /** Kafka's own tool proposes the assignment: the new brokers are not there to plan with. */
  private void move(SortedSet<BrokerId> onto) {
    String ids = onto.stream().map(BrokerId::toString).collect(Collectors.joining(","));
    draft
        .file(TOPICS, HeadroomFile.topicsToMove(UserTopics.of(sweep)))
        .step(FileSteps.save(List.of(TOPICS)))
        .step(
            "Propose an even spread; keep what it prints first as rollback.json and what it prints last as reassignment.json.",
            kafka.generate(TOPICS, ids, !racks.mixed()));
    CopySteps.copy(FileSteps.PLAN, draft, kafka);
    draft
        .precondition(
            "Nothing is under-replicated: " + kafka.partitions("--under-replicated-partitions"))
        .precondition("No other reassignment runs: " + kafka.reassignments())
        .rollback(
            "Start what was kept as rollback.json: "
                + kafka.reassign(FileSteps.ROLLBACK, CopySteps.THROTTLE))
        .verify(
            "No broker uses more than "
                + headroom.calm()
                + " of its "
                + headroom.bottleneck().words()
                + " any more, and this advisory resolves by itself."
                + (present().containsAll(onto)
                    ? ""
                    : " New brokers give back what they take: " + view.probe()));
    view.msk()
        .ifPresent(
            msk ->
                draft.precondition(
                    "Amazon MSK: the cluster is ACTIVE. Replicas move only while CPU is at most 70 %, so at a quiet hour, and at most "
                        + MskCluster.PARTITIONS_A_CALL
                        + " partitions in one reassignment."));
  }

  /** What one broker of so many holds, at the throttle. */
  private Optional<Duration> copying(int brokers) {
    double bytes = headroom.capacity().volumes().stream().mapToDouble(Volume::own).sum() / brokers;
    return bytes <= 0 ? Optional.empty() : Optional.of(CopySteps.time(bytes));
  }

  private String cost(int brokers) {
    Optional<BrokerType> type = ways.type();
    return type.flatMap(BrokerType::dollarsPerHour)
        .map(
            price ->
                CapacityWays.dollars(brokers * price)
                    + " more a month for "
                    + Phrase.count(brokers, "broker")
                    + " of type "
                    + type.orElseThrow().name()
                    + " (on demand, us-east-1), and their storage.")
        .orElse(Phrase.count(brokers, "more broker") + "; their price is not known here.");
  }

  void spread() {
    Optional<BrokerId> broker = headroom.worst().map(BrokerLoad::broker);
    draft
        .action(
            "rebalance",
            "Spread the load over the "
                + Phrase.count(plan.from(), "broker")
                + " that are there: evenly it is "
                + even()
                + ", so more brokers are not needed.")
        .parameter("broker", broker.map(BrokerId::toString).orElse("unknown"));
    boolean relieved =
        broker.map(id -> new ReliefSteps(draft, headroom, view, sweep, id).write()).orElse(false);
    if (!relieved) {
      move(view.takers());
    }
    ways.tune();
    ways.addInstead();
    ways.larger();
    ways.retention();
  }

  private String even() {
    return headroom
        .projection(headroom.bottleneck())
        .map(
            p ->
                Unit.RATIO.show(p.mean())
                    + " of "
                    + headroom.bottleneck().words()
                    + " a broker"
                    + headroom
                        .afterLossNow()
                        .map(share -> ", and " + Unit.RATIO.show(share) + " after the loss of one")
                        .orElse(""))
        .orElse("enough");
  }

  void freeStorage() {
    Volume volume = headroom.tooFull().get(0);
    draft
        .action(
            "free-storage",
            "Make room on "
                + CapacityWords.volume(volume)
                + " now: "
                + (volume.shared()
                    ? "more brokers on it would not."
                    : "that is faster than moving replicas."))
        .parameter("brokers", volume.brokers());
    Retention retention = Retention.on(volume.brokers(), sweep);
    retention
        .biggest()
        .ifPresentOrElse(
            topic -> {
              draft
                  .step(
                      "Topic "
                          + topic.name()
                          + " has most of it, "
                          + new DataSize(topic.bytes())
                          + ": "
                          + topic.effect()
                          + " Ask its owner first, what is deleted is gone.",
                      kafka.setTopicConfig(topic.name(), topic.setting()))
                  .rollback("Set it back, deleted records stay deleted: " + topic.undo(kafka))
                  .risk("Old records of the topic are deleted, within five minutes as a rule.");
            },
            () ->
                draft.step(
                    "See what is largest: no topic whose retention could be cut was seen.",
                    kafka.logDirs()));
    ways.grow(volume);
    draft
        .precondition("No consumer still needs what is deleted: see its lag first.")
        .verify("The volume is less than " + headroom.calm() + " full: " + kafka.logDirs())
        .alternative(
            "Move replicas to brokers with more room.",
            "Copying them takes time and, until it is done, room of its own.");
    if (!volume.shared() && plan.to() > plan.from()) {
      draft.alternative(
          "Add "
              + Phrase.count(plan.to() - plan.from(), "broker")
              + " ("
              + plan.from()
              + " → "
              + plan.to()
              + "): the lasting remedy, "
              + headroom
                  .projection(BrokerResource.STORAGE)
                  .map(storage -> CapacityAdviser.words(storage, plan))
                  .orElse("")
              + ".",
          "Until replicas are moved onto them nothing changes here.");
    }
  }

  void freeDisk() {
    Volume volume = headroom.tooFull().get(0);
    draft
        .action(
            "free-disk",
            "Find what fills "
                + CapacityWords.volume(volume)
                + ": of "
                + new DataSize(volume.used())
                + " only "
                + new DataSize(volume.own())
                + " are replicas, so neither more brokers nor a shorter retention helps.")
        .parameter("brokers", volume.brokers())
        .step(
            "On the machine, see where it is mounted.",
            Shell.line(List.of("df", "-h", volume.name())))
        .step(
            "See what is largest there (du -xh --max-depth=2), and delete or move it, or give the log directory a volume of its own.")
        .verify("The volume is less than " + headroom.alarm() + " full: " + kafka.logDirs())
        .alternative("A larger volume.", "What fills it will fill that one, too.");
  }

  void largerBrokers() {
    draft
        .action(
            "larger-brokers",
            "Give the brokers more "
                + headroom.bottleneck().words()
                + ": "
                + plan.needed()
                + " of the present size are needed, the policy allows no more than "
                + plan.from()
                + ".")
        .parameter("brokers", plan.from())
        .parameter("needed", plan.needed());
    ways.largerStep();
    draft
        .risk("Each broker restarts once, one after the other: copies must be in sync in between.")
        .rollback("Back to the old size in the same way; a smaller type may be refused.")
        .precondition(
            "Nothing is under-replicated: " + kafka.partitions("--under-replicated-partitions"))
        .verify(
            "No broker uses more than "
                + headroom.calm()
                + " of its "
                + headroom.bottleneck().words()
                + ".")
        .alternative(
            "Let the policy allow more brokers (policy.capacity.max-brokers).",
            "It says now that " + plan.from() + " are the most.");
    ways.tune();
    ways.retention();
  }
}
