package io.kadvisor.localcluster.scenario;

import java.util.OptionalInt;
import java.util.Set;

/** One broker by its id, or all of them. */
record BrokerRef(OptionalInt id) {
  private static final String ALL = "all";

  static BrokerRef of(int id) {
    return new BrokerRef(OptionalInt.of(id));
  }

  /** Reads the key {@code broker}: an id or {@code all}. */
  static BrokerRef read(Fields fields) {
    return parse(fields, "broker", fields.requiredText("broker"));
  }

  /** Reads a key that means all brokers where it is absent. */
  static BrokerRef readOrAll(Fields fields, String key) {
    return parse(fields, key, fields.text(key).orElse(ALL));
  }

  private static BrokerRef parse(Fields fields, String key, String text) {
    if (text.equals(ALL)) {
      return new BrokerRef(OptionalInt.empty());
    }
    if (!text.matches("[0-9]{1,9}")) {
      fields.fault(key, "must be a broker's id or all");
      return of(0);
    }
    return of(Integer.parseInt(text));
  }

  Set<Integer> among(Set<Integer> known) {
    return id.isPresent() ? Set.of(id.getAsInt()) : known;
  }

  @Override
  public String toString() {
    return id.isPresent() ? "broker " + id.getAsInt() : "all brokers";
  }
}
