package io.kadvisor.localcluster.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of the format {@code scenario/1}: scenarios in the order in which they run. */
public record ScenarioFile(List<ScenarioTemplate> scenarios) {
  public static final String FORMAT = "scenario/1";

  /**
   * The scenarios that are shipped; {@code tour} includes all others but {@link #NOT_ON_TOUR} in
   * order, {@code tour-short} the ones that show each kind of trouble once.
   */
  public static final List<String> SHIPPED =
      List.of(
          "tour",
          "tour-short",
          "quiet-plain",
          "broker-loss",
          "broker-pause",
          "leader-skew",
          "weak-topic",
          "slow-consumer",
          "stopped-consumer",
          "stalled-consumer",
          "forgotten-throttle",
          "stuck-reassignment",
          "leaders-off-preferred",
          "replica-skew",
          "add-broker",
          "remove-broker",
          "hot-partition",
          "no-backup",
          "cpu-pressure",
          "disk-filling",
          "controller-loss",
          "quorum-voter-behind",
          "slow-follower",
          "leader-saturated",
          "isr-flapping",
          "min-isr-loss",
          "offline-partition",
          "quiet-rolling-restart",
          "quiet-topic-lifecycle",
          "quiet-reassignment",
          "quiet-producer-burst",
          "quiet-group-deployment",
          "quiet-empty-cluster",
          "home-loss");

  /** They move replicas of every topic: the scenarios behind them would find another cluster. */
  public static final List<String> NOT_ON_TOUR = List.of("add-broker", "remove-broker");

  private static final YAMLMapper MAPPER =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  public ScenarioFile {
    scenarios = List.copyOf(scenarios);
  }

  /**
   * One that is shipped.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static ScenarioFile shipped(String name) {
    if (!SHIPPED.contains(name)) {
      throw new IllegalArgumentException(
          "no scenario is called " + name + "; there are " + String.join(", ", SHIPPED));
    }
    try (InputStream resource = ScenarioFile.class.getResourceAsStream(name + ".yaml")) {
      return parse(name, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws InvalidScenario with every fault in it
   */
  public static ScenarioFile read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new InvalidScenario(
          file.toString(),
          List.of(new Fault("the file", String.valueOf(e.getMessage()), "must be readable")));
    }
  }

  static ScenarioFile parse(String origin, String text) {
    var faults = new ArrayList<Fault>();
    var scenarios = scenarios(new Fields("", tree(origin, text), faults), faults);
    if (!faults.isEmpty()) {
      throw new InvalidScenario(origin, faults);
    }
    return new ScenarioFile(scenarios);
  }

  private static JsonNode tree(String origin, String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new InvalidScenario(
          origin,
          List.of(new Fault("the file", e.getOriginalMessage(), "must be YAML, each key once")));
    }
  }

  private static List<ScenarioTemplate> scenarios(Fields file, List<Fault> faults) {
    if (!file.requiredText("format").equals(FORMAT)) {
      file.fault("format", "must be " + FORMAT);
    }
    var scenarios = new ArrayList<ScenarioTemplate>();
    for (Fields.Item item : file.list("include")) {
      if (item.node().isTextual() && SHIPPED.contains(item.node().asText())) {
        scenarios.addAll(shipped(item.node().asText()).scenarios());
      } else {
        file.fault(item, "must be one of " + String.join(", ", SHIPPED));
      }
    }
    for (Fields.Item item : file.list("scenarios")) {
      scenarios.add(ScenarioTemplate.read(item, file, faults));
    }
    if (!file.has("include") && !file.has("scenarios")) {
      file.fault("scenarios", "must be there, or include");
    }
    file.end();
    return scenarios;
  }
}
