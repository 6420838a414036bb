package io.kadvisor.localcluster.scenario;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How far one scenario has come.
 *
 * @param scenario with its targets
 * @param seed from which the targets were drawn
 * @param variables the values that were drawn and given, by name
 * @param injectedAt just before the first step of the fault
 * @param visibleAt when an independent client first saw the fault
 * @param repairedAt when an independent client first saw it repaired
 * @param why what went wrong, in a sentence; empty if nothing did
 */
public record ScenarioRun(
    Scenario scenario,
    long seed,
    Map<String, String> variables,
    Status status,
    Optional<Instant> injectedAt,
    Optional<Instant> visibleAt,
    Optional<Instant> repairedAt,
    String why) {
  /** How a scenario ends, or that it has not yet. */
  public enum Status {
    RUNNING,
    /** Injected, seen and repaired; or, if quiet, carried out. */
    DONE,
    /**
     * The fault could not be made or was not seen by an independent client: it says nothing about
     * the advisor.
     */
    NOT_INJECTED,
    /** The fault was there and did not go. */
    NOT_REPAIRED
  }

  public ScenarioRun {
    variables = Map.copyOf(variables);
  }

  static ScenarioRun of(Scenario scenario, long seed, Map<String, String> variables) {
    return new ScenarioRun(
        scenario,
        seed,
        variables,
        Status.RUNNING,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "");
  }

  public String name() {
    return scenario.name();
  }

  /** The drawn target, a broker's id; what the scenario's own steps name instead may differ. */
  public String target() {
    return variables.getOrDefault("target", "");
  }

  ScenarioRun injected(Instant at) {
    return new ScenarioRun(
        scenario, seed, variables, status, Optional.of(at), visibleAt, repairedAt, why);
  }

  ScenarioRun visible(Instant at) {
    return new ScenarioRun(
        scenario, seed, variables, status, injectedAt, Optional.of(at), repairedAt, why);
  }

  ScenarioRun repaired(Instant at) {
    return new ScenarioRun(
        scenario, seed, variables, status, injectedAt, visibleAt, Optional.of(at), why);
  }

  ScenarioRun ended(Status end, String reason) {
    return new ScenarioRun(
        scenario, seed, variables, end, injectedAt, visibleAt, repairedAt, reason);
  }
}
