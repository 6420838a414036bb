package io.kadvisor.core.judgement;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Stands in for the sweep that did not come: nothing seen, and the one finding that nothing was seen. */
final class SilentSweep {
  static final String RULE = "advisor-blind";
  private static final String CAUSE = "collector-silent";
  private static final String COLLECTOR = "none";
  private final ClusterState state;
  private final Command.Silence silence;
  private final Policy policy;

  SilentSweep(ClusterState state, Command.Silence silence, Policy policy) {
    this.state = state;
    this.silence = silence;
    this.policy = policy;
  }

  /** A mark that was judged since the silence was noticed ends it. */
  boolean overtaken() {
    Optional<Instant> judged = state.last().map(SweepId::sweepAt);
    return judged.isPresent() && judged.get().isAfter(silence.lastMark().orElse(silence.effectiveFrom()));
  }

  Sweep sweep() {
    return new Sweep(mark(), true, Optional.empty(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  private SweepMark mark() {
    Instant at = silence.effectiveFrom();
    return new SweepMark(
        Sample.VERSION,
        silence.cluster(),
        alias(),
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

  private String alias() {
    return state.advisories().values().stream()
        .map(Advisory::clusterAlias)
        .findFirst()
        .orElse(silence.cluster().value());
  }

  /** The findings with the blindness among them; a blindness that is told already keeps its cause. */
  SortedMap<FindingId, Finding> findings() {
    TreeMap<FindingId, Finding> findings = new TreeMap<>(state.findings());
    FindingId id = new FindingId(RULE, Subject.CLUSTER);
    findings.put(id, blindness(Optional.ofNullable(findings.get(id)).filter(Finding::active)));
    return findings;
  }

  private Finding blindness(Optional<Finding> before) {
    Instant at = silence.effectiveFrom();
    Instant since = before.map(Finding::since).orElse(silence.lastMark().orElse(at));
    return new Finding(
        Finding.VERSION,
        silence.cluster(),
        RULE,
        Subject.CLUSTER,
        Finding.State.FIRING,
        Category.AVAILABILITY,
        before.map(Finding::severity).orElse(Severity.CRITICAL),
        before.filter(f -> f.state() == Finding.State.FIRING).map(Finding::cause).orElse(CAUSE),
        null,
        Set.of(),
        List.of(evidence(since, at)),
        List.of("everything since " + since),
        since,
        Optional.of(before.flatMap(Finding::firedAt).orElse(at)),
        at,
        at,
        policy.version());
  }

  private static Evidence evidence(Instant since, Instant at) {
    Duration silent = Duration.between(since, at);
    String sentence = "no sweep of this cluster was read since " + since;
    return Evidence.of(Subject.CLUSTER, "mark.age", silent.toMillis() / 1e3, Unit.SECONDS, at, sentence);
  }
}
