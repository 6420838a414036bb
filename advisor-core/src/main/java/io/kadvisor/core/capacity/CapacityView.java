package io.kadvisor.core.capacity;

import io.kadvisor.core.capacity.BrokerTypes.BrokerType;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.plan.BrokerResource;
import io.kadvisor.core.plan.ClusterLoad;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.policy.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the living brokers carry against what they can: means over a time for CPU and network, the
 * present state for bytes and replicas. What is declared wins over what is measured, what is
 * measured over what the broker's type says.
 *
 * @param load by broker; without what is not known
 * @param volumes each once
 * @param lost what was known in this run of some broker and is not any more
 * @param missing what is not known, as sentences
 */
public record CapacityView(
    ClusterLoad load, List<Volume> volumes, Set<BrokerResource> lost, List<String> missing) {
  public CapacityView {
    volumes = List.copyOf(volumes);
    lost = Set.copyOf(lost);
    missing = List.copyOf(missing);
  }

  /**
   * The view of one sweep.
   *
   * @param memory already advanced by this sweep
   * @param window of the means, scaled
   * @param partitions that a broker should hold at most where its type does not say
   */
  public static CapacityView of(
      Sweep sweep, Memory memory, Policy policy, Duration window, double partitions) {
    return new CapacityReader(sweep, memory, policy, window, partitions).view();
  }

  /** What the provider's catalogue says of a broker. */
  public static Optional<BrokerType> typeOf(BrokerId broker, Policy policy) {
    return policy.capacity().of(broker).type().flatMap(BrokerTypes::named);
  }

  /** The volumes of a broker. */
  public List<Volume> volumesOf(BrokerId broker) {
    return volumes.stream().filter(volume -> volume.brokers().contains(broker)).toList();
  }
}
