package io.kadvisor.cli.plan;

import io.kadvisor.core.planner.Breach;
import io.kadvisor.core.planner.Plan;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is imagined, and whether the brokers carry it: as they are, before and after the plan. */
final class WhatIfSummary {
  /** More are told by their number. */
  private static final int SENTENCES = 10;

  private final Plan plan;
  private final Imagined imagined;

  WhatIfSummary(Plan plan, Imagined imagined) {
    this.plan = plan;
    this.imagined = imagined;
  }

  Map<String, Object> json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("changes", imagined.changes());
    all.put("notes", imagined.notes());
    all.put("asItIs", ScoreJson.of(plan.scoreOf(imagined.asItIs())));
    overloads().forEach((stage, found) -> all.put(stage.key(), sentences(found)));
    return all;
  }

  private enum Stage {
    AS_IT_IS("As it is", "aboveLimitsAsItIs"),
    BEFORE("What if, before the plan", "aboveLimitsBefore"),
    AFTER("What if, after the plan", "aboveLimitsAfter");

    private final String words;
    private final String key;

    Stage(String words, String key) {
      this.words = words;
      this.key = key;
    }

    String key() {
      return key;
    }
  }

  private Map<Stage, List<Breach>> overloads() {
    Map<Stage, List<Breach>> all = new LinkedHashMap<>();
    all.put(Stage.AS_IT_IS, Plan.overloadsOf(imagined.asItIs()));
    all.put(Stage.BEFORE, Plan.overloadsOf(plan.start()));
    all.put(
        Stage.AFTER, plan.breaches().stream().filter(each -> each.kind().isOverload()).toList());
    return all;
  }

  private static List<String> sentences(List<Breach> breaches) {
    return breaches.stream().map(Breach::sentence).toList();
  }

  void print(PrintWriter out) {
    out.println("What if: " + String.join("; ", imagined.changes()) + ".");
    imagined.notes().forEach(note -> out.println("  " + note));
    overloads().forEach((stage, found) -> print(out, stage, found));
  }

  private static void print(PrintWriter out, Stage stage, List<Breach> found) {
    long brokers = found.stream().map(Breach::subject).distinct().count();
    if (found.isEmpty()) {
      out.println(stage.words + ": holds, no broker is above a limit.");
      return;
    }
    out.printf(
        "%s: does not hold, %d broker%s above limits:%n",
        stage.words, brokers, brokers == 1 ? " is" : "s are");
    found.stream().limit(SENTENCES).forEach(each -> out.println("  " + each.sentence()));
    if (found.size() > SENTENCES) {
      out.printf("  ... and %d more%n", found.size() - SENTENCES);
    }
  }
}
