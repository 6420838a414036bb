package io.kadvisor.core.planner.wave;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;

/**
 * What each broker sends and takes in, kept up to date wave by wave, and the rate that this leaves
 * for copies: 90 % of the headroom and never below 10 MB/s, as kafka-kit's autothrottle has it
 * (DataDog/kafka-kit, cmd/autothrottle). Kilobytes a second.
 */
final class Traffic {
  static final double FLOOR = 10 * 1024;

  private static final double SHARE = 0.9;

  private final ClusterModel model;
  private final double[] out;
  private final double[] in;

  /** The cluster as it is. What leaders send to followers counts beside what consumers read. */
  Traffic(ClusterModel model) {
    this.model = model;
    out = new double[model.brokerCount()];
    in = new double[model.brokerCount()];
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      add(partition);
    }
  }

  private void add(int partition) {
    int leader = model.brokerOf(model.leaderOf(partition));
    out[leader] += model.leadingOut(partition);
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      int broker = model.brokerOf(each);
      in[broker] += model.nwIn(each);
      out[broker] += model.following(each, Resource.NW_OUT.column());
      out[leader] += broker == leader ? 0 : model.nwIn(each);
    }
  }

  /**
   * Takes note who leads before a step, where that is not whom the model says: that one is lost.
   */
  void begin(Step step) {
    int said = model.brokerOf(model.leaderOf(step.partition()));
    int leads = step.before().leader();
    if (leads != said) {
      out[said] -= step.consumed() + step.before().replicatedBy(said);
      out[leads] += step.consumed() + step.before().replicatedBy(leads);
    }
  }

  /** Takes note that a step is done. */
  void apply(Step step) {
    add(step.before(), step.consumed(), -1);
    add(step.after(), step.consumed(), 1);
  }

  private void add(Replicas replicas, double consumed, int sign) {
    out[replicas.leader()] += sign * (consumed + replicas.replicatedBy(replicas.leader()));
    for (int at = 0; at < replicas.count(); at++) {
      in[replicas.broker(at)] += sign * replicas.inflow(at);
    }
  }

  double headroom(int broker, boolean sending) {
    Resource resource = sending ? Resource.NW_OUT : Resource.NW_IN;
    double used = sending ? out[broker] : in[broker];
    return model.brokers().get(broker).capacity().of(resource) - used;
  }

  /** What may be copied out of, or into, the broker; the least of all where nobody knows. */
  double rate(int broker, boolean sending) {
    double headroom = headroom(broker, sending);
    return Amounts.isUnknown(headroom) ? FLOOR : Math.max(FLOOR, SHARE * headroom);
  }
}
