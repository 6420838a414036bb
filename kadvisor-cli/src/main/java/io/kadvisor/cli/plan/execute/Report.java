package io.kadvisor.cli.plan.execute;

import io.kadvisor.cli.plan.wave.Words;
import io.kadvisor.core.planner.wave.Waves;
import io.kadvisor.executor.wave.Outcome;
import io.kadvisor.executor.wave.Stop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Says what is done, what is not, and what is left behind. */
final class Report {
  private static final int NAMED = 5;

  private final Waves waves;
  private final Outcome outcome;
  private final List<String> sentences = new ArrayList<>();

  Report(Waves waves, Outcome outcome) {
    this.waves = waves;
    this.outcome = outcome;
  }

  List<String> sentences() {
    if (outcome.stop().isPresent()) {
      addStop(outcome.stop().get());
    } else {
      add("Carried out: the cluster is as planned.");
    }
    addThrottles();
    return sentences;
  }

  private void addStop(Stop stop) {
    int all = waves.waves().size();
    add("Stopped: %s.", stop.why());
    add("Done: %d of %s.", outcome.wavesDone(), Words.count(all, "wave"));
    if (stop.begun()) {
      add(
          "Of wave %d, %s as planned, and %s as before.",
          outcome.wavesDone() + 1, are(stop.done()), are(stop.takenBack()));
      addGoingOn(stop.goingOn());
    }
    int begun = outcome.wavesDone() + (stop.begun() ? 1 : 0);
    if (begun < all) {
      add("Not begun: %s.", Words.count(all - begun, "wave"));
    }
  }

  private static String are(Collection<TopicPartition> partitions) {
    return Words.count(partitions.size(), "partition") + (partitions.size() == 1 ? " is" : " are");
  }

  private void addGoingOn(Map<TopicPartition, String> goingOn) {
    Map<String, String> sorted = new TreeMap<>();
    goingOn.forEach((partition, why) -> sorted.put(partition.toString(), why));
    sorted.entrySet().stream()
        .limit(NAMED)
        .forEach(each -> add("Neither: %s (%s).", each.getKey(), each.getValue()));
    if (sorted.size() > NAMED) {
      add("Neither: %d more.", sorted.size() - NAMED);
    }
  }

  private void addThrottles() {
    Map<String, String> left = throttled(outcome);
    if (left.isEmpty()) {
      add("No throttle of it is left.");
    }
    left.forEach((what, why) -> add("A throttle is left on %s: %s.", what, why));
    if (!left.isEmpty()) {
      add(
          "Take it off with kafka-configs.sh --alter --delete-config, as steps.md of"
              + " --reassignment-json has it; once no topic lists throttled replicas, it slows"
              + " nothing.");
    }
  }

  /** Of all waves, the one that stopped, too. */
  static Map<String, String> throttled(Outcome outcome) {
    Map<String, String> all = new TreeMap<>(outcome.throttled());
    outcome.stop().ifPresent(stop -> all.putAll(stop.throttled()));
    return all;
  }

  static List<String> names(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::toString).sorted().toList();
  }

  private void add(String form, Object... values) {
    sentences.add(Words.format(form, values));
  }
}
