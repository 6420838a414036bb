package io.kadvisor.cli.plan.wave;

import java.util.Locale;

/** Names of the files of waves, which sort in the order of the waves. */
final class WaveNames {
  static final String STEPS = "steps.md";
  static final String ALL = "all.json";
  static final String FIGURES = "waves.json";

  private static final int LEAST_DIGITS = 3;

  private final int digits;

  WaveNames(int waves) {
    digits = Math.max(LEAST_DIGITS, Integer.toString(waves).length());
  }

  /** Counted from 1, as long as the last one. */
  String number(int at) {
    return String.format(Locale.ROOT, "%0" + digits + "d", at + 1);
  }

  String reassignment(int at) {
    return "wave-" + number(at) + ".json";
  }

  String election(int at) {
    return "wave-" + number(at) + ".election.json";
  }

  String rollback(int at) {
    return "wave-" + number(at) + ".rollback.json";
  }

  String rollbackElection(int at) {
    return "wave-" + number(at) + ".rollback.election.json";
  }
}
