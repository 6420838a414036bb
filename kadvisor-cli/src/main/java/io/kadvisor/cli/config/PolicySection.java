package io.kadvisor.cli.config;

import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.policy.OwnerPattern;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.policy.RuleSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads {@code policy:}; names of rules, thresholds and durations are those of the rule catalogue.
 */
final class PolicySection {
  private final Map<String, RuleDefinition> definitions;

  PolicySection(List<RuleDefinition> definitions) {
    this.definitions =
        definitions.stream().collect(Collectors.toMap(RuleDefinition::name, Function.identity()));
  }

  PolicyTemplate read(Section policy) {
    PolicyTemplate template =
        new PolicyTemplate(
            policy.text("name", "standard"),
            policy.number("duration-factor", 1, 0),
            rules(policy),
            policy.text("default-owner", "platform"),
            owners(policy),
            calm(policy.section("calm")),
            CapacitySection.capacity(policy.section("capacity")),
            CapacitySection.backup(policy.section("backup")),
            drain(policy.section("drain")));
    policy.close();
    return template;
  }

  /** Broker ids by the alias of their cluster. */
  private static Map<String, List<BrokerId>> drain(Section drain) {
    Map<String, List<BrokerId>> brokers = new LinkedHashMap<>();
    for (String alias : drain.keys()) {
      brokers.put(alias, drain.brokers(alias));
    }
    return brokers;
  }

  private Map<String, RuleSettings> rules(Section policy) {
    Map<String, RuleSettings> rules = new LinkedHashMap<>();
    policy
        .named("rules")
        .forEach(
            (name, section) ->
                definition(policy, name)
                    .ifPresent(found -> rules.put(name, settings(found, section))));
    return rules;
  }

  private Optional<RuleDefinition> definition(Section policy, String name) {
    RuleDefinition found = definitions.get(name);
    if (found == null) {
      policy.fault(
          "policy.rules." + name,
          "",
          "unknown rule" + Section.suggestion(name, definitions.keySet()));
    }
    return Optional.ofNullable(found);
  }

  private static RuleSettings settings(RuleDefinition rule, Section section) {
    boolean enabled = section.flag("enabled", true);
    Map<String, Double> thresholds = new LinkedHashMap<>();
    for (RuleDefinition.Threshold threshold : rule.thresholds()) {
      if (section.has(threshold.name())) {
        thresholds.put(threshold.name(), section.number(threshold.name(), threshold.value(), 0));
      }
    }
    Map<String, Duration> durations = new LinkedHashMap<>();
    Stream.concat(Stream.of(rule.hold(), rule.keep()), rule.durations().stream())
        .filter(timing -> section.has(timing.name()))
        .forEach(
            timing ->
                durations.put(timing.name(), section.duration(timing.name(), timing.value())));
    section.close();
    return new RuleSettings(enabled, thresholds, durations);
  }

  private static List<OwnerPattern> owners(Section policy) {
    List<OwnerPattern> owners = new ArrayList<>();
    for (Section entry : policy.sections("owners")) {
      Optional<Subject.Kind> kind = entry.choice("kind", Subject.Kind.class);
      if (kind.isEmpty() && !entry.has("kind")) {
        entry.faultAt("kind", "must be one of [cluster, broker, topic, group]");
      }
      String pattern =
          entry.requiredText("pattern", "must be a name, where * stands for any characters");
      String owner = entry.requiredText("owner", "must name who owns what matches");
      kind.ifPresent(k -> owners.add(new OwnerPattern(k, pattern, owner)));
      entry.close();
    }
    return owners;
  }

  private static Policy.Calm calm(Section calm) {
    Policy.Calm standard = Policy.Calm.DEFAULT;
    Policy.Calm read =
        new Policy.Calm(
            calm.integer("digest-above", standard.digestAbove(), 1, 1_000_000),
            calm.duration("planned-restart", standard.plannedRestart()),
            calm.duration("settle", standard.settle()),
            calm.duration("expiry", standard.expiry()),
            calm.duration("cooldown", standard.cooldown()),
            calm.duration("retention", standard.retention()));
    calm.close();
    return read;
  }
}
