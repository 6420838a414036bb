package io.kadvisor.collector.facts;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.SweepMark.SourceStatus;
import java.util.Map;

/** Reads the brokers' own numbers. One reader at a time; every read ends near its deadline. */
public interface ReadingSource extends AutoCloseable {
  /** The readings of each broker that is configured; a failure is one broker's, never all. */
  Map<BrokerId, BrokerReadings> read() throws InterruptedException;

  /** Whether it is open, judged by the last read. */
  SourceStatus status();

  @Override
  void close();
}
