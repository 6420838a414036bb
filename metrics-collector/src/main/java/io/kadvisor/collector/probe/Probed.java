package io.kadvisor.collector.probe;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.ProbeRoute;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.model.sample.SweepMark.SourceStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sweep gets of the probe.
 *
 * @param readings of the brokers that are probed
 * @param routes from the probe's rack to each broker's
 * @param notSeen which listed brokers are not probed, and why
 * @param status absent where there is no probe
 */
public record Probed(
    Map<BrokerId, List<Reading>> readings,
    List<ProbeRoute> routes,
    List<NotSeen> notSeen,
    Optional<SourceStatus> status) {
  public static final Probed NOTHING = new Probed(Map.of(), List.of(), List.of(), Optional.empty());

  public Probed {
    readings = Map.copyOf(readings);
    routes = List.copyOf(routes);
    notSeen = List.copyOf(notSeen);
  }
}
