package io.kadvisor.cli.config;

import io.kadvisor.model.unit.DataRate;
import io.kadvisor.model.unit.DataSize;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts of data as people write them: {@code 500 GB}, {@code 2 TiB}; rates {@code 5 MB/s}, {@code
 * 10 Gbit/s}. Units of a thousand and of 1,024 are kept apart, and bits from bytes.
 */
final class Sizes {
  private static final Pattern AMOUNT =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)\\s*([kKMGTP]i?)?(B|bit)");
  private static final Map<String, Double> PREFIXES =
      Map.ofEntries(
          Map.entry("", 1.0),
          Map.entry("k", 1e3),
          Map.entry("K", 1e3),
          Map.entry("M", 1e6),
          Map.entry("G", 1e9),
          Map.entry("T", 1e12),
          Map.entry("P", 1e15),
          Map.entry("ki", 1024.0),
          Map.entry("Ki", 1024.0),
          Map.entry("Mi", 1048576.0),
          Map.entry("Gi", 1073741824.0),
          Map.entry("Ti", 1099511627776.0),
          Map.entry("Pi", 1125899906842624.0));
  private static final double BITS_A_BYTE = 8;

  private Sizes() {}

  /** The amount, absent when the text is none or not above zero; amounts stand in bytes. */
  static Optional<DataSize> size(String text) {
    return text.strip().endsWith("bit")
        ? Optional.empty()
        : bytes(text).map(bytes -> new DataSize(Math.round(bytes)));
  }

  /** The rate, absent when the text is none or not above zero. */
  static Optional<DataRate> rate(String text) {
    String stripped = text.strip();
    return stripped.endsWith("/s")
        ? bytes(stripped.substring(0, stripped.length() - 2)).map(DataRate::new)
        : Optional.empty();
  }

  private static Optional<Double> bytes(String text) {
    Matcher amount = AMOUNT.matcher(text.strip());
    if (!amount.matches()) {
      return Optional.empty();
    }
    String prefix = amount.group(2) == null ? "" : amount.group(2);
    double bytes = Double.parseDouble(amount.group(1)) * PREFIXES.get(prefix);
    return Optional.of(amount.group(3).equals("B") ? bytes : bytes / BITS_A_BYTE)
        .filter(value -> value >= 1 && value < Long.MAX_VALUE);
  }
}
