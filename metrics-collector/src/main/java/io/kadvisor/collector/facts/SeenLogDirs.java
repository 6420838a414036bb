package io.kadvisor.collector.facts;

import io.kadvisor.model.sample.BrokerSample.LogDir;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The log directories of one broker.
 *
 * @param replicas bytes of each replica that the broker holds; a replica that moves between
 *     directories counts with both
 */
public record SeenLogDirs(List<LogDir> dirs, Map<TopicPartition, Long> replicas) {
  public SeenLogDirs {
    dirs = List.copyOf(dirs);
    replicas = Map.copyOf(replicas);
  }
}
