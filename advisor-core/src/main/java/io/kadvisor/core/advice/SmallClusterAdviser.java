package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;

/** One or two brokers: told once, in place of many findings on factors and racks. */
final class SmallClusterAdviser implements Adviser {
  private static final int ENOUGH = 3;

  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    ClusterView view = ClusterView.of(sweep);
    int brokers = sweep.brokers().size();
    KafkaCommands kafka = KafkaCommands.of(view);
    boolean racks = KnownRacks.of(view).all();
    return Draft.about(incident)
        .title(
            "Cluster "
                + view.alias()
                + " has "
                + Phrase.count(brokers, "broker")
                + ": a third copy is not possible",
            "The cluster has " + Phrase.count(brokers, "broker") + ": a third copy is not possible")
        .explain(
            "With "
                + Phrase.count(brokers, "broker")
                + " no topic can have three copies, and a restart leaves at most one.",
            "That is fine for development; this notice stands for all findings on factors, racks and redundancy.")
        .confidence(Level.HIGH, "Counted from the cluster's metadata.")
        .impact("Nothing fails now.")
        .forecast(NextLoss.forecast(new Replication(sweep.topics().values()), view))
        .action(
            "add-brokers",
            "For production run three brokers or more"
                + (racks ? ", each in a rack of its own." : "."))
        .parameter("brokers", ENOUGH)
        .step(racks ? "See the brokers and their racks." : "See the brokers.", kafka.versions())
        .step(
            "Add "
                + Phrase.count(Math.max(1, ENOUGH - brokers), "broker")
                + (racks ? " with broker.rack set, in other zones than the present." : "."))
        .step(
            "Then raise the factor of the topics that matter; Kadvisor writes the plan once there are three.")
        .risk("Low: a new broker holds nothing until replicas are assigned to it.")
        .costs(Phrase.count(Math.max(1, ENOUGH - brokers), "more broker") + ".")
        .rollback("Stop a broker that holds no replica, and unregister it.")
        .verify("Three brokers answer: " + kafka.versions())
        .alternative(
            "Leave it, if this cluster is for development.",
            "Dismiss this notice with that reason; it then stays away.")
        .advice();
  }
}
