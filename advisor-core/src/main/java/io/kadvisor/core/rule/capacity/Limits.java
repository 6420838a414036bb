package io.kadvisor.core.rule.capacity;

import io.kadvisor.core.capacity.CapacityView;
import io.kadvisor.core.capacity.Volume;
import io.kadvisor.core.plan.BrokerLoad;
import io.kadvisor.core.plan.BrokerResource;
import io.kadvisor.core.plan.HeadroomPlanner.Limit;
import io.kadvisor.core.rule.Settings;
import java.util.EnumMap;
import java.util.Map;

/** The capacity rule's numbers as the policy in force has them. */
public record Limits(Settings settings) {
  static final String CPU = "cpu";
  static final String CALM_CPU = "calm-cpu";
  static final String STORAGE = "storage";
  static final String CALM_STORAGE = "calm-storage";
  static final String FULL_STORAGE = "full-storage";
  static final String OWN_SHARE = "own-share";
  static final String NETWORK = "network";
  static final String CALM_NETWORK = "calm-network";
  static final String PARTITIONS = "partitions";
  static final String MOST_PARTITIONS = "max-partitions";
  static final String AFTER_LOSS = "after-loss";

  /** Above this share a resource is short. */
  public double alarm(BrokerResource resource) {
    return resource == BrokerResource.PARTITIONS ? 1 : settings.threshold(alarmName(resource));
  }

  /** The threshold that {@link #alarm} stands for. */
  static String alarmName(BrokerResource resource) {
    return switch (resource) {
      case CPU -> CPU;
      case STORAGE -> STORAGE;
      case NETWORK_IN, NETWORK_OUT -> NETWORK;
      case PARTITIONS -> PARTITIONS;
    };
  }

  /** At or below this share it is not short any more; also what a step should reach. */
  public double calm(BrokerResource resource) {
    return switch (resource) {
      case CPU -> settings.threshold(CALM_CPU);
      case STORAGE -> settings.threshold(CALM_STORAGE);
      case NETWORK_IN, NETWORK_OUT -> settings.threshold(CALM_NETWORK);
      case PARTITIONS -> 1;
    };
  }

  public double partitions() {
    return settings.threshold(PARTITIONS);
  }

  /** Where the number that a resource is held against comes from. */
  String sourceOf(BrokerResource resource) {
    return settings.sourceOf(alarmName(resource));
  }

  /**
   * True when a volume is too full, and it is the brokers' own doing; one that others fill is told
   * only when it is about to stop the brokers.
   */
  boolean tooFull(Volume volume) {
    boolean own = volume.ownShare() >= settings.threshold(OWN_SHARE);
    return volume.share() > (own ? alarm(BrokerResource.STORAGE) : full());
  }

  /** True when a volume is neither too full nor on its way back. */
  boolean calm(Volume volume) {
    boolean own = volume.ownShare() >= settings.threshold(OWN_SHARE);
    return volume.share() <= (own ? calm(BrokerResource.STORAGE) : alarm(BrokerResource.STORAGE));
  }

  /** What others than the brokers' replicas fill. */
  public boolean foreign(Volume volume) {
    return volume.ownShare() < settings.threshold(OWN_SHARE);
  }

  /** Above this share a volume is about to stop its broker. */
  double full() {
    return settings.threshold(FULL_STORAGE);
  }

  /** Full before somebody has changed much. */
  public boolean fullSoon(Volume volume) {
    return volume
        .full()
        .filter(full -> full.expected().compareTo(settings.duration(CapacityRule.SOON)) < 0)
        .isPresent();
  }

  /** More replicas than the broker may hold. */
  boolean overMost(BrokerLoad broker) {
    double most =
        CapacityView.typeOf(broker.broker(), settings.policy())
            .map(type -> (double) type.mostPartitions())
            .orElseGet(() -> settings.threshold(MOST_PARTITIONS));
    return broker.amount(BrokerResource.PARTITIONS).filter(held -> held.used() > most).isPresent();
  }

  /** What a plan holds each resource to; no number of brokers brings a share down to zero. */
  public Map<BrokerResource, Limit> wanted() {
    double afterLoss = settings.threshold(AFTER_LOSS);
    Map<BrokerResource, Limit> wanted = new EnumMap<>(BrokerResource.class);
    for (BrokerResource resource : BrokerResource.values()) {
      if (calm(resource) > 0 && afterLoss > 0) {
        wanted.put(resource, new Limit(calm(resource), afterLoss));
      }
    }
    return wanted;
  }
}
