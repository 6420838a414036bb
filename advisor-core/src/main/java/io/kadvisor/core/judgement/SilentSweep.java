package io.kadvisor.core.judgement;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.SweepMark;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Stands in for the sweep that did not come: partial, with nothing seen, at the time when the
 * silence was noticed.
 */
final class SilentSweep {
  private static final String COLLECTOR = "none";

  private SilentSweep() {}

  static Sweep of(ClusterState state, Command.Silence silence) {
    return new Sweep(
        mark(state, silence),
        true,
        Optional.empty(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>());
  }

  private static SweepMark mark(ClusterState state, Command.Silence silence) {
    Instant at = silence.effectiveFrom();
    return new SweepMark(
        Sample.VERSION,
        silence.cluster(),
        alias(state).orElse(silence.cluster().value()),
        state.last().map(SweepId::epoch).orElse(0L),
        at,
        at,
        COLLECTOR,
        new SweepMark.Counts(0, 0, 0, 0),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** Only advisories remember the cluster's name. */
  private static Optional<String> alias(ClusterState state) {
    return state.advisories().values().stream().map(Advisory::clusterAlias).findFirst();
  }
}
