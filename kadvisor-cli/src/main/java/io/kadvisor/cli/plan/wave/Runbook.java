package io.kadvisor.cli.plan.wave;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.wave.Platform;
import io.kadvisor.core.planner.wave.WaveNames;
import io.kadvisor.core.planner.wave.Waves;
import java.util.List;

/** The steps in order, as Markdown: what to look at, what to type, when to stop, how to go back. */
final class Runbook {
  private static final String BOOTSTRAP = "export BOOTSTRAP=broker-1.example:9092";

  private final Waves waves;
  private final ClusterModel model;
  private final WaveNames names;
  private final List<String> enlargements;
  private final Markdown text = new Markdown();

  /**
   * @param enlargements calls that make new partitions, once all waves are done
   */
  Runbook(Waves waves, WaveNames names, List<String> enlargements) {
    this.enlargements = enlargements;
    this.waves = waves;
    model = waves.model();
    this.names = names;
  }

  String text() {
    addHead();
    addOverview();
    addPreconditions();
    addWatch();
    for (int at = 0; at < waves.waves().size(); at++) {
      new WaveSection(waves, names, at, text).add();
    }
    addEnlargements();
    addEnd();
    return text.toString();
  }

  private void addHead() {
    text.line("# %s in %s", model.name(), Words.count(waves.waves().size(), "wave"))
        .blank()
        .line(
            "%d copies, %s, %s at the throttles below, without the pauses between waves.",
            waves.copies(), Words.megabytes(waves.megabytes()), Words.about(waves.duration()));
    Words.leftOut(waves).forEach(sentence -> text.blank().line("**%s**", sentence));
    Platform platform = waves.limits().platform();
    if (platform.isMsk()) {
      text.blank()
          .line("No wave reassigns more than %d partitions: %s.", platform.partitions(), platform);
    }
    text.blank().line("Do the waves in order, one at a time, in this folder. Name your cluster:");
    if (platform.isMsk()) {
      text.commands(BOOTSTRAP, "export CLUSTER_ARN=arn:aws:kafka:...");
    } else {
      text.commands(BOOTSTRAP);
    }
    text.line("If it wants credentials, add `--command-config client.properties` to each command.")
        .line("`%s` has all figures, broker by broker.", WaveNames.FIGURES)
        .blank();
  }

  private void addOverview() {
    text.line("| %s |", String.join(" | ", Words.TITLES))
        .line("|" + "---|".repeat(Words.TITLES.size()));
    for (int at = 0; at < waves.waves().size(); at++) {
      text.line("| %s |", String.join(" | ", Words.figures(waves, names, at)));
    }
    text.blank();
  }

  private void addPreconditions() {
    Platform platform = waves.limits().platform();
    text.line("## Before each wave")
        .blank()
        .line("All of this must hold. If it does not, wait or repair; do not start.")
        .blank();
    Preconditions.sentences(platform).forEach(sentence -> text.line("- %s", sentence));
    text.blank()
        .line("These must print nothing:")
        .commands(
            Tools.partitions("--under-replicated-partitions"),
            Tools.partitions("--under-min-isr-partitions"))
        .line("This must print \"No partition reassignments found.\":")
        .commands(Tools.LIST);
    if (platform.isMsk()) {
      text.line("This must print ACTIVE; CPU is CpuUser + CpuSystem of each broker in CloudWatch:")
          .commands(Tools.msk("ClusterInfo.State"));
    }
    if (platform == Platform.MSK_EXPRESS) {
      text.line("This must print PAUSED:")
          .commands(Tools.msk("ClusterInfo.Provisioned.Rebalancing.Status"));
    }
  }

  private void addWatch() {
    text.line("## While a wave runs")
        .blank()
        .line("Every minute look at the two lists of partitions above, at CPU and request times,")
        .line("and at the disks of the brokers that the wave names. Stop the wave when")
        .blank();
    Preconditions.STOP_WHEN.forEach(sentence -> text.line("- %s", sentence));
    text.blank()
        .line("A stop takes back what is under way, and the throttles. What is done stays done,")
        .line(
            "and is safe to stay: every state in between keeps racks, capacities and min ISR. Then")
        .line("wait and start the same wave again, or go back, or plan anew from the cluster as")
        .line("it is then.")
        .blank();
  }

  private void addEnlargements() {
    if (!enlargements.isEmpty()) {
      text.line("## New partitions")
          .blank()
          .line("After all waves. There is no way back: Kafka takes no partition away again.")
          .commands(enlargements.toArray(String[]::new));
    }
  }

  private void addEnd() {
    text.line("## At the end: clean up").blank();
    if (waves.waves().stream().anyMatch(wave -> !wave.reassigned().isEmpty())) {
      text.line(
              "Every line must say \"is completed\"; this also takes off throttles that were left:")
          .commands(Tools.verify(WaveNames.ALL));
    }
    text.line("No line may show `throttled`:")
        .commands(Tools.BROKER_CONFIGS, Tools.TOPIC_CONFIGS)
        .line("If one does, for that broker or topic (others have nothing to delete and refuse):")
        .commands(Tools.CLEAR_BROKER, Tools.CLEAR_TOPIC)
        .line("To undo all of it, take each wave's way back, the last wave first.");
  }
}
