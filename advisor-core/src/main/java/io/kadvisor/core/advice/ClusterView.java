package io.kadvisor.core.advice;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The brokers of a sweep as steps and sentences need them: who lives, where, under which address.
 */
final class ClusterView {
  /** Stands in a command for an address that the sweep did not see. */
  static final String BOOTSTRAP = "$BOOTSTRAP";

  private static final int ADDRESSES = 3;

  /** By custom TLS or SASL, on Amazon MSK always (developer guide, port information). */
  private static final Set<Integer> SECURED_PORTS =
      Set.of(9093, 9094, 9096, 9098, 9194, 9196, 9198);

  private final Sweep sweep;
  private final List<BrokerId> drained;

  private ClusterView(Sweep sweep, List<BrokerId> drained) {
    this.sweep = sweep;
    this.drained = drained;
  }

  static ClusterView of(Sweep sweep) {
    return new ClusterView(sweep, List.of());
  }

  /** For advice that puts something on brokers. */
  static ClusterView of(Sweep sweep, Policy policy) {
    return new ClusterView(sweep, policy.drain());
  }

  String alias() {
    return sweep.mark().alias();
  }

  /** Listed by the controller and not silent. */
  SortedSet<BrokerId> alive() {
    return sweep.brokers().values().stream()
        .filter(broker -> broker.membership() == Membership.LISTED && !broker.answer().silent())
        .map(BrokerSample::broker)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Of those that live, the ones that may be given something: none that is to be emptied. */
  SortedSet<BrokerId> takers() {
    return alive().stream()
        .filter(broker -> !drained.contains(broker))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** True when a broker that the cluster knows does not live. */
  boolean anyAway() {
    return alive().size() < sweep.brokers().size();
  }

  Optional<BrokerSample> broker(BrokerId id) {
    return Optional.ofNullable(sweep.brokers().get(id));
  }

  Map<BrokerId, String> racks() {
    Map<BrokerId, String> racks = new TreeMap<>();
    sweep.brokers().forEach((id, broker) -> broker.rack().ifPresent(rack -> racks.put(id, rack)));
    return racks;
  }

  /** Kadvisor's own command: records to every broker and back, once. */
  String probe() {
    return Shell.line(List.of("./kadvisor", "probe", "--from", alias()));
  }

  /** Addresses of living brokers for {@code --bootstrap-server}. */
  String bootstrap() {
    List<String> addresses =
        alive().stream().map(this::address).flatMap(Optional::stream).limit(ADDRESSES).toList();
    return addresses.isEmpty() ? BOOTSTRAP : String.join(",", addresses);
  }

  boolean reachable() {
    return !bootstrap().equals(BOOTSTRAP);
  }

  /** True when the ports tell that clients need TLS or SASL settings. */
  boolean secured() {
    return sweep.brokers().values().stream()
        .anyMatch(broker -> broker.port().map(SECURED_PORTS::contains).orElse(false));
  }

  Optional<String> address(BrokerId id) {
    return broker(id)
        .filter(broker -> broker.host().isPresent() && broker.port().isPresent())
        .map(broker -> bracketed(broker.host().orElseThrow()) + ":" + broker.port().orElseThrow());
  }

  /** An IPv6 address takes brackets before its port. */
  private static String bracketed(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  Optional<String> host(BrokerId id) {
    return broker(id).flatMap(BrokerSample::host);
  }

  /** {@code broker 2 (az2)}. */
  String name(BrokerId id) {
    return "broker "
        + id
        + broker(id).flatMap(BrokerSample::rack).map(rack -> " (" + rack + ")").orElse("");
  }

  /** {@code broker 2 (az2, 10.0.0.2:9092)}. */
  String place(BrokerId id) {
    List<String> parts =
        Stream.of(broker(id).flatMap(BrokerSample::rack), address(id))
            .flatMap(Optional::stream)
            .toList();
    return "broker " + id + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")");
  }

  /** {@code broker 1 (az1) and broker 3 (az3)}. */
  String names(Collection<BrokerId> ids) {
    return Phrase.list(ids.stream().sorted().map(this::name).toList(), 6);
  }

  Optional<MskCluster> msk() {
    return sweep.brokers().values().stream()
        .map(BrokerSample::host)
        .flatMap(Optional::stream)
        .map(MskCluster::ofHost)
        .flatMap(Optional::stream)
        .findFirst();
  }
}
