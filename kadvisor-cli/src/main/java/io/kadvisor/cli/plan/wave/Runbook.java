package io.kadvisor.cli.plan.wave;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.wave.Platform;
import io.kadvisor.core.planner.wave.Throttle;
import io.kadvisor.core.planner.wave.Wave;
import io.kadvisor.core.planner.wave.Waves;

/** The steps in order, as Markdown: what to look at, what to type, when to stop, how to go back. */
final class Runbook {
  private final Waves waves;
  private final ClusterModel model;
  private final WaveNames names;
  private final StringBuilder text = new StringBuilder();

  Runbook(Waves waves, WaveNames names) {
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
      new WaveSection(waves, names, at).addTo(text);
    }
    addEnd();
    return text.toString();
  }

  private void addHead() {
    line("# %s in %d waves", model.name(), waves.waves().size());
    line("");
    line(
        "%d copies, %s, about %s at the throttles below, without the pauses between waves.",
        waves.copies(), Words.megabytes(waves.megabytes()), Words.duration(waves.duration()));
    Words.leftOut(waves).forEach(sentence -> line("**%s**", sentence));
    line("");
    line("Do the waves in order, one at a time, in this folder. First name your cluster:");
    line("");
    command("export BOOTSTRAP=broker-1.example:9092");
    if (waves.limits().platform().isMsk()) {
      command("export CLUSTER_ARN=arn:aws:kafka:...");
    }
    line("");
    line("If it wants credentials, add `--command-config client.properties` to each command.");
    line("`%s` has all figures, broker by broker.", WaveNames.FIGURES);
    line("");
  }

  private void addOverview() {
    line("| wave | what for | partitions | copies | data | throttle | about |");
    line("|---|---|---|---|---|---|---|");
    for (int at = 0; at < waves.waves().size(); at++) {
      Wave wave = waves.waves().get(at);
      line(
          "| %s | %s | %d | %d | %s | %s | %s |",
          names.number(at),
          Words.purpose(model, wave),
          wave.steps().size(),
          wave.copies(),
          Words.megabytes(wave.megabytes()),
          wave.throttle().map(Throttle::kilobytesPerSecond).map(Words::rate).orElse("-"),
          wave.throttle().map(Throttle::duration).map(Words::duration).orElse("moments"));
    }
    line("");
  }

  private void addPreconditions() {
    Platform platform = waves.limits().platform();
    line("## Before each wave");
    line("");
    line("All of this must hold. If it does not, wait or repair; do not start.");
    line("");
    Preconditions.sentences(platform).forEach(sentence -> line("- %s", sentence));
    line("");
    line("These must print nothing:");
    line("");
    command(Tools.partitions("--under-replicated-partitions"));
    command(Tools.partitions("--under-min-isr-partitions"));
    line("");
    line("This must print \"No partition reassignments found.\":");
    line("");
    command(Tools.LIST);
    line("");
    if (platform.isMsk()) {
      line("This must print ACTIVE; CPU is CpuUser + CpuSystem of each broker in CloudWatch:");
      line("");
      command(Tools.msk("ClusterInfo.State"));
      line("");
    }
    if (platform == Platform.MSK_EXPRESS) {
      line("This must print PAUSED:");
      line("");
      command(Tools.msk("ClusterInfo.Provisioned.Rebalancing.Status"));
      line("");
    }
  }

  private void addWatch() {
    line("## While a wave runs");
    line("");
    line(
        "Every minute look at the two lists of partitions above, at CPU and request times, and at");
    line("the disks of the brokers that the wave names. Stop the wave when");
    line("");
    Preconditions.STOP_WHEN.forEach(sentence -> line("- %s", sentence));
    line("");
    line("A stop takes back what is under way, and the throttles. What is done stays done, and is");
    line(
        "safe to stay: every state in between keeps racks, disks and min ISR. Then wait and start");
    line("the same wave again, or go back, or plan anew from the cluster as it is then.");
    line("");
  }

  private void addEnd() {
    line("## At the end: clean up");
    line("");
    if (waves.waves().stream().anyMatch(wave -> !wave.reassigned().isEmpty())) {
      line("Every line must say \"is completed\"; this also takes off any throttle that was left:");
      line("");
      command(Tools.verify(WaveNames.ALL));
      line("");
    }
    line("No line may show `throttled`:");
    line("");
    command(Tools.BROKER_CONFIGS);
    command(Tools.TOPIC_CONFIGS);
    line("");
    line(
        "If one does, for that broker or topic (others refuse, since they have nothing to delete):");
    line("");
    command(Tools.CLEAR_BROKER);
    command(Tools.CLEAR_TOPIC);
    line("");
    line("To undo all of it, take each wave's way back, the last wave first.");
  }

  private void command(String command) {
    text.append("    ").append(command).append('\n');
  }

  private void line(String form, Object... values) {
    text.append(Words.format(form, values)).append('\n');
  }
}
