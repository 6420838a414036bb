package io.kadvisor.api.http;

import io.kadvisor.api.figure.Figure;
import io.kadvisor.api.health.RoleHealth;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.stream.Stream;

/** Whether the roles of this process work, and what they have counted, as figures. */
final class RoleMeters {
  private final List<RoleHealth> roles;
  private final MultiGauge up;
  private final MultiGauge counts;

  RoleMeters(MeterRegistry registry, List<RoleHealth> roles) {
    this.roles = List.copyOf(roles);
    this.up =
        MultiGauge.builder(Figure.ROLE_UP.meter())
            .description(Figure.ROLE_UP.description())
            .register(registry);
    this.counts =
        MultiGauge.builder(Figure.ROLE_COUNTS.meter())
            .description(Figure.ROLE_COUNTS.description())
            .register(registry);
  }

  /** Takes the figures of now; called at each scrape. */
  void refresh() {
    up.register(roles.stream().map(RoleMeters::works).toList(), true);
    counts.register(roles.stream().flatMap(RoleMeters::counted).toList(), true);
  }

  private static MultiGauge.Row<?> works(RoleHealth role) {
    boolean works =
        role.status() != RoleHealth.Status.DOWN && role.status() != RoleHealth.Status.STARTING;
    return MultiGauge.Row.of(Tags.of("role", role.name()), works ? 1 : 0);
  }

  private static Stream<MultiGauge.Row<?>> counted(RoleHealth role) {
    return role.counts().entrySet().stream()
        .map(
            count ->
                MultiGauge.Row.of(
                    Tags.of("role", role.name(), "count", count.getKey()), count.getValue()));
  }
}
