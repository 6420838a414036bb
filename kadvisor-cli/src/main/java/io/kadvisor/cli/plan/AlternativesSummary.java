package io.kadvisor.cli.plan;

import io.kadvisor.cli.plan.wave.Cutting;
import io.kadvisor.cli.plan.wave.Words;
import io.kadvisor.core.planner.Alternative;
import io.kadvisor.core.planner.Plan;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Plans that copy less or balance better than one, and the option that gives each. */
final class AlternativesSummary {
  private final Plan plan;
  private final List<Alternative> alternatives;
  private final Cutting waves;

  /**
   * @param waves say how long each takes
   */
  AlternativesSummary(Plan plan, List<Alternative> alternatives, Cutting waves) {
    this.plan = plan;
    this.alternatives = alternatives;
    this.waves = waves;
  }

  List<Map<String, Object>> json() {
    return alternatives.stream().map(this::json).toList();
  }

  private Map<String, Object> json(Alternative each) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("kind", each.kind());
    all.put("weight", each.weight());
    all.put("thisPlan", isThis(each));
    all.put("dataMovedMB", ScoreJson.rounded(each.megabytes()));
    all.put("replicasMoved", each.plan().moves().replicas());
    all.put("leaderChanges", each.plan().moves().leaderChanges());
    all.put("outside", each.outside());
    all.put("spread", ScoreJson.rounded(each.spread()));
    all.put("seconds", waves.durationOf(each.plan()).toSeconds());
    return all;
  }

  /** Says nothing where none were asked for. */
  void print(PrintWriter out) {
    if (alternatives.isEmpty()) {
      return;
    }
    String form = "%-14s %-14s %12s %8s %8s %8s %8s %12s%s%n";
    out.println("Alternatives, of which none is as good as another in data, outside and spread:");
    out.printf(form, "", "", "data", "copies", "leaders", "outside", "spread", "about", "");
    for (Alternative each : alternatives) {
      out.printf(
          form,
          words(each.kind()),
          "--weight " + number(each.weight()),
          Words.megabytes(each.megabytes()),
          each.plan().moves().replicas(),
          each.plan().moves().leaderChanges(),
          each.outside(),
          String.format(Locale.ROOT, "%.3f", each.spread()),
          Words.duration(waves.durationOf(each.plan())),
          isThis(each) ? "  this plan" : "");
    }
    if (alternatives.stream().noneMatch(this::isThis)) {
      out.println("One of them at least is better than this plan in all three.");
    }
  }

  private boolean isThis(Alternative each) {
    return each.plan() == plan;
  }

  private static String words(Alternative.Kind kind) {
    return switch (kind) {
      case LEAST_DATA -> "least data";
      case BETWEEN -> "between";
      case BEST_BALANCE -> "best balance";
      case BEST_IN_BOTH -> "best in both";
    };
  }

  private static String number(double weight) {
    return weight == Math.rint(weight)
        ? String.valueOf((long) weight)
        : String.format(Locale.ROOT, "%s", weight);
  }
}
