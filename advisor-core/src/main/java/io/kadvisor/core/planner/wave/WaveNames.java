package io.kadvisor.core.planner.wave;

import java.util.Locale;

/** Names of the files of waves, which sort in the order of the waves. */
public final class WaveNames {
  public static final String STEPS = "steps.md";
  public static final String ALL = "all.json";
  public static final String FIGURES = "waves.json";

  private static final int LEAST_DIGITS = 3;

  private final int digits;

  public WaveNames(int waves) {
    digits = Math.max(LEAST_DIGITS, Integer.toString(waves).length());
  }

  /** Counted from 1, as long as the last one. */
  public String number(int at) {
    return String.format(Locale.ROOT, "%0" + digits + "d", at + 1);
  }

  public String reassignment(int at) {
    return "wave-" + number(at) + ".json";
  }

  public String election(int at) {
    return "wave-" + number(at) + ".election.json";
  }

  public String rollback(int at) {
    return "wave-" + number(at) + ".rollback.json";
  }

  public String rollbackElection(int at) {
    return "wave-" + number(at) + ".rollback.election.json";
  }
}
