package io.kadvisor.localcluster.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A fault with all its targets known, ready to run. */
public final class Scenario {
  private final String name;
  private final String watch;
  private final boolean quiet;
  private final AdviceMoment adviceMoment;
  private final Optional<Expectation> expectation;
  private final List<Expectation> beside;
  private final Script script;

  /** When the advisory of a fault can be told. */
  public enum AdviceMoment {
    /** While the fault is there. */
    DURING,
    /** Only when it is over, since nobody can write before. */
    AFTER
  }

  /** What is done and what has to be seen, in this order. */
  record Script(
      List<Step> given,
      List<Step> steps,
      Proof proof,
      List<Step> repair,
      Proof repaired,
      List<Step> cleanup) {}

  private Scenario(Fields fields) {
    name = fields.requiredText("name");
    watch = fields.requiredText("watch");
    quiet = fields.flag("quiet").orElse(false);
    adviceMoment =
        fields
            .choice("advice", Map.of("during", AdviceMoment.DURING, "after", AdviceMoment.AFTER))
            .orElse(AdviceMoment.DURING);
    expectation =
        fields.has("expect")
            ? Optional.of(Expectation.read(fields.fields("expect")))
            : Optional.empty();
    beside =
        fields.list("beside").stream()
            .map(item -> Expectation.read(fields.inside(item.path(), item.node())))
            .toList();
    script =
        new Script(
            Steps.read(fields, "given"),
            Steps.read(fields, "steps"),
            proof(fields, "prove"),
            Steps.read(fields, "repair"),
            proof(fields, "repaired"),
            Steps.read(fields, "cleanup"));
  }

  /** Reads a scenario in which nothing is left to draw; faults are added to the fields' list. */
  static Scenario read(Fields fields) {
    fields.fields("variables");
    var scenario = new Scenario(fields);
    scenario.check(fields);
    fields.end();
    return scenario;
  }

  private static Proof proof(Fields fields, String key) {
    if (!fields.has(key)) {
      return Proof.none();
    }
    Fields inner = fields.fields(key);
    var proof = Proof.read(inner, "all");
    if (proof.isEmpty()) {
      inner.fault("all", "must have at least one condition");
    }
    inner.end();
    return proof;
  }

  private void check(Fields fields) {
    if (script.steps().isEmpty()) {
      fields.fault("steps", "must have at least one step");
    }
    if (quiet && expectation.isPresent()) {
      fields.fault("expect", "must be absent in a quiet scenario");
    }
    if (!quiet && expectation.isEmpty()) {
      fields.fault("expect", "must say category, subject and cause, unless quiet is true");
    }
    if (!quiet && script.proof().isEmpty()) {
      fields.fault(
          "prove", "must say how an independent client sees the fault, unless quiet is true");
    }
  }

  public String name() {
    return name;
  }

  /** What to watch for, in a sentence. */
  public String watch() {
    return watch;
  }

  /** Whether nothing may be opened by it. */
  public boolean isQuiet() {
    return quiet;
  }

  public AdviceMoment adviceMoment() {
    return adviceMoment;
  }

  /** The advisory that must open; absent in a quiet scenario. */
  public Optional<Expectation> expectation() {
    return expectation;
  }

  /** Advisories on what the scenario needs beside its fault; they may open or not. */
  public List<Expectation> beside() {
    return beside;
  }

  Script script() {
    return script;
  }
}
