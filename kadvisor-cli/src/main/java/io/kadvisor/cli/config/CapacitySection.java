package io.kadvisor.cli.config;

import io.kadvisor.model.policy.Backup;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.policy.Capacity.Resources;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code policy.capacity} and {@code policy.backup}. */
final class CapacitySection {
  private CapacitySection() {}

  static Capacity capacity(Section capacity) {
    Capacity standard = Capacity.UNDECLARED;
    Capacity read =
        new Capacity(
            resources(capacity.section("every-broker")),
            brokers(capacity),
            capacity.duration("cooldown", standard.cooldown()),
            capacity.integer("max-step", standard.maxStep(), 1, 1000),
            capacity.integer("max-brokers", 1, 100_000));
    capacity.close();
    return read;
  }

  private static Map<String, Resources> brokers(Section capacity) {
    Map<String, Resources> brokers = new LinkedHashMap<>();
    capacity
        .named("brokers")
        .forEach(
            (id, section) -> {
              if (!id.matches("\\d{1,9}")) {
                capacity.section("brokers").faultAt(id, "must be a broker id");
              }
              brokers.put(id, resources(section));
            });
    return brokers;
  }

  private static Resources resources(Section section) {
    Resources read =
        new Resources(
            section.number("cores", 0),
            section.dataRate("network-in"),
            section.dataRate("network-out"),
            section.dataSize("storage"),
            section.text("type"));
    section.close();
    return read;
  }

  static Backup backup(Section backup) {
    Backup standard = Backup.NONE;
    Backup read =
        new Backup(
            backup.names("topics", standard.topics()),
            backup.names("covered", standard.covered()),
            backup.names("sink-groups", standard.sinkGroups()),
            backup.names("mirrors", standard.mirrors()));
    backup.close();
    return read;
  }
}
