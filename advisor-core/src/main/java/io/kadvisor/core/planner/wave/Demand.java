package io.kadvisor.core.planner.wave;

import io.kadvisor.core.planner.placement.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What steps that run together ask of each broker. */
final class Demand {
  /** What is written to the copied partitions takes at most this part of a throttle. */
  static final double INFLOW_SHARE = 0.5;

  private static final int KILOBYTES = 1024;

  private final int[] copiesIn;
  private final int[] copiesOut;
  private final double[] megabytesIn;
  private final double[] megabytesOut;
  private final double[] inflowIn;
  private final double[] inflowOut;

  Demand(int brokers) {
    copiesIn = new int[brokers];
    copiesOut = new int[brokers];
    megabytesIn = new double[brokers];
    megabytesOut = new double[brokers];
    inflowIn = new double[brokers];
    inflowOut = new double[brokers];
  }

  void add(Step step) {
    int source = step.before().leader();
    copiesOut[source] += step.copies();
    megabytesOut[source] += step.megabytes();
    inflowOut[source] += step.inflow();
    for (int at : step.added()) {
      int target = step.after().broker(at);
      copiesIn[target]++;
      megabytesIn[target] += step.after().megabytes(at);
      inflowIn[target] += step.after().inflow(at);
    }
  }

  int copiesIn(int broker) {
    return copiesIn[broker];
  }

  int copiesOut(int broker) {
    return copiesOut[broker];
  }

  double inflow(int broker, boolean sending) {
    return sending ? inflowOut[broker] : inflowIn[broker];
  }

  private boolean copies(int broker, boolean sending) {
    return (sending ? copiesOut[broker] : copiesIn[broker]) > 0;
  }

  /** The rate that no broker's headroom is too small for, unless the wave would never end at it. */
  Optional<Throttle> throttle(Traffic traffic) {
    double least = Double.MAX_VALUE;
    double inflow = 0;
    int broker = -1;
    boolean sends = false;
    for (int each = 0; each < copiesIn.length; each++) {
      for (boolean sending : new boolean[] {true, false}) {
        if (copies(each, sending)) {
          inflow = Math.max(inflow, inflow(each, sending));
          if (traffic.rate(each, sending) < least) {
            least = traffic.rate(each, sending);
            broker = each;
            sends = sending;
          }
        }
      }
    }
    if (broker < 0) {
      return Optional.empty();
    }
    double rate = Math.max(least, inflow / INFLOW_SHARE);
    return Optional.of(
        new Throttle(rate, broker, sends, traffic.headroom(broker, sends), duration(rate)));
  }

  private Duration duration(double rate) {
    double seconds = 0;
    for (int each = 0; each < copiesIn.length; each++) {
      double in = megabytesIn[each] * KILOBYTES / (rate - inflowIn[each]);
      double out = megabytesOut[each] * KILOBYTES / (rate - inflowOut[each]);
      seconds = Math.max(seconds, Math.max(in, out));
    }
    return Duration.ofSeconds((long) Math.ceil(seconds));
  }

  List<BrokerShare> shares(CarriedLoads loads) {
    List<BrokerShare> shares = new ArrayList<>();
    for (int each = 0; each < copiesIn.length; each++) {
      if (copiesIn[each] + copiesOut[each] > 0) {
        shares.add(
            new BrokerShare(
                each,
                copiesIn[each],
                megabytesIn[each],
                copiesOut[each],
                megabytesOut[each],
                loads.carried(each, Measure.DISK) + megabytesIn[each],
                loads.limit(each, Measure.DISK)));
      }
    }
    return shares;
  }
}
