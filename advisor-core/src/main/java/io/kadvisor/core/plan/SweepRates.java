package io.kadvisor.core.plan;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.GroupSample.Commits;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Rates since the sweep before. */
public final class SweepRates implements Rates {
  private final Sweep sweep;

  /** Counted when first asked for: where nothing is known of what is written, nobody asks. */
  private Optional<Map<TopicName, Map<Integer, Double>>> read = Optional.empty();

  public SweepRates(Sweep sweep) {
    this.sweep = sweep;
  }

  @Override
  public OptionalDouble written(TopicSample topic, int partition) {
    return PartitionTraffic.recordsPerSecond(topic, partition);
  }

  @Override
  public double read(TopicName topic, int partition) {
    return read().getOrDefault(topic, Map.of()).getOrDefault(partition, 0.0);
  }

  @Override
  public boolean groupsSeen() {
    return !read().isEmpty();
  }

  private Map<TopicName, Map<Integer, Double>> read() {
    if (read.isEmpty()) {
      Map<TopicName, Map<Integer, Double>> counted = new HashMap<>();
      sweep.groups().values().forEach(group -> count(group, counted));
      read = Optional.of(counted);
    }
    return read.get();
  }

  private static void count(GroupSample group, Map<TopicName, Map<Integer, Double>> read) {
    if (group.previousAt().isEmpty()) {
      return;
    }
    double seconds =
        Duration.between(group.previousAt().get(), group.sweepAt()).toMillis() / 1000.0;
    for (Commits topic : group.commits()) {
      for (int row = 0; seconds > 0 && row < topic.partitions().size(); row++) {
        if (topic.committed().has(row) && topic.previousCommitted().has(row)) {
          double moved = topic.committed().get(row) - topic.previousCommitted().get(row);
          read.computeIfAbsent(topic.topic(), name -> new HashMap<>())
              .merge(topic.partitions().get(row), Math.max(0, moved) / seconds, Double::sum);
        }
      }
    }
  }

  @Override
  public OptionalDouble bytesPerRecord(BrokerId leader) {
    BrokerSample broker = sweep.brokers().get(leader);
    if (broker == null) {
      return OptionalDouble.empty();
    }
    return Rates.perRecord(broker.rate(Metric.BYTES_IN), broker.rate(Metric.MESSAGES_IN));
  }
}
