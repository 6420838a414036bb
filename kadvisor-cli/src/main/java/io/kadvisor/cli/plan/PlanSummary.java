package io.kadvisor.cli.plan;

import io.kadvisor.cli.plan.broker.BrokerTable;
import io.kadvisor.cli.plan.wave.Words;
import io.kadvisor.core.planner.Breach;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.score.BrokerFigures;
import io.kadvisor.core.planner.score.Moves;
import io.kadvisor.core.planner.score.Score;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a plan changes and what it is worth, for a person or for a script. */
final class PlanSummary {
  /** So many are printed with the summary. */
  private static final int REASONS = 20;

  private static final String TITLES = " %10s %10s".formatted("variation", "outside");

  private final Plan plan;
  private final Imagined imagined;
  private final List<String> within;
  private final long wallMillis;
  private final Score before;
  private final Score after;
  private final Moves moves;
  private final Floors floors;

  /**
   * @param within what the plan keeps to because it was asked
   */
  PlanSummary(Plan plan, Imagined imagined, List<String> within, long wallMillis) {
    this.plan = plan;
    this.imagined = imagined;
    this.within = within;
    this.wallMillis = wallMillis;
    before = plan.before();
    after = plan.after();
    moves = plan.moves();
    floors = new Floors(plan);
  }

  /** The scorer's figures, and what no plan could do better. */
  Map<String, Object> json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", plan.model().name());
    all.put("brokers", plan.start().brokerCount());
    all.put("partitions", plan.start().partitionCount());
    all.put("replicas", plan.start().replicaCount());
    if (imagined.isWhatIf()) {
      all.put("whatIf", new WhatIfSummary(plan, imagined).json());
    }
    all.put("within", within);
    all.put("before", ScoreJson.of(before));
    all.put("after", ScoreJson.of(after));
    all.put("byBroker", new BrokerTable(plan).json(ScoreJson::rounded));
    all.put("moves", ScoreJson.of(moves));
    all.put("shareOfReplicasMoved", ScoreJson.rounded(moves.shareOfReplicas()));
    all.put("shareOfDataMoved", ScoreJson.rounded(moves.shareOfData()));
    all.put("floors", floors.json());
    all.put("tooLittleToBalance", plan.idle().stream().map(Measure::key).sorted().toList());
    all.put("limitsNotKept", plan.breaches().stream().map(Breach::sentence).toList());
    all.put("wallMs", wallMillis);
    return all;
  }

  void print(PrintWriter out) {
    line(
        out,
        "%s: %d brokers, %d partitions, %d replicas; read and planned in %.1f s",
        plan.model().name(),
        plan.start().brokerCount(),
        plan.start().partitionCount(),
        plan.start().replicaCount(),
        wallMillis / 1000.0);
    if (imagined.isWhatIf()) {
      new WhatIfSummary(plan, imagined).print(out);
    }
    if (!within.isEmpty()) {
      line(out, "As asked: %s.", String.join("; ", within));
    }
    printGrowth(out);
    line(
        out,
        "Copies %d replicas (%.1f %%), %s (%.1f %%; %s); changes %d leaders, %d of them alone.",
        moves.replicas(),
        100 * moves.shareOfReplicas(),
        Words.megabytes(moves.megabytes()),
        100 * moves.shareOfData(),
        floors.ofBytes(),
        moves.leaderChanges(),
        moves.leaderOnly());
    printBalance(out);
    if (!plan.idle().isEmpty()) {
      line(
          out,
          "There is too little of %s on the brokers to be worth a move: not balanced.",
          plan.idle().stream().sorted().map(Measure::key).collect(Collectors.joining(", ")));
    }
    line(
        out,
        "Rack violations %d, leaders off their preferred replica %d (before: %d, %d).",
        after.violations().rackPartitions(),
        after.violations().nonPreferredLeader(),
        before.violations().rackPartitions(),
        before.violations().nonPreferredLeader());
    new BrokerTable(plan).print(out);
    plan.breaches().stream()
        .filter(breach -> !imagined.isWhatIf() || !breach.kind().isOverload())
        .forEach(breach -> line(out, "Not kept: %s", breach.sentence()));
    printReasons(out);
    out.flush();
  }

  private void printGrowth(PrintWriter out) {
    if (moves.raised() > 0) {
      line(out, "Raises the replication factor of %d partitions.", moves.raised());
    }
    if (moves.addedPartitions() > 0) {
      line(
          out,
          "Adds %d partitions. Keys go to other partitions from then on; the figures are those of"
              + " when they have, and retention has run through.",
          moves.addedPartitions());
    }
  }

  private void printReasons(PrintWriter out) {
    List<String> first = new Explanation(plan).lines().limit(REASONS + 1).toList();
    if (!first.isEmpty()) {
      out.println("Why:");
    }
    first.stream().limit(REASONS).forEach(reason -> out.println("  " + reason));
    if (first.size() > REASONS) {
      out.println("  ... --explain FILE has them all");
    }
  }

  private void printBalance(PrintWriter out) {
    Map<String, Score> stages = new LinkedHashMap<>();
    if (imagined.isWhatIf()) {
      stages.put("as it is", plan.scoreOf(imagined.asItIs()));
    }
    stages.put("before", before);
    stages.put("after", after);
    line(out, "%-15s%s", "", row(stages.keySet().stream().map("%24s"::formatted)));
    line(out, "%-18s%s %8s", "", row(stages.keySet().stream().map(each -> TITLES)), "floor");
    for (Measure measure : Measure.values()) {
      line(
          out,
          "%-18s%s %8s",
          measure.key(),
          row(stages.values().stream().map(each -> figures(each.of(measure)))),
          floors.outside(measure));
    }
    floors.reasons().forEach(reason -> line(out, "%s", reason));
  }

  private static String row(Stream<String> cells) {
    return cells.collect(Collectors.joining("   "));
  }

  private static String figures(BrokerFigures figures) {
    OptionalInt outside = figures.outside();
    return String.format(
        Locale.ROOT,
        " %10.3f %10s",
        figures.spread().variation(),
        outside.isPresent() ? outside.getAsInt() : "–");
  }

  private static void line(PrintWriter out, String form, Object... values) {
    out.println(String.format(Locale.ROOT, form, values).stripTrailing());
  }
}
