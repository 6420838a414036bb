package io.kadvisor.collector.probe;

import io.kadvisor.model.BrokerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A cluster as its probe uses it. Two threads at a time: one for the topic ({@link #layout()},
 * {@link #create}, {@link #add}), and one for records ({@link #send}, {@link #poll}), which never
 * waits for a broker.
 */
public interface ProbedCluster extends AutoCloseable {
  /** What is told of a record that was sent; from a thread of the cluster's. */
  interface Receipt {
    void acknowledged();

    /** It will not arrive, or nobody knows. */
    void failed(String why);
  }

  /** A record that came back, from whomever. */
  record Returned(int partition, Token token) {}

  /**
   * The brokers that the metadata lists and the probe's topic.
   *
   * @throws ProbeRefused when it cannot be read now
   */
  ProbeLayout layout() throws InterruptedException;

  /**
   * Creates the topic with this assignment.
   *
   * @param assignment brokers by partition
   * @throws ProbeRefused with the reason
   */
  void create(Map<Integer, List<Integer>> assignment) throws InterruptedException;

  /**
   * Creates the topic with the cluster's own factor, settings and placement.
   *
   * @throws ProbeRefused with the reason
   */
  void create(int partitions) throws InterruptedException;

  /**
   * Adds a partition on each of these brokers, in this order.
   *
   * @param partitions that the topic has now
   * @throws ProbeRefused with the reason
   */
  void add(int partitions, List<BrokerId> brokers) throws InterruptedException;

  /** Sends one small record; what becomes of it is told once. */
  void send(int partition, Token token, Receipt receipt);

  /**
   * What came back on these partitions, waiting so long when nothing has.
   *
   * @throws ProbeRefused when the cluster does not let them be read
   */
  List<Returned> poll(Set<Integer> partitions, Duration patience);

  /** Lets {@link #poll} return at once. */
  void wake();

  @Override
  void close();
}
