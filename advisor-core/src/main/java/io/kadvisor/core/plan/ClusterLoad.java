package io.kadvisor.core.plan;

import io.kadvisor.core.plan.BrokerLoad.Amount;
import io.kadvisor.model.BrokerId;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the living brokers of a cluster carry. */
public record ClusterLoad(List<BrokerLoad> brokers) {
  /** No region of a large provider has more. */
  private static final int MOST_ZONES = 6;

  public ClusterLoad {
    brokers = brokers.stream().sorted(Comparator.comparing(BrokerLoad::broker)).toList();
  }

  /** Known of every broker: a sum over some of them would be no sum. */
  public Set<BrokerResource> known() {
    Set<BrokerResource> known = EnumSet.noneOf(BrokerResource.class);
    for (BrokerResource resource : BrokerResource.values()) {
      if (!brokers.isEmpty() && amounts(resource).size() == brokers.size()) {
        known.add(resource);
      }
    }
    return known;
  }

  private List<Amount> amounts(BrokerResource resource) {
    return brokers.stream().flatMap(b -> b.amount(resource).stream()).toList();
  }

  public double used(BrokerResource resource) {
    return amounts(resource).stream().mapToDouble(Amount::used).sum();
  }

  /** What the least broker can carry: a new one is taken for no better. */
  public double leastCapacity(BrokerResource resource) {
    return amounts(resource).stream().mapToDouble(Amount::capacity).min().orElseThrow();
  }

  /**
   * With the load of some brokers on the others, in proportion to what these can carry; the same
   * where none would be left.
   */
  public ClusterLoad without(Collection<BrokerId> leaving) {
    List<BrokerLoad> staying =
        brokers.stream().filter(each -> !leaving.contains(each.broker())).toList();
    return staying.isEmpty() || staying.size() == brokers.size()
        ? this
        : new ClusterLoad(staying.stream().map(each -> heavier(each, staying)).toList());
  }

  private BrokerLoad heavier(BrokerLoad broker, List<BrokerLoad> staying) {
    Map<BrokerResource, Amount> amounts = new EnumMap<>(BrokerResource.class);
    broker
        .amounts()
        .forEach(
            (resource, amount) -> {
              List<Amount> stay =
                  staying.stream().flatMap(each -> each.amount(resource).stream()).toList();
              double more = used(resource) - stay.stream().mapToDouble(Amount::used).sum();
              double capacity = stay.stream().mapToDouble(Amount::capacity).sum();
              double used = amount.used() + Math.max(0, more) * amount.capacity() / capacity;
              amounts.put(resource, new Amount(used, amount.capacity()));
            });
    return new BrokerLoad(broker.broker(), broker.rack(), amounts);
  }

  /** The share that each would have if the load were spread evenly over the present capacity. */
  public double meanShare(BrokerResource resource) {
    return used(resource) / amounts(resource).stream().mapToDouble(Amount::capacity).sum();
  }

  /** The broker with the highest share. */
  public Optional<BrokerLoad> fullest(BrokerResource resource) {
    return brokers.stream()
        .filter(b -> b.amount(resource).isPresent())
        .max(
            Comparator.comparingDouble((BrokerLoad b) -> b.amount(resource).orElseThrow().share())
                .thenComparing(BrokerLoad::broker, Comparator.reverseOrder()));
  }

  /**
   * How many racks a number of brokers is a multiple of: 1 where some rack is not known, where
   * there is one, or where there are more than any region has zones.
   */
  public int zones() {
    Set<String> racks =
        brokers.stream().flatMap(b -> b.rack().stream()).collect(Collectors.toSet());
    boolean all = brokers.stream().allMatch(b -> b.rack().isPresent());
    return all && racks.size() <= MOST_ZONES ? Math.max(1, racks.size()) : 1;
  }
}
