package io.kadvisor.core.calm;

import io.kadvisor.model.sample.IntColumn;
import java.time.Duration;

/** The bytes that brokers took and sent in one sweep. */
final class FeedTraffic implements FeedTopic.Written {
  private static final double RECORD = 1_000;
  private static final int GROUPS = 2;

  private final double[] in;
  private final double[] copied;
  private final double[] served;

  FeedTraffic(int lastBroker) {
    this.in = new double[lastBroker + 1];
    this.copied = new double[lastBroker + 1];
    this.served = new double[lastBroker + 1];
  }

  @Override
  public void to(int leader, IntColumn isr, double records) {
    double bytes = records * RECORD;
    in[leader] += bytes;
    for (int row = 0; row < isr.size(); row++) {
      if (isr.get(row) != leader) {
        copied[isr.get(row)] += bytes;
        served[leader] += bytes;
      }
    }
  }

  void give(FeedBroker broker, Duration time) {
    int id = broker.id;
    broker.machine.work(time, in[id], copied[id], GROUPS * in[id], served[id]);
  }
}
