package io.kadvisor.model.policy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.unit.DataRate;
import io.kadvisor.model.unit.DataSize;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the brokers are declared to carry, and how scaling is paced. What is declared wins over what
 * is measured: a broker does not know the limits of its machine's network.
 *
 * @param everyBroker of each broker that has no entry of its own
 * @param brokers by broker id; what an entry leaves out is that of every broker
 * @param cooldown unscaled: after a scaling advisory ends, the next one waits this long
 * @param maxStep brokers that one step may add
 * @param maxBrokers no step goes above; absent when nothing limits it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Capacity(
    Resources everyBroker,
    Map<String, Resources> brokers,
    Duration cooldown,
    int maxStep,
    Optional<Integer> maxBrokers) {
  public static final Capacity UNDECLARED =
      new Capacity(Resources.UNKNOWN, Map.of(), Duration.ofHours(1), 3, Optional.empty());

  /**
   * What one broker carries; absent where nothing is declared.
   *
   * @param cores CPU cores that the broker may use
   * @param networkIn all that comes in: clients and replication
   * @param networkOut all that goes out: clients and replication
   * @param storage of all its log directories
   * @param type its name in the provider's catalogue: {@code kafka.m7g.large}
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Resources(
      Optional<Double> cores,
      Optional<DataRate> networkIn,
      Optional<DataRate> networkOut,
      Optional<DataSize> storage,
      Optional<String> type) {
    public static final Resources UNKNOWN =
        new Resources(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Resources {
      cores = cores == null ? Optional.empty() : cores;
      networkIn = networkIn == null ? Optional.empty() : networkIn;
      networkOut = networkOut == null ? Optional.empty() : networkOut;
      storage = storage == null ? Optional.empty() : storage;
      type = type == null ? Optional.empty() : type;
    }

    Resources or(Resources other) {
      return new Resources(
          cores.or(other::cores),
          networkIn.or(other::networkIn),
          networkOut.or(other::networkOut),
          storage.or(other::storage),
          type.or(other::type));
    }
  }

  public Capacity {
    everyBroker = everyBroker == null ? Resources.UNKNOWN : everyBroker;
    brokers = brokers == null ? Map.of() : Map.copyOf(brokers);
    cooldown = cooldown == null ? Duration.ofHours(1) : cooldown;
    maxStep = maxStep <= 0 ? 3 : maxStep;
    maxBrokers = maxBrokers == null ? Optional.empty() : maxBrokers;
  }

  /** What is declared of one broker. */
  @JsonIgnore
  public Resources of(BrokerId broker) {
    return brokers.getOrDefault(broker.toString(), Resources.UNKNOWN).or(everyBroker);
  }
}
