package io.kadvisor.core.plan;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.DataRate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The replication throttles that are set: a rate on brokers, and on topics the replicas that it
 * holds. One without the other slows nothing.
 *
 * @param rates by broker and setting
 * @param replicas by topic and setting, as Kafka writes them: {@code *} or {@code 0:1,0:2}
 */
public record Throttles(
    SortedMap<BrokerId, SortedMap<String, DataRate>> rates,
    SortedMap<TopicName, SortedMap<String, String>> replicas) {
  /** The two ends of replication. */
  public enum Side {
    LEADER("leader.replication.throttled."),
    FOLLOWER("follower.replication.throttled.");

    private final String prefix;

    Side(String prefix) {
      this.prefix = prefix;
    }

    public String rate() {
      return prefix + "rate";
    }

    public String replicas() {
      return prefix + "replicas";
    }
  }

  public Throttles {
    rates = Collections.unmodifiableSortedMap(new TreeMap<>(rates));
    replicas = Collections.unmodifiableSortedMap(new TreeMap<>(replicas));
  }

  public static Throttles of(Sweep sweep) {
    SortedMap<BrokerId, SortedMap<String, DataRate>> rates = new TreeMap<>();
    for (BrokerSample broker : sweep.brokers().values()) {
      for (Side side : Side.values()) {
        rate(broker.config().get(side.rate()))
            .ifPresent(
                rate ->
                    rates
                        .computeIfAbsent(broker.broker(), id -> new TreeMap<>())
                        .put(side.rate(), rate));
      }
    }
    SortedMap<TopicName, SortedMap<String, String>> replicas = new TreeMap<>();
    for (TopicSample topic : sweep.topics().values()) {
      for (Side side : Side.values()) {
        String held = topic.config().getOrDefault(side.replicas(), "");
        if (!held.isBlank()) {
          replicas
              .computeIfAbsent(topic.topic(), name -> new TreeMap<>())
              .put(side.replicas(), held);
        }
      }
    }
    return new Throttles(rates, replicas);
  }

  /** Kafka's default stands for no limit. */
  private static Optional<DataRate> rate(String value) {
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    long bytes = Long.parseLong(value.strip());
    return bytes == Long.MAX_VALUE ? Optional.empty() : Optional.of(new DataRate(bytes));
  }

  public boolean isEmpty() {
    return rates.isEmpty() && replicas.isEmpty();
  }

  /** True when a rate and replicas meet, so that replication is held back. */
  public boolean holdBack() {
    return List.of(Side.values()).stream()
        .anyMatch(
            side ->
                rates.values().stream().anyMatch(set -> set.containsKey(side.rate()))
                    && replicas.values().stream()
                        .anyMatch(set -> set.containsKey(side.replicas())));
  }

  /** The rate that holds a replica of a broker back; absent when none does. */
  public Optional<DataRate> on(Side side, TopicName topic, int partition, int broker) {
    Map<String, DataRate> own =
        rates.getOrDefault(new BrokerId(broker), Collections.emptySortedMap());
    String held =
        replicas
            .getOrDefault(topic, Collections.emptySortedMap())
            .getOrDefault(side.replicas(), "");
    return names(held, partition + ":" + broker)
        ? Optional.ofNullable(own.get(side.rate()))
        : Optional.empty();
  }

  private static boolean names(String held, String replica) {
    return List.of(held.split(",")).stream()
        .map(String::strip)
        .anyMatch(part -> part.equals("*") || part.equals(replica));
  }
}
