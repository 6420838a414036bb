package io.kadvisor.core.rule.capacity;

import io.kadvisor.core.capacity.CapacityView;
import io.kadvisor.core.capacity.Volume;
import io.kadvisor.core.plan.BrokerLoad;
import io.kadvisor.core.plan.BrokerResource;
import io.kadvisor.model.BrokerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How short a resource is.
 *
 * @param worst highest share of a broker or a volume
 * @param ofAlarm that share against the one above which it is short
 * @param brokers that are short of it, the worst first; none: nothing is short
 * @param calm true when none is near it
 */
public record Shortage(
    BrokerResource resource, double worst, double ofAlarm, List<BrokerId> brokers, boolean calm) {
  /**
   * Two resources this near are equally short; else the bottleneck would change with each sweep.
   */
  private static final double STEP = 0.05;

  public boolean isShort() {
    return !brokers.isEmpty();
  }

  /** Of every resource of which something is known, the shortest first. */
  public static List<Shortage> all(CapacityView view, Limits limits) {
    List<Shortage> all = new ArrayList<>();
    for (BrokerResource resource : BrokerResource.values()) {
      (resource == BrokerResource.STORAGE ? storage(view, limits) : of(resource, view, limits))
          .ifPresent(all::add);
    }
    all.sort(
        Comparator.comparing(Shortage::isShort)
            .thenComparingLong(s -> Math.round(s.ofAlarm() / STEP))
            .reversed()
            .thenComparing(Shortage::resource));
    return all;
  }

  private static Optional<Shortage> of(BrokerResource resource, CapacityView view, Limits limits) {
    double alarm = limits.alarm(resource);
    Comparator<BrokerLoad> worstFirst =
        Comparator.comparingDouble((BrokerLoad b) -> share(b, resource)).reversed();
    List<BrokerLoad> known =
        view.load().brokers().stream()
            .filter(b -> b.amount(resource).isPresent())
            .sorted(worstFirst)
            .toList();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    double worst = share(known.get(0), resource);
    return Optional.of(
        new Shortage(
            resource,
            worst,
            worst / alarm,
            known.stream().filter(b -> share(b, resource) > alarm).map(BrokerLoad::broker).toList(),
            worst <= limits.calm(resource)));
  }

  private static double share(BrokerLoad broker, BrokerResource resource) {
    return broker.amount(resource).orElseThrow().share();
  }

  private static Optional<Shortage> storage(CapacityView view, Limits limits) {
    Stream<Volume> judged = view.volumes().stream().filter(v -> !limits.foreign(v));
    double worst = judged.mapToDouble(Volume::share).max().orElse(0);
    SortedSet<BrokerId> brokers = new TreeSet<>();
    List<Volume> full = tooFull(view, limits);
    full.forEach(volume -> brokers.addAll(volume.brokers()));
    double told = Math.max(worst, full.isEmpty() ? 0 : full.get(0).share());
    return view.volumes().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Shortage(
                BrokerResource.STORAGE,
                told,
                told / limits.alarm(BrokerResource.STORAGE),
                List.copyOf(brokers),
                view.volumes().stream().allMatch(limits::calm)));
  }

  /** The volumes that are too full, the fullest first. */
  public static List<Volume> tooFull(CapacityView view, Limits limits) {
    return view.volumes().stream()
        .filter(limits::tooFull)
        .sorted(Comparator.comparingDouble(Volume::share).reversed())
        .toList();
  }
}
