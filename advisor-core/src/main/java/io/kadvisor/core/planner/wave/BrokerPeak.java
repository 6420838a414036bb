package io.kadvisor.core.planner.wave;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The most that any wave asks of one broker.
 *
 * @param broker its place in the model
 * @param extraDisk megabytes of copies beside what they replace, which is not deleted yet
 * @param disk megabytes on its disk then, at most
 * @param diskLimit megabytes that may be there
 * @param extraIn kilobytes a second that it takes in for copies
 * @param extraOut kilobytes a second that it sends for copies
 */
public record BrokerPeak(
    int broker, double extraDisk, double disk, double diskLimit, double extraIn, double extraOut) {

  static List<BrokerPeak> of(List<Wave> waves) {
    var peaks = new TreeMap<Integer, BrokerPeak>();
    for (Wave wave : waves) {
      double rate = wave.throttle().map(Throttle::kilobytesPerSecond).orElse(0.0);
      for (BrokerShare share : wave.brokers()) {
        peaks.merge(share.broker(), of(share, rate), BrokerPeak::max);
      }
    }
    return new ArrayList<>(peaks.values());
  }

  private static BrokerPeak of(BrokerShare share, double rate) {
    return new BrokerPeak(
        share.broker(),
        share.megabytesIn(),
        share.disk(),
        share.diskLimit(),
        share.copiesIn() > 0 ? rate : 0,
        share.copiesOut() > 0 ? rate : 0);
  }

  private static BrokerPeak max(BrokerPeak one, BrokerPeak other) {
    return new BrokerPeak(
        one.broker,
        Math.max(one.extraDisk, other.extraDisk),
        Math.max(one.disk, other.disk),
        one.diskLimit,
        Math.max(one.extraIn, other.extraIn),
        Math.max(one.extraOut, other.extraOut));
  }
}
