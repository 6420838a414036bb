package io.kadvisor.core.planner.live;

import io.kadvisor.core.plan.Rates;
import io.kadvisor.core.window.Measure;
import io.kadvisor.core.window.WindowMeans;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.TopicSample;
import java.util.OptionalDouble;

/**
 * Means over windows; of what the windows do not follow, such as the calmer partitions of a topic
 * with thousands, the rates of the last sweep.
 */
final class WindowRates implements Rates {
  private final WindowMeans windows;
  private final Rates last;

  WindowRates(WindowMeans windows, Rates last) {
    this.windows = windows;
    this.last = last;
  }

  @Override
  public OptionalDouble written(TopicSample topic, int partition) {
    OptionalDouble mean = windows.written(topic.topic(), partition);
    return mean.isPresent() ? mean : last.written(topic, partition);
  }

  @Override
  public double read(TopicName topic, int partition) {
    OptionalDouble mean = windows.read(topic, partition);
    return mean.isPresent() ? mean.getAsDouble() : last.read(topic, partition);
  }

  @Override
  public boolean groupsSeen() {
    return windows.groupsSeen() || last.groupsSeen();
  }

  @Override
  public OptionalDouble bytesPerRecord(BrokerId leader) {
    OptionalDouble mean =
        Rates.perRecord(
            windows.of(leader, Measure.BYTES_IN), windows.of(leader, Measure.MESSAGES_IN));
    return mean.isPresent() ? mean : last.bytesPerRecord(leader);
  }
}
