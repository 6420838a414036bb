package io.kadvisor.localcluster.scenario;

import java.util.Optional;

/**
 * A broker was seen to leave ISRs and to come back to all of them so often since the first look.
 */
final class FlapCondition implements TopicCondition {
  private final int broker;
  private final int times;
  private boolean isOut;
  private int returns;

  private FlapCondition(int broker, int times) {
    this.broker = broker;
    this.times = times;
  }

  static FlapCondition read(Fields fields) {
    return new FlapCondition(
        fields.requiredInteger("broker", 0), fields.requiredInteger("times", 1));
  }

  @Override
  public Condition begin() {
    return new FlapCondition(broker, times);
  }

  @Override
  public boolean holds(ClusterView view) {
    boolean wasOut = isOut;
    isOut = new IsrWithout(Optional.empty(), broker, 1).holds(view);
    if (wasOut && !isOut) {
      returns++;
    }
    return returns >= times;
  }

  @Override
  public String describe() {
    return "broker " + broker + " out of ISRs and back " + times + " times";
  }
}
