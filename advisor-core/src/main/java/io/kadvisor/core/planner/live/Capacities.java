package io.kadvisor.core.planner.live;

import io.kadvisor.core.capacity.BrokerTypes;
import io.kadvisor.core.capacity.BrokerTypes.BrokerType;
import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.policy.Capacity.Resources;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.LogDir;
import io.kadvisor.model.unit.DataRate;
import io.kadvisor.model.unit.DataSize;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** What a broker can carry, in the units of the planner. */
final class Capacities {
  private static final double MEGABYTE = 1024 * 1024;
  private static final double KILOBYTE = 1024;
  private static final double CPU = 100;
  private static final Amounts NONE =
      new Amounts(CPU, Amounts.UNKNOWN, Amounts.UNKNOWN, Amounts.UNKNOWN);

  private final Capacity declared;
  private final Set<Integer> withoutDisk = new TreeSet<>();
  private final Set<Integer> withoutNetwork = new TreeSet<>();
  private Amounts middle = NONE;

  Capacities(Capacity declared) {
    this.declared = declared;
  }

  Amounts of(BrokerSample broker) {
    Resources resources = declared.of(broker.broker());
    Optional<Double> network =
        resources.type().flatMap(BrokerTypes::named).flatMap(BrokerType::network);
    int id = broker.broker().value();
    return new Amounts(
        CPU,
        disk(broker, resources)
            .map(bytes -> bytes / MEGABYTE)
            .orElseGet(() -> none(withoutDisk, id)),
        rate(resources.networkIn(), network).orElseGet(() -> none(withoutNetwork, id)),
        rate(resources.networkOut(), network).orElseGet(() -> none(withoutNetwork, id)));
  }

  /**
   * Gives brokers whose capacity is not known what the middle one of the others has: as something
   * without a limit a broker would be given nearly everything.
   */
  List<Broker> completed(List<Broker> brokers) {
    List<Amounts> all = brokers.stream().map(Broker::capacity).toList();
    middle =
        new Amounts(
            CPU,
            middle(all, Amounts::disk),
            middle(all, Amounts::nwIn),
            middle(all, Amounts::nwOut));
    return brokers.stream()
        .map(each -> new Broker(each.id(), each.rack(), each.state(), completed(each.capacity())))
        .toList();
  }

  private static double middle(List<Amounts> all, ToDoubleFunction<Amounts> resource) {
    double[] known =
        all.stream()
            .mapToDouble(resource)
            .filter(amount -> !Amounts.isUnknown(amount))
            .sorted()
            .toArray();
    return known.length == 0 ? Amounts.UNKNOWN : known[(known.length - 1) / 2];
  }

  private Amounts completed(Amounts found) {
    return new Amounts(
        found.cpu(),
        known(found.disk(), middle.disk()),
        known(found.nwIn(), middle.nwIn()),
        known(found.nwOut(), middle.nwOut()));
  }

  private static double known(double found, double otherwise) {
    return Amounts.isUnknown(found) ? otherwise : found;
  }

  private static double none(Set<Integer> without, int broker) {
    without.add(broker);
    return Amounts.UNKNOWN;
  }

  private static Optional<Double> rate(Optional<DataRate> declared, Optional<Double> ofType) {
    return declared.map(DataRate::bytesPerSecond).or(() -> ofType).map(bytes -> bytes / KILOBYTE);
  }

  /** Its own bytes and what is still free: what others keep on its volumes is not to be had. */
  private static Optional<Double> disk(BrokerSample broker, Resources resources) {
    Optional<Double> declared = resources.storage().map(size -> (double) size.bytes());
    return declared.or(() -> told(broker.logDirs().orElse(List.of())));
  }

  private static Optional<Double> told(List<LogDir> all) {
    List<LogDir> dirs = all.stream().filter(dir -> dir.error().isEmpty()).toList();
    if (dirs.isEmpty() || dirs.stream().anyMatch(dir -> dir.usable().isEmpty())) {
      return Optional.empty();
    }
    Set<String> volumes = new HashSet<>();
    double bytes = 0;
    for (LogDir dir : dirs) {
      bytes += dir.used().bytes();
      if (volumes.add(dir.volume().orElse(dir.path()))) {
        bytes += dir.usable().map(DataSize::bytes).orElse(0L);
      }
    }
    return Optional.of(bytes).filter(sum -> sum > 0);
  }

  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!withoutDisk.isEmpty()) {
      notes.add(
          "The size of the volumes of brokers %s is not known, so it is %s: declare it (policy.capacity, storage)."
              .formatted(withoutDisk, taken(middle.disk())));
    }
    if (!withoutNetwork.isEmpty()) {
      notes.add(
          "What the network of brokers %s carries is not known, so it is %s: declare it (policy.capacity, network-in and network-out, or type)."
              .formatted(withoutNetwork, taken(Math.min(middle.nwIn(), middle.nwOut()))));
    }
    return notes;
  }

  private static String taken(double middle) {
    return Amounts.isUnknown(middle)
        ? "no limit"
        : "taken to be that of the middle one of the others";
  }
}
