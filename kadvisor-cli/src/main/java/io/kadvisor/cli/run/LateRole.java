package io.kadvisor.cli.run;

import io.kadvisor.api.health.RoleHealth;
import java.time.Instant;
import java.util.Map;

/**
 * A role that is told of before it runs: starting, with what it waits for, until the real one
 * speaks for itself.
 */
final class LateRole implements RoleHealth {
  private final String name;
  private final Instant since;
  private volatile String waitsFor;
  private volatile RoleHealth real;

  LateRole(String name, Instant since, String waitsFor) {
    this.name = name;
    this.since = since;
    this.waitsFor = waitsFor;
  }

  void waitsFor(String what) {
    waitsFor = what;
  }

  void is(RoleHealth running) {
    real = running;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Status status() {
    return real == null ? Status.STARTING : real.status();
  }

  @Override
  public Instant since() {
    return real == null ? since : real.since();
  }

  @Override
  public Map<String, String> details() {
    return real == null ? Map.of("waits for", waitsFor) : real.details();
  }

  @Override
  public Map<String, Long> counts() {
    return real == null ? Map.of() : real.counts();
  }
}
