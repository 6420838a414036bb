package io.kadvisor.localcluster.scenario;

import java.util.Locale;
import java.util.OptionalDouble;

/** What is true of a broker's volume and processor. */
interface LoadCondition extends Condition {
  /** The smallest volume of a broker is fuller than this, or less full. */
  record Volume(int broker, double share, boolean above) implements LoadCondition {
    @Override
    public boolean holds(ClusterView view) {
      OptionalDouble full = view.fullness(broker);
      return full.isPresent() && above == (full.getAsDouble() > share);
    }

    @Override
    public String describe() {
      return String.format(
          Locale.ROOT,
          "the smallest volume of broker %d %s %.0f %% full",
          broker,
          above ? "more than" : "at most",
          100 * share);
    }
  }

  /** A broker's process uses so many cores. */
  record Cpu(int broker, double from, double to) implements LoadCondition {
    @Override
    public boolean holds(ClusterView view) {
      double cores = view.cores(broker);
      return cores >= from && cores <= to;
    }

    @Override
    public String describe() {
      return String.format(Locale.ROOT, "broker %d using %.2f to %.2f cores", broker, from, to);
    }
  }
}
