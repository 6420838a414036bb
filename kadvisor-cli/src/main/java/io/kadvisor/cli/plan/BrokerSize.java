package io.kadvisor.cli.plan;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Resource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Some of a broker's capacities, in the units of {@link Resource}; those not named stay as they
 * are.
 */
record BrokerSize(Map<Resource, Double> amounts) {
  BrokerSize {
    amounts = new EnumMap<>(amounts);
  }

  /** Reads {@code disk=2000000,nwIn=120000}; absent where it is not of that form. */
  static Optional<BrokerSize> read(String given) {
    Map<Resource, Double> amounts = new EnumMap<>(Resource.class);
    for (String each : given.split(",", -1)) {
      int equals = each.indexOf('=');
      Optional<Resource> resource =
          Arrays.stream(Resource.values())
              .filter(known -> equals > 0 && known.key().equals(each.substring(0, equals)))
              .findFirst();
      if (resource.isEmpty() || !each.substring(equals + 1).matches("[1-9]\\d{0,14}")) {
        return Optional.empty();
      }
      amounts.put(resource.get(), Double.parseDouble(each.substring(equals + 1)));
    }
    return Optional.of(new BrokerSize(amounts));
  }

  Amounts of(Amounts before) {
    return new Amounts(
        amounts.getOrDefault(Resource.CPU, before.cpu()),
        amounts.getOrDefault(Resource.DISK, before.disk()),
        amounts.getOrDefault(Resource.NW_IN, before.nwIn()),
        amounts.getOrDefault(Resource.NW_OUT, before.nwOut()));
  }

  @Override
  public String toString() {
    return amounts.entrySet().stream()
        .map(each -> each.getKey().key() + " " + each.getValue().longValue())
        .collect(Collectors.joining(", "));
  }
}
