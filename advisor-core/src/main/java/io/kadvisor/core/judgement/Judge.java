package io.kadvisor.core.judgement;

import io.kadvisor.core.advice.Adviser;
import io.kadvisor.core.advice.Advisers;
import io.kadvisor.core.advisory.AdvisoryLife;
import io.kadvisor.core.advisory.Changes;
import io.kadvisor.core.advisory.Life;
import io.kadvisor.core.advisory.Obedience;
import io.kadvisor.core.incident.Grouping;
import io.kadvisor.core.incident.IncidentGrouper;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.SweepMark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * The judgement of one cluster: a pure function of what was known, what was seen, what was said and
 * what counts as trouble. The same input gives the same output, whenever and wherever it is judged.
 */
public final class Judge {
  private final Rulebook rules;
  private final IncidentGrouper grouper = new IncidentGrouper();
  private final AdvisoryLife life;

  /** A judge with the rules and advisers that Kadvisor ships. */
  public Judge() {
    this(new StandardRulebook(), Advisers.standard()::of);
  }

  /**
   * A judge that is put together by hand.
   *
   * @param advisers by rule, and {@code digest}
   */
  public Judge(Rulebook rules, Function<String, Adviser> advisers) {
    this.rules = rules;
    this.life = new AdvisoryLife(advisers);
  }

  /**
   * Judges one sweep. A sweep that is not newer than the last one changes nothing, and neither do
   * its commands.
   *
   * @param commands whose {@code effectiveFrom} is not after this sweep; those obeyed before are
   *     passed over
   */
  public Judgement judge(ClusterState state, Sweep sweep, List<Command> commands, Policy policy) {
    if (state.last().filter(last -> sweep.id().compareTo(last) <= 0).isPresent()) {
      return Judgement.nothing(state);
    }
    Sweep news = isGapKnown(state.memory(), sweep) ? sweep.withoutGap() : sweep;
    Memory memory = rules.advance(state.memory(), news, policy);
    SortedMap<FindingId, Finding> findings = rules.evaluate(state.findings(), news, memory, policy);
    return judge(state, Optional.of(news.id()), memory, findings, news, commands, policy);
  }

  /**
   * Several marks tell the same gap, and the first that comes is judged. A silence that was noticed
   * meanwhile knows less: not why.
   */
  private static boolean isGapKnown(Memory before, Sweep sweep) {
    Optional<SweepMark.Gap> known = before.lastGap();
    return sweep
        .mark()
        .gap()
        .filter(told -> known.map(SweepMark.Gap::cause).filter(told.cause()::equals).isPresent())
        .filter(told -> !told.until().isAfter(known.get().until()))
        .isPresent();
  }

  /**
   * Judges that no sweep comes. A silence that a newer sweep has ended, or that was judged before,
   * changes nothing.
   */
  public Judgement silence(ClusterState state, Command.Silence silence, Policy policy) {
    if (overtaken(state, silence) || Obedience.done(state.obeyed(), silence)) {
      return Judgement.nothing(state);
    }
    Memory memory = rules.advance(state.memory(), silence);
    SortedMap<FindingId, Finding> findings = rules.evaluate(state.findings(), silence, policy);
    Sweep nothing = SilentSweep.of(state, silence);
    return judge(state, state.last(), memory, findings, nothing, List.of(silence), policy);
  }

  /** A mark that was judged since the silence was noticed ends it. */
  private static boolean overtaken(ClusterState state, Command.Silence silence) {
    Instant noticed = silence.lastMark().orElse(silence.effectiveFrom());
    return state.last().filter(last -> last.sweepAt().isAfter(noticed)).isPresent();
  }

  private Judgement judge(
      ClusterState state,
      Optional<SweepId> last,
      Memory memory,
      SortedMap<FindingId, Finding> findings,
      Sweep sweep,
      List<Command> commands,
      Policy policy) {
    Obedience obedience = Obedience.of(state.advisories(), state.obeyed(), commands, sweep.at());
    Grouping grouping =
        grouper.group(findings, sweep, memory, policy, obedience.advisories().values());
    FindingChanges changes = FindingChanges.between(state.findings(), findings);
    Life after =
        life.advance(
            obedience.advisories(),
            state.occurrences(),
            grouping,
            findings,
            new Changes(state.last().map(SweepId::sweepAt), changes.ids()),
            sweep,
            memory,
            policy);
    ClusterState next =
        new ClusterState(
            last, memory, findings, after.advisories(), after.occurrences(), obedience.obeyed());
    return written(next, changes, obedience, after);
  }

  private static Judgement written(
      ClusterState next, FindingChanges findings, Obedience obedience, Life after) {
    List<Advisory> revisions = new ArrayList<>(obedience.revisions());
    revisions.addAll(after.revisions());
    return new Judgement(
        next,
        findings.changed(),
        findings.cleared(),
        revisions,
        after.forgotten(),
        after.artefacts(),
        obedience.actions());
  }
}
