package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.plan.Reassignment;
import io.kadvisor.core.plan.RunningReassignment;
import io.kadvisor.core.plan.RunningReassignment.Bottleneck;
import io.kadvisor.core.plan.Throttles;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.unit.DataRate;
import io.kadvisor.model.unit.DataSize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A reassignment that does not end: let more through, or take it back. */
final class ReassignmentStuckAdviser implements Adviser {
  private static final String RUNNING = FileSteps.PLAN;
  private static final String CANCEL = "cancel.json";

  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    ClusterView view = ClusterView.of(sweep);
    RunningReassignment running =
        RunningReassignment.of(sweep).orElse(new RunningReassignment(List.of()));
    List<Bottleneck> throttles = running.bottlenecks(Throttles.of(sweep));
    Draft draft = Draft.about(incident).alsoAffecting(partitions(running.target()));
    story(draft, incident, running, throttles, view);
    if (running.isEmpty()) {
      over(draft, view);
    } else {
      files(draft, running);
      if (throttles.isEmpty()) {
        look(draft, running, view);
      } else {
        raise(draft, running, throttles, view);
      }
    }
    return draft.advice();
  }

  private static PartitionsByTopic partitions(Reassignment reassignment) {
    SortedMap<TopicName, PartitionRanges> ranges = new TreeMap<>();
    reassignment
        .assignments()
        .forEach(
            moved ->
                ranges.merge(
                    moved.topic(), PartitionRanges.of(moved.partition()), PartitionRanges::plus));
    return new PartitionsByTopic(ranges);
  }

  private static void story(
      Draft draft,
      Incident incident,
      RunningReassignment running,
      List<Bottleneck> throttles,
      ClusterView view) {
    String counted = partitions(running.target()).counted();
    boolean throttled = incident.firstRoot().cause().equals("throttled");
    String what = "Reassignment of " + Phrase.count(running.moves().size(), "partition");
    draft
        .title(
            throttled
                ? what + " is held back by a throttle"
                : what + " brings nothing to its new brokers",
            throttled ? "Reassignment is held back by a throttle" : "Reassignment brings nothing")
        .explain(
            running.isEmpty()
                ? ""
                : Phrase.capital(counted)
                    + (running.moves().size() == 1 ? " is" : " are")
                    + " being copied to "
                    + view.names(running.receivers())
                    + progress(running)
                    + ".",
            described(throttles),
            "Seen since " + Phrase.time(incident.firstRoot().since()) + ".")
        .confidence(
            throttles.isEmpty() ? Level.MEDIUM : Level.HIGH,
            throttles.isEmpty()
                ? "That nothing arrives is measured in the log directories; why is not seen."
                : "Sizes are read from the log directories, the throttles from the configuration.")
        .impact(
            "Clients go on. The partitions count as under-replicated until it ends, and every reassignment that is"
                + " planned waits for this one.")
        .forecast(forecast(throttles));
  }

  private static String progress(RunningReassignment running) {
    return running
            .arrived()
            .map(arrived -> "; " + arrived + " have arrived")
            .orElse("; what has arrived is not known")
        + running.lacking().map(lacking -> ", " + lacking + " are lacking").orElse("");
  }

  private static String described(List<Bottleneck> throttles) {
    List<String> set =
        throttles.stream()
            .map(t -> "broker " + t.broker() + " has " + t.side().rate() + " = " + t.rate())
            .toList();
    return set.isEmpty()
        ? "No throttle holds these replicas back."
        : Phrase.capital(Phrase.list(set, 4)) + ", shared by all that it moves.";
  }

  private static String forecast(List<Bottleneck> throttles) {
    Optional<Bottleneck> endless = throttles.stream().filter(t -> t.left().isEmpty()).findFirst();
    if (endless.isPresent()) {
      return "It never ends at this rate: "
          + endless.get().inflow()
          + " are written meanwhile, "
          + endless.get().rate()
          + " may pass.";
    }
    return throttles.stream()
        .flatMap(t -> t.left().stream())
        .max(Duration::compareTo)
        .map(left -> "At this rate it takes " + Phrase.duration(left) + " more.")
        .orElse("It stays as it is until somebody acts.");
  }

  private static void files(Draft draft, RunningReassignment running) {
    draft
        .parameter("partitions", running.moves().size())
        .file(RUNNING, running.target().toJson())
        .file(CANCEL, running.origin().toJson());
  }

  private static void raise(
      Draft draft, RunningReassignment running, List<Bottleneck> throttles, ClusterView view) {
    KafkaCommands kafka = KafkaCommands.of(view);
    DataRate rate = enough(running, throttles);
    draft
        .action("raise-throttle", "Raise the throttle to " + rate + " a broker, so that it ends.")
        .parameter("throttle", (long) rate.bytesPerSecond())
        .step("See that it still runs.", kafka.reassignments())
        .step(FileSteps.save(List.of(RUNNING, CANCEL)))
        .step(
            "Give the running reassignment the new rate; its target stays the same.",
            kafka.rethrottle(RUNNING, rate))
        .step(
            "Repeat until every line is complete; this also takes the throttle off again.",
            kafka.verifyReassignment(RUNNING))
        .takes(running.lacking().map(bytes -> time(bytes, running, rate)))
        .risk(
            "Low: copying shares disk and network with clients, bounded by the new rate; at peak hours take less.")
        .rollback(back(kafka))
        .verify("No line is left: " + kafka.reassignments())
        .alternative(
            "Cancel it: " + kafka.cancelReassignment(CANCEL) + ".",
            "What has been copied is thrown away, and why it was wanted is still there.");
  }

  /** What Kadvisor starts copies with, or twice of what is written meanwhile where that is more. */
  private static DataRate enough(RunningReassignment running, List<Bottleneck> throttles) {
    double present = throttles.stream().mapToDouble(t -> t.rate().bytesPerSecond()).min().orElse(0);
    double written = running.inflow().bytesPerSecond();
    double wanted = Math.max(CopySteps.THROTTLE.bytesPerSecond(), 2 * Math.max(present, written));
    return new DataRate(Math.ceil(wanted));
  }

  private static Duration time(DataSize bytes, RunningReassignment running, DataRate rate) {
    double net = rate.bytesPerSecond() - running.inflow().bytesPerSecond();
    return Duration.ofSeconds(Math.max(1, (long) Math.ceil(bytes.bytes() / Math.max(1, net))));
  }

  private static String back(KafkaCommands kafka) {
    return "Take the reassignment back; what was there stays, throttles go: "
        + kafka.cancelReassignment(CANCEL);
  }

  private static void look(Draft draft, RunningReassignment running, ClusterView view) {
    KafkaCommands kafka = KafkaCommands.of(view);
    TopicName topic = running.moves().get(0).topic().topic();
    draft
        .action("investigate", "Find what holds the receiving brokers up, or take it back.")
        .step("See that it still runs, and to whom.", kafka.reassignments())
        .step(
            "See what has arrived; a log directory that failed shows here with an error.",
            kafka.logDirs(topic))
        .step(
            "On "
                + view.names(running.receivers())
                + " look at free disk, disk errors and ReplicaFetcherThread in the log; restart a broker whose"
                + " fetchers stand still.")
        .step(FileSteps.save(List.of(RUNNING, CANCEL)))
        .step(
            "If that does not help, take it back; what was there stays.",
            kafka.cancelReassignment(CANCEL))
        .risk("None while looking. Cancelling throws away what has been copied, and loses no data.")
        .rollback("Start it again: " + kafka.reassign(RUNNING, CopySteps.THROTTLE))
        .verify("No line is left: " + kafka.reassignments())
        .alternative(
            "Wait.",
            "It costs nothing while all replicas in sync are enough, but nothing has arrived for a long time.");
  }

  private static void over(Draft draft, ClusterView view) {
    KafkaCommands kafka = KafkaCommands.of(view);
    draft
        .action("investigate", "See whether it still runs.")
        .step("See what is being reassigned.", kafka.reassignments())
        .verify("No line is left: " + kafka.reassignments());
  }
}
