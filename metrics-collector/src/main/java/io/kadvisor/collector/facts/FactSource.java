package io.kadvisor.collector.facts;

/** Reads the facts of one cluster. One reader at a time; every read ends near its deadline. */
public interface FactSource extends AutoCloseable {
  /**
   * Reads what the plan asks for. A part that cannot be read is told in {@link Facts#notSeen()}.
   *
   * @throws Unreadable when neither brokers nor topics could be read, so that there is nothing to
   *     judge
   */
  Facts read(SweepPlan plan) throws InterruptedException;

  @Override
  void close();
}
