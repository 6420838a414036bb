package io.kadvisor.cli.plan.execute;

import io.kadvisor.cli.plan.wave.Words;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.executor.wave.CpuWatch;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is looked at before anything is changed, and what cannot be. Copies take CPU of brokers that
 * send and that take in.
 */
public final class Beforehand {
  private final SortedMap<Integer, Double> cpu;
  private final TreeSet<Integer> unknown = new TreeSet<>();

  /**
   * @param cpu percent of it that brokers use, where it is known
   * @param brokers of the plan
   */
  public Beforehand(Map<Integer, Double> cpu, Collection<Broker> brokers) {
    this.cpu = new TreeMap<>(cpu);
    brokers.stream()
        .filter(broker -> broker.state() != BrokerState.DEAD)
        .map(Broker::id)
        .filter(id -> !cpu.containsKey(id))
        .forEach(unknown::add);
  }

  /** Why nothing is begun. */
  public Optional<String> refusal() {
    String busy =
        cpu.entrySet().stream()
            .filter(broker -> broker.getValue() > CpuWatch.MOST)
            .map(broker -> Words.format("broker %d %.0f %%", broker.getKey(), broker.getValue()))
            .collect(Collectors.joining(", "));
    return busy.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Words.format(
                "Not begun: brokers may use %.0f %% of their CPU while replicas move, and this is in"
                    + " use: %s. Nothing has been changed; choose a quiet hour.",
                CpuWatch.MOST, busy));
  }

  /** What has been looked at, and what has not. */
  String sentence() {
    String looked =
        cpu.isEmpty()
            ? ""
            : Words.format(
                ", CPU (at most %.0f %% is in use now)",
                cpu.values().stream().mapToDouble(Double::doubleValue).max().orElse(0));
    String missing = cpu.isEmpty() ? "CPU" : "CPU of " + named();
    return "Looked at before each wave: brokers, replicas in sync, reassignments"
        + looked
        + ". Not looked at, and yours: "
        + (unknown.isEmpty() ? "" : missing + " (not known; it is read over JMX), ")
        + (cpu.isEmpty() ? "" : "CPU while a wave runs, ")
        + "maintenance, other tools.";
  }

  private String named() {
    return (unknown.size() == 1 ? "broker " : "brokers ")
        + unknown.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
