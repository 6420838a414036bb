package io.kadvisor.api.figure;

import java.util.List;

/** The figures of its own that a process shows to Prometheus, each once. */
public enum Figure {
  LAST_SWEEP(
      "kadvisor.last.sweep.timestamp.seconds",
      "Time of the last sweep read, in seconds since 1970",
      "cluster",
      "alias"),
  CLUSTER_STATE(
      "kadvisor.cluster.state",
      "1 for the state that the cluster is in",
      "cluster",
      "alias",
      "state"),
  ADVISORIES_OPEN(
      "kadvisor.advisories.open",
      "Advisories that have not ended, snoozed ones not counted",
      "cluster",
      "alias",
      "severity"),
  BLIND(
      "kadvisor.blind", "1 while what is shown of the cluster is not current", "cluster", "alias"),
  HOME_BLIND("kadvisor.home.blind", "1 while the home cluster does not answer"),
  RECORDS_READ("kadvisor.records.read", "Records read from the topics"),
  RECORDS_SKIPPED("kadvisor.records.skipped", "Records that could not be read"),
  DEAD_LETTERS("kadvisor.dead.letters", "Dead letters of the last day and since"),
  EVENT_SUBSCRIBERS("kadvisor.event.subscribers", "Open streams of server-sent events"),
  PROBE_ROUND_TRIP(
      "kadvisor.probe.round.trip.seconds",
      "How long records of the probe took to a broker and back in the last minute; only where it is probed",
      "cluster",
      "alias",
      "broker",
      "quantile"),
  PROBE_ROUTE(
      "kadvisor.probe.route.seconds",
      "The same for all brokers of a rack, from the rack of the probe",
      "cluster",
      "alias",
      "from",
      "to",
      "quantile"),
  PROBE_UNANSWERED(
      "kadvisor.probe.unanswered.seconds",
      "Age of the oldest record of the probe since the last that came back from a broker",
      "cluster",
      "alias",
      "broker"),
  ROLE_UP("kadvisor.role.up", "1 while the role works", "role"),
  ROLE_COUNTS("kadvisor.role.counts", "What the role has counted since its start", "role", "count");

  private static final List<Figure> COUNTERS = List.of(RECORDS_READ, RECORDS_SKIPPED, DEAD_LETTERS);

  private final String meter;
  private final String description;
  private final String labels;

  Figure(String meter, String description, String... labels) {
    this.meter = meter;
    this.description = description;
    this.labels = String.join(",", labels);
  }

  /** Its name in Micrometer. */
  public String meter() {
    return meter;
  }

  public String description() {
    return description;
  }

  public List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(",", -1));
  }

  /** Counters only grow while the process runs; the others are gauges. */
  public boolean counter() {
    return COUNTERS.contains(this);
  }

  /** Its name as Prometheus scrapes it. */
  public String prometheusName() {
    return meter.replace('.', '_') + (counter() ? "_total" : "");
  }
}
