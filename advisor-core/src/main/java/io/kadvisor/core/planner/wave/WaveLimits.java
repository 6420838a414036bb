package io.kadvisor.core.planner.wave;

import io.kadvisor.core.planner.model.ClusterModel;
import java.util.OptionalInt;

/**
 * What holds at every moment of every wave.
 *
 * @param copiesPerBroker replicas copied into a broker, and out of one, at the same time
 * @param platform how many partitions one wave reassigns
 * @param disk the part of each disk that may be used; a broker that uses more before the plan may
 *     use as much as then
 * @param minIsr replicas of a partition that must be in sync, of one that has fewer, as many as it
 *     has; absent where it is what its topic asks for
 */
public record WaveLimits(int copiesPerBroker, Platform platform, double disk, OptionalInt minIsr) {
  /** As the configuration that Cruise Control ships has it. */
  public static final int COPIES_PER_BROKER = 10;

  /** Where nobody knows what a topic asks for. */
  public static final int MIN_ISR = 2;

  public WaveLimits {
    if (copiesPerBroker < 1) {
      throw new IllegalArgumentException("copiesPerBroker " + copiesPerBroker + " is below 1");
    }
    if (!(disk > 0 && disk <= 1)) {
      throw new IllegalArgumentException("disk " + disk + " is not above 0 and up to 1");
    }
    if (minIsr.isPresent() && minIsr.getAsInt() < 1) {
      throw new IllegalArgumentException("minIsr " + minIsr + " is below 1");
    }
  }

  /** The same min ISR for all topics. */
  public WaveLimits(int copiesPerBroker, Platform platform, double disk, int minIsr) {
    this(copiesPerBroker, platform, disk, OptionalInt.of(minIsr));
  }

  int minIsr(ClusterModel model, int partition) {
    return minIsr.orElse(model.minInsyncReplicas(model.topicOf(partition)).orElse(MIN_ISR));
  }

  WaveLimits withDisk(double part) {
    return new WaveLimits(copiesPerBroker, platform, part, minIsr);
  }
}
