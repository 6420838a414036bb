package io.kadvisor.cli.plan.wave;

import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.wave.BrokerShare;
import io.kadvisor.core.planner.wave.Step;
import io.kadvisor.core.planner.wave.Throttle;
import io.kadvisor.core.planner.wave.Urgency;
import io.kadvisor.core.planner.wave.Wave;
import io.kadvisor.core.planner.wave.WaveNames;
import io.kadvisor.core.planner.wave.Waves;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One wave in the runbook. */
final class WaveSection {
  /** The brokers that are told of; the file of figures has the others. */
  private static final int BROKERS = 8;

  private final ClusterModel model;
  private final WaveNames names;
  private final int at;
  private final int waves;
  private final Wave wave;
  private final Markdown text;
  private int steps;

  WaveSection(Waves waves, WaveNames names, int at, Markdown runbook) {
    text = runbook;
    model = waves.model();
    this.waves = waves.waves().size();
    this.names = names;
    this.at = at;
    wave = waves.waves().get(at);
  }

  void add() {
    text.line("## Wave %s of %d: %s", names.number(at), waves, Words.purpose(model, wave)).blank();
    addFigures();
    step("Look whether all that must hold before a wave does.");
    if (!wave.reassigned().isEmpty()) {
      step("Start:").commands(Tools.execute(names.reassignment(at), wave.throttle()));
      step("Every minute, until each line says \"is completed\"; then it takes the throttles off:")
          .commands(Tools.verify(names.reassignment(at)));
    }
    if (!wave.elected().isEmpty()) {
      step("Let the preferred replicas lead, in %d partitions:", wave.elected().size())
          .commands(Tools.elect(names.election(at)));
    }
    if (!wave.reassigned().isEmpty()) {
      text.line("To stop:").commands(Tools.cancel(names.reassignment(at)));
      addWayBack();
    }
  }

  private void addFigures() {
    Optional<Throttle> throttle = wave.throttle();
    if (throttle.isEmpty()) {
      text.line("%d partitions; copies nothing and takes moments.", wave.steps().size()).blank();
      return;
    }
    text.line(
            "%d partitions, %d copies, %s, %s at %s (%s).",
            wave.steps().size(),
            wave.copies(),
            Words.megabytes(wave.megabytes()),
            Words.about(throttle.get().duration()),
            Words.rate(throttle.get().kilobytesPerSecond()),
            Words.pace(model, throttle.get()))
        .blank()
        .line("| broker | takes | sends | network in, out | disk at most | may be |")
        .line("|---|---|---|---|---|---|");
    wave.brokers().stream()
        .sorted(Comparator.comparingDouble(WaveSection::share).reversed())
        .limit(BROKERS)
        .forEach(share -> addShare(share, throttle.get()));
    if (wave.brokers().size() > BROKERS) {
      int others = wave.brokers().size() - BROKERS;
      text.blank().line("And %d brokers with less; `%s` has them.", others, WaveNames.FIGURES);
    }
    text.blank();
  }

  private static double share(BrokerShare share) {
    return share.megabytesIn() + share.megabytesOut();
  }

  private void addShare(BrokerShare share, Throttle throttle) {
    Broker broker = model.brokers().get(share.broker());
    double capacity = broker.capacity().of(Resource.DISK);
    String rate = "+" + Words.rate(throttle.kilobytesPerSecond());
    text.line(
        "| %d | %d, %s | %d, %s | %s, %s | %.1f %% (+%s) | %.1f %% |",
        broker.id(),
        share.copiesIn(),
        Words.megabytes(share.megabytesIn()),
        share.copiesOut(),
        Words.megabytes(share.megabytesOut()),
        share.copiesIn() > 0 ? rate : "0",
        share.copiesOut() > 0 ? rate : "0",
        100 * share.disk() / capacity,
        Words.megabytes(share.megabytesIn()),
        100 * share.diskLimit() / capacity);
  }

  private void addWayBack() {
    text.line("To go back, once nothing is under way; verify until all is completed, too:");
    List<String> commands = new ArrayList<>();
    commands.add(Tools.execute(names.rollback(at), wave.rollbackThrottle()));
    commands.add(Tools.verify(names.rollback(at)));
    if (wave.rollback().stream().anyMatch(Step::elects)) {
      commands.add(Tools.elect(names.rollbackElection(at)));
    }
    text.commands(commands.toArray(String[]::new));
    if (wave.urgency() == Urgency.EVACUATION) {
      text.line("Kafka refuses this way back to a broker that is gone.").blank();
    }
  }

  private Markdown step(String form, Object... values) {
    return text.line(++steps + ". " + form, values);
  }
}
