package io.kadvisor.executor.wave;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * A cluster that a plan is carried out on. What is refused for one partition is told for it and
 * stops no other. A call that gets no answer throws {@link Unanswered}.
 */
public interface MovableCluster extends AutoCloseable {
  /** A look at it as it is now. */
  ClusterView view() throws InterruptedException;

  /** {@code min.insync.replicas} of each of these topics that tells it. */
  Map<String, Integer> minInSync(Set<String> topics) throws InterruptedException;

  /**
   * Bytes that brokers have on disk; of those that answer.
   *
   * @return by partition, then by broker
   */
  Map<TopicPartition, Map<Integer, Long>> bytes(Set<Integer> brokers) throws InterruptedException;

  /** Sets a throttle, in place of what is set there. */
  void throttle(Throttling throttling) throws InterruptedException;

  /**
   * Takes a throttle off.
   *
   * @return what still has it: {@code broker 4} or {@code topic orders}, with the reason
   */
  Map<String, String> unthrottle(Throttling throttling) throws InterruptedException;

  /**
   * Begins to bring partitions to other replicas.
   *
   * @return why, for those that are refused
   */
  Map<TopicPartition, String> reassign(Map<TopicPartition, List<Integer>> replicas)
      throws InterruptedException;

  /**
   * Takes reassignments back that are under way; one that has ended meanwhile is none.
   *
   * @return why, for those that cannot be taken back
   */
  Map<TopicPartition, String> cancel(Set<TopicPartition> partitions) throws InterruptedException;

  /**
   * Lets preferred replicas lead.
   *
   * @return why, for those that do not
   */
  Map<TopicPartition, String> elect(Set<TopicPartition> partitions) throws InterruptedException;

  /**
   * Makes the partitions that topics get.
   *
   * @return why, by topic, for those that are refused
   */
  Map<String, String> create(List<NewPartitions> partitions) throws InterruptedException;

  @Override
  void close();
}
