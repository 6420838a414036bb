package io.kadvisor.collector.facts;

import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.IntColumn;
import java.util.List;

/**
 * A topic as the metadata describes it; row {@code n} is partition {@code n}.
 *
 * @param leader broker ids, −1 where there is none
 */
public record SeenTopic(
    TopicName name,
    String id,
    boolean internal,
    IntColumn leader,
    List<IntColumn> replicas,
    List<IntColumn> isr) {
  public SeenTopic {
    replicas = List.copyOf(replicas);
    isr = List.copyOf(isr);
  }

  public int partitions() {
    return leader.size();
  }
}
