package io.kadvisor.core.capacity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The broker types of Amazon MSK: data of a resource, with its sources. */
public final class BrokerTypes {
  private static final Map<String, BrokerType> ALL = read();
  private static final double MIB = 1024 * 1024;

  private BrokerTypes() {}

  /**
   * One type.
   *
   * @param network baseline bytes a second, each way; absent for burstable ones
   * @param recommendedPartitions replicas a broker, led or followed
   * @param dollarsPerHour on demand in us-east-1; absent where no source of AWS has it
   */
  public record BrokerType(
      String name,
      int cores,
      double memoryGib,
      Optional<Double> network,
      int recommendedPartitions,
      int mostPartitions,
      Optional<Double> dollarsPerHour) {
    String family() {
      return name.substring(0, name.lastIndexOf('.'));
    }
  }

  public static Optional<BrokerType> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** The next larger one of the same family. */
  public static Optional<BrokerType> above(BrokerType type) {
    return ALL.values().stream()
        .filter(other -> other.family().equals(type.family()) && other.cores() > type.cores())
        .min(Comparator.comparingInt(BrokerType::cores));
  }

  private static Map<String, BrokerType> read() {
    Map<String, BrokerType> types = new LinkedHashMap<>();
    try (InputStream in = BrokerTypes.class.getResourceAsStream("broker-types.csv");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("type,"))
          .map(line -> line.split(",", -1))
          .map(BrokerTypes::type)
          .forEach(type -> types.put(type.name(), type));
    } catch (IOException e) {
      throw new UncheckedIOException("broker-types.csv is unreadable: the jar is damaged", e);
    }
    return Collections.unmodifiableMap(types);
  }

  private static BrokerType type(String[] fields) {
    return new BrokerType(
        fields[0],
        Integer.parseInt(fields[1]),
        Double.parseDouble(fields[2]),
        number(fields[3]).map(mib -> mib * MIB),
        Integer.parseInt(fields[4]),
        Integer.parseInt(fields[5]),
        number(fields[6]));
  }

  private static Optional<Double> number(String field) {
    return field.isBlank() ? Optional.empty() : Optional.of(Double.parseDouble(field));
  }
}
