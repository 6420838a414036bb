package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.unit.Unit;

/** A broker works much slower than it used to and than its peers do. */
final class BrokerSlowAdviser implements Adviser {
  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    LivingBroker broker = LivingBroker.of(incident, sweep);
    KafkaCommands kafka = broker.commands();
    Draft draft =
        Draft.about(incident)
            .title(
                broker.capitalName() + " is several times slower than it was and than its peers",
                broker.capitalName() + " is slower than it was and than its peers",
                "A broker is slower than it was and than its peers")
            .explain(
                broker.capitalPlace()
                    + " is slow since "
                    + broker.since()
                    + "; the other brokers are as they were, so it is not the load of the cluster.",
                broker
                    .cpu()
                    .map(cpu -> "Its process takes " + Unit.RATIO.show(cpu) + " of its CPU.")
                    .orElse(""),
                broker.failedDirectories().isEmpty()
                    ? ""
                    : "A log directory has failed: "
                        + Phrase.list(broker.failedDirectories(), 3)
                        + ".")
            .confidence(
                Level.MEDIUM,
                "Two witnesses agree, its own past and its peers; the reason is not seen.")
            .impact("Whoever talks to what it leads waits longer; nothing has failed.")
            .forecast(
                "If it gets slower, its followers fall out of sync, then clients run into time-outs.",
                broker.id().map(id -> NextLoss.ifReallyGone(broker.replication(), id)).orElse(""))
            .action(
                "investigate",
                "Find what the others do not have: a busy client, a slow disk, a full heap.")
            .risk("None while looking.")
            .step(
                broker.onMsk()
                    ? "Amazon MSK: see the cluster's state; then CpuUser, CpuCreditBalance, BurstBalance, VolumeQueueLength and HeapMemoryAfterGC of this broker in CloudWatch."
                    : "On its machine: CPU, swap, disk and the kernel's faults.",
                broker.lookAtMachine())
            .step(
                "Its settings beside those of a peer: threads, fetchers and throttles should be the same.",
                broker.id().map(kafka::brokerConfig).orElseGet(kafka::brokerConfigs))
            .step("Its disks: one that fills or fails is slow first.", logDirs(broker, kafka))
            .verify(
                "The advisory resolves by itself when the broker is as fast as twice its usual time.")
            .alternative(
                "Take its leaderships away until it is well.",
                "Another order of replicas does that without moving data, but the load then lies on its peers.")
            .alternative(
                "Restart it.",
                "It empties the page cache, so it is slower at first; right when it swaps or its heap is full.");
    broker.id().ifPresent(id -> draft.parameter("broker", id));
    return draft.advice();
  }

  private static String logDirs(LivingBroker broker, KafkaCommands kafka) {
    return broker.id().map(kafka::logDirs).orElseGet(kafka::brokerConfigs);
  }
}
