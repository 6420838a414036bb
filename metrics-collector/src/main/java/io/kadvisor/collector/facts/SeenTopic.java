package io.kadvisor.collector.facts;

import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.IntColumn;
import java.util.List;

/**
 * A topic as the metadata describes it; row {@code n} is partition {@code n}.
 *
 * @param leader broker ids, −1 where there is none
 * @param eligible replicas out of the ISR that may still lead without loss; empty when not observed
 */
public record SeenTopic(
    TopicName name,
    String id,
    boolean internal,
    IntColumn leader,
    List<IntColumn> replicas,
    List<IntColumn> isr,
    List<IntColumn> eligible) {
  public SeenTopic {
    replicas = List.copyOf(replicas);
    isr = List.copyOf(isr);
    eligible = List.copyOf(eligible);
  }

  /** The same with its eligible leaders, a row a partition. */
  public SeenTopic withEligible(List<IntColumn> rows) {
    return new SeenTopic(name, id, internal, leader, replicas, isr, rows);
  }

  public int partitions() {
    return leader.size();
  }
}
