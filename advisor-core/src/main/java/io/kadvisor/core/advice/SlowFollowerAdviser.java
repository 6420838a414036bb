package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.finding.Category;
import java.util.List;
import java.util.Optional;

/** One broker lives and does not keep up with the leaders that it follows. */
final class SlowFollowerAdviser implements Adviser {
  private static final String THROTTLE = "follower.replication.throttled.rate";

  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    LivingBroker broker = LivingBroker.of(incident, sweep);
    Draft draft = Draft.about(incident);
    story(draft, broker);
    steps(draft, broker);
    return draft.advice();
  }

  private static void story(Draft draft, LivingBroker broker) {
    PartitionsByTopic missing = broker.missing();
    String lost = missing.isEmpty() ? "partitions" : missing.counted();
    draft
        .category(Category.DURABILITY)
        .title(
            broker.capitalName() + " lives but does not keep up: " + lost + " without its copy",
            broker.capitalName() + " lives but does not keep up with its leaders",
            "A broker lives but does not keep up with its leaders")
        .explain(
            broker.capitalPlace()
                + " is out of sync with several leaders since "
                + broker.since()
                + ", though it is listed and not away.",
            missing.isEmpty()
                ? ""
                : Phrase.capital(missing.counted())
                    + " miss their copy on it ("
                    + missing.named()
                    + ").",
            "Several leaders at once: the broker itself or the way to it is slow, not the leaders.",
            waiting(broker),
            throttle(broker)
                .map(rate -> "It throttles its own replication to " + rate + " B/s.")
                .orElse(""))
        .alsoAffecting(missing)
        .confidence(
            Level.HIGH,
            "Read from the metadata: several leaders miss the same follower; why it is slow is not seen.")
        .impact(Impact.of(broker.replication().offline(), broker.replication().refusing()))
        .forecast(NextLoss.forecast(broker.replication(), broker.view()));
  }

  private static String waiting(LivingBroker broker) {
    return broker.waiting().isEmpty()
        ? ""
        : "Until it is out of an ISR, producers with acks=all wait for it: on "
            + broker.view().names(broker.waiting())
            + ".";
  }

  private static Optional<String> throttle(LivingBroker broker) {
    return broker.config(THROTTLE).filter(rate -> rate.matches("\\d{1,18}"));
  }

  private static void steps(Draft draft, LivingBroker broker) {
    KafkaCommands kafka = broker.commands();
    broker.id().ifPresent(id -> draft.parameter("broker", id));
    List<String> failed = broker.failedDirectories();
    if (throttle(broker).isPresent() && broker.id().isPresent()) {
      draft
          .action("remove-throttle", "Take away the throttle that starves the follower.")
          .step("No reassignment may need the throttle: the list is empty.", kafka.reassignments())
          .step(
              "Remove it; it holds back only replicas that are out of sync, and these are.",
              kafka.deleteBrokerConfig(broker.id().get(), List.of(THROTTLE)))
          .rollback(
              "Set it again: "
                  + kafka.setBrokerConfig(
                      broker.id().get(), THROTTLE + "=" + throttle(broker).get()))
          .risk("Low: the follower fetches as fast as the network gives until it has caught up.");
    } else {
      draft
          .action(
              "investigate",
              "Find what holds the follower back: disk, memory, network or a throttle.")
          .risk("None while looking; restart it only when no partition is under min ISR.");
    }
    broker
        .id()
        .ifPresent(
            id ->
                draft.step(
                    failed.isEmpty()
                        ? "Its log directories: an error shows here, and so does a full volume."
                        : "A log directory of it has failed: " + Phrase.list(failed, 3) + ".",
                    kafka.logDirs(id)));
    draft
        .step(
            broker.onMsk()
                ? "Amazon MSK: see the cluster's state; then VolumeQueueLength, BurstBalance, BwInAllowanceExceeded and CpuUser of this broker in CloudWatch."
                : "On its machine: is the disk slow or full, does it swap, does the kernel report faults?",
            broker.lookAtMachine())
        .step(
            "Between it and the leaders: loss or delay on the replication path; the other followers do not have it.")
        .step(
            "If it stands still with nothing of this to be seen, restart it in order, once no partition is under min ISR:",
            kafka.partitions("--under-min-isr-partitions"))
        .precondition("No other broker is away or restarting.")
        .costs("nothing; a restart copies what it missed")
        .verify(
            "Its partitions are not listed any more by: "
                + kafka.partitions("--under-replicated-partitions"))
        .alternative(
            "Add fetchers: num.replica.fetchers.",
            "It helps only where the network delay is the limit, and loads a slow disk even more.")
        .alternative(
            "Move its replicas to other brokers.",
            "It copies whole replicas while the cluster is weak already; right if the machine is broken.");
  }
}
