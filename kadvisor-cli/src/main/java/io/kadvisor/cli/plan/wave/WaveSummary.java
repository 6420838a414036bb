package io.kadvisor.cli.plan.wave;

import io.kadvisor.core.planner.live.PlatformChoice;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.wave.BrokerPeak;
import io.kadvisor.core.planner.wave.WaveNames;
import io.kadvisor.core.planner.wave.Waves;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** The waves in short, behind the summary of a plan. */
public final class WaveSummary {
  /** More are told by their number. */
  private static final int LINES = 20;

  private final Waves waves;
  private final ClusterModel model;
  private final WaveNames names;
  private final PlatformChoice platform;

  WaveSummary(Waves waves, PlatformChoice platform) {
    this.waves = waves;
    this.platform = platform;
    model = waves.model();
    names = new WaveNames(waves.waves().size());
  }

  public Waves waves() {
    return waves;
  }

  public Map<String, Object> json() {
    Map<String, Object> all = new WaveFigures(waves, names).brief();
    all.put("platformBecause", platform.why());
    return all;
  }

  public void print(PrintWriter out) {
    Words.leftOut(waves).forEach(sentence -> line(out, "%s", sentence));
    if (!waves.waves().isEmpty()) {
      line(
          out,
          "In %s of at most %d copies into and out of a broker: %s.",
          waves.waves().size() == 1
              ? "1 wave"
              : Words.count(waves.waves().size(), "wave") + ", one after the other,",
          waves.limits().copiesPerBroker(),
          Words.about(waves.duration()));
      line(out, "For %s --platform changes it.", platform.sentence());
      printWaves(out);
      printPeaks(out);
      line(
          out,
          "Before each wave: %s.",
          String.join("; ", Preconditions.sentences(waves.limits().platform())));
    }
    out.flush();
  }

  private void printWaves(PrintWriter out) {
    String form = "%-6s %-24s %10s %8s %12s %12s %12s %12s";
    line(out, form, Words.TITLES.toArray());
    for (int at = 0; at < Math.min(LINES, waves.waves().size()); at++) {
      line(out, form, Words.figures(waves, names, at).toArray());
    }
    if (waves.waves().size() > LINES) {
      line(out, "... and %d more", waves.waves().size() - LINES);
    }
  }

  private void printPeaks(PrintWriter out) {
    if (waves.peaks().isEmpty()) {
      return;
    }
    Optional<BrokerPeak> fullest =
        waves.peaks().stream().max(Comparator.comparingDouble(this::filled));
    fullest.ifPresent(
        peak ->
            line(
                out,
                "Fullest on the way: broker %d at %.1f %% of its disk.",
                id(peak),
                100 * filled(peak)));
    line(
        out,
        "Most that copies ask of a broker: %s, %s, %s.",
        most("of disk", BrokerPeak::extraDisk, Words::megabytes),
        most("in", BrokerPeak::extraIn, Words::rate),
        most("out", BrokerPeak::extraOut, Words::rate));
  }

  /** The largest figure of all brokers, and whose it is; of those that are alike, the first's. */
  private String most(
      String what, ToDoubleFunction<BrokerPeak> figure, DoubleFunction<String> words) {
    Optional<BrokerPeak> most =
        waves.peaks().stream()
            .filter(peak -> figure.applyAsDouble(peak) > 0)
            .reduce(
                (one, other) ->
                    figure.applyAsDouble(other) > figure.applyAsDouble(one) ? other : one);
    return most.map(
            peak ->
                "%s %s (broker %d)"
                    .formatted(words.apply(figure.applyAsDouble(peak)), what, id(peak)))
        .orElse("nothing " + what);
  }

  private int id(BrokerPeak peak) {
    return model.brokers().get(peak.broker()).id();
  }

  private double filled(BrokerPeak peak) {
    return peak.disk() / model.brokers().get(peak.broker()).capacity().of(Resource.DISK);
  }

  private static void line(PrintWriter out, String form, Object... values) {
    out.println(Words.format(form, values).stripTrailing());
  }
}
