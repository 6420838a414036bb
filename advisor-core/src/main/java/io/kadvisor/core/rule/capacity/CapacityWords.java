package io.kadvisor.core.rule.capacity;

import io.kadvisor.core.capacity.Volume;
import io.kadvisor.core.plan.BrokerLoad.Amount;
import io.kadvisor.core.plan.BrokerResource;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.model.unit.Unit;
import java.util.Locale;

/** Loads and volumes as sentences name them. */
public final class CapacityWords {
  private CapacityWords() {}

  /** {@code volume /data of broker 1}, {@code the volume that brokers 1 and 2 share (/data)}. */
  public static String volume(Volume volume) {
    if (volume.declared()) {
      return volume.name() + " of broker " + volume.brokers().first();
    }
    return volume.shared()
        ? "the volume that "
            + Phrases.named("broker", volume.brokers())
            + " share ("
            + volume.name()
            + ")"
        : "the volume of broker " + volume.brokers().first() + " (" + volume.name() + ")";
  }

  /** {@code uses 83.1 % of its CPU: 3.3 of 4 cores}, and the like for each resource. */
  public static String uses(BrokerResource resource, Amount amount) {
    String share = Unit.RATIO.show(amount.share());
    return switch (resource) {
      case CPU ->
          "uses "
              + share
              + " of its CPU: "
              + cores(amount.used())
              + " of "
              + cores(amount.capacity())
              + " cores";
      case STORAGE -> "uses " + share + " of its storage: " + of(resource, amount);
      case NETWORK_IN -> "takes in " + share + " of what its network can: " + of(resource, amount);
      case NETWORK_OUT ->
          "sends out " + share + " of what its network can: " + of(resource, amount);
      case PARTITIONS ->
          "holds "
              + String.format(Locale.ROOT, "%,.0f", amount.used())
              + " replicas, wanted are at most "
              + String.format(Locale.ROOT, "%,.0f", amount.capacity());
    };
  }

  private static String of(BrokerResource resource, Amount amount) {
    return resource.unit().show(amount.used()) + " of " + resource.unit().show(amount.capacity());
  }

  private static String cores(double cores) {
    return cores == Math.rint(cores)
        ? Long.toString((long) cores)
        : String.format(Locale.ROOT, "%.2f", cores);
  }
}
