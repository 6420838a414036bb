package io.kadvisor.core.calm;

import io.kadvisor.core.calm.Fault.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code docs/calm.md} says. */
final class Report {
  private static final String PAGE =
      """
      # Calm at size

      > A test writes this page and holds it to what it measures: `./kadvisor test --full` (`CalmAtSizeTest`).

      A generated cluster of %s in three zones lives through %s at the standard policy, seed %d: %,d sweeps, every
      one judged by the same function that runs in production. A zone, brokers and a controller die, controllers are elected again and
      again, brokers are slow or lack CPU or disk, topics are badly created, applications go, hang and fall behind; and, much more
      often, what looks like trouble and is everyday life happens: restarts of brokers and controllers in order, deployments, topics
      that come and go, and for minutes a stall of 1.5 to 5 s a request, a CPU in full use, a volume at 84 %%, some
      of a topic's partitions at up to eight times the usual. The feed is that of the Admin API and of JMX, with a quorum of three
      controllers apart from the brokers, volumes, and readings that never stand still. One seed is run: it takes minutes.

      | what happens | times | deserves an advisory | advisories | missed | told after, median | at most |
      |---|---|---|---|---|---|---|
      %s
      **%d faults that deserve one, %d advisories. Missed: %d. Told more than once: %d. False: %d, in %,d everyday events.**

      The rows sum to %d: an advisory that tells several faults, such as badly created topics folded into one, counts in the row of each.

      The delay is that of the rules' own *hold*, which keeps a short trouble from being told at all ([rules](rules.md)). A broker's or a
      zone's loss is told by the first sweep after 30 s of silence, its session of 9 s among them.
      """;

  private Report() {}

  static String of(Run run, long seed) {
    StringBuilder rows = new StringBuilder();
    for (Kind kind : Kind.values()) {
      rows.append(row(run, kind));
    }
    long deserving = run.faults.stream().filter(Fault::told).count();
    return String.format(
        Locale.ROOT,
        PAGE,
        run.size,
        run.length.toHours() + " hours",
        seed,
        run.sweeps,
        rows,
        deserving,
        run.opened.size(),
        run.missed().size(),
        run.toldTwice().size(),
        run.unexplained().size(),
        run.faults.size() - deserving,
        run.faults.stream().filter(Fault::told).mapToLong(f -> run.of(f).size()).sum());
  }

  private static String row(Run run, Kind kind) {
    List<Fault> faults = run.faults.stream().filter(fault -> fault.what() == kind).toList();
    List<Duration> delays =
        faults.stream()
            .filter(Fault::told)
            .flatMap(fault -> run.delay(fault).stream())
            .sorted()
            .toList();
    long told = faults.stream().filter(Fault::told).mapToLong(f -> run.of(f).size()).sum();
    long missed = run.missed().stream().filter(fault -> fault.what() == kind).count();
    return String.format(
        Locale.ROOT,
        "| %s | %d | %s | %d | %s | %s | %s |\n",
        kind.words,
        faults.size(),
        kind.deserves ? "yes" : "no",
        told,
        kind.deserves ? Long.toString(missed) : "–",
        delays.isEmpty() ? "–" : show(delays.get(delays.size() / 2)),
        delays.isEmpty() ? "–" : show(delays.get(delays.size() - 1)));
  }

  private static String show(Duration time) {
    return time.toSeconds() < 120
        ? time.toSeconds() + " s"
        : String.format(Locale.ROOT, "%.1f min", time.toSeconds() / 60.0);
  }

  /** For the message of a test that fails. */
  static String faults(Run run) {
    StringBuilder text = new StringBuilder();
    run.missed()
        .forEach(
            fault -> {
              text.append("missed ").append(line(fault)).append("  while\n");
              run.faults.stream()
                  .filter(other -> Run.ofBrokers(other) && other.overlaps(fault))
                  .forEach(other -> text.append("   ").append(line(other)));
            });
    run.toldTwice()
        .forEach(
            fault -> {
              text.append("twice ").append(line(fault));
              run.of(fault).forEach(a -> text.append("   ").append(a.id()).append('\n'));
            });
    run.unexplained()
        .forEach(
            a ->
                text.append("false ")
                    .append(a.openedAt() + " " + a.id() + " " + a.cause() + ": " + a.title())
                    .append('\n'));
    return text.toString();
  }

  private static String line(Fault fault) {
    return fault.what() + " " + fault.start() + " to " + fault.end() + "\n";
  }

  static Map<Kind, Integer> often(int days, int brokers) {
    int share = Math.max(1, brokers / 33);
    return Map.ofEntries(
        Map.entry(Kind.ZONE_DIES, days),
        Map.entry(Kind.BROKER_DIES, 2 * days),
        Map.entry(Kind.GROUP_GONE, 2 * share * days),
        Map.entry(Kind.GROUP_STUCK, share * days),
        Map.entry(Kind.GROUP_SLOW, share * days),
        Map.entry(Kind.WEAK_TOPIC, 2 * share * days),
        Map.entry(Kind.ROLLING_RESTART, brokers / 3),
        Map.entry(Kind.DEPLOYMENT, 4 * brokers * days),
        Map.entry(Kind.BURST, 10 * share * days),
        Map.entry(Kind.BROKER_SLOW, share * days),
        Map.entry(Kind.CPU_SHORT, days),
        Map.entry(Kind.DISK_FILLS, days),
        Map.entry(Kind.CONTROLLER_DIES, days),
        Map.entry(Kind.CONTROLLERS_CHANGE, days),
        Map.entry(Kind.STALL, 10 * share * days),
        Map.entry(Kind.CPU_BURST, 10 * share * days),
        Map.entry(Kind.DISK_BURST, 10 * share * days),
        Map.entry(Kind.CONTROLLER, 5 * days),
        Map.entry(Kind.CONTROLLER_ROLL, days),
        Map.entry(Kind.TOPIC_LIFE, 20 * share * days));
  }
}
