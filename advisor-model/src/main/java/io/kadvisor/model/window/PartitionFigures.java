package io.kadvisor.model.window;

import io.kadvisor.model.TopicName;
import java.util.Map;

/**
 * Means of one partition inside a window, by figure name, in the unit of the window's figure of
 * that name.
 */
public record PartitionFigures(TopicName topic, int partition, Map<String, Double> means) {
  public PartitionFigures {
    means = ByName.copyOf(means);
  }
}
