package io.kadvisor.cli.demo;

import io.kadvisor.core.judgement.ClusterState;
import io.kadvisor.core.judgement.Judge;
import io.kadvisor.core.judgement.Judgement;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.policy.RuleSettings;
import io.kadvisor.streams.Judging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judges one cluster as the core does, and some stretches of its time once more with rules off. A
 * stretch begins in the state that the full judgement had reached, so what differs is what the
 * rules told in it.
 */
final class Absence implements Judging {
  private final Judging judging = Judging.of(new Judge());
  private final List<Stretch> stretches;

  Absence(List<Stretch> stretches) {
    this.stretches = List.copyOf(stretches);
  }

  /** From the first sweep at or after {@code from} to the last before {@code until}. */
  static final class Stretch {
    private final Set<String> rules;
    private final Instant from;
    private final Instant until;
    private final List<Advisory> revisions = new ArrayList<>();
    private ClusterState state;

    /**
     * @param rules those that are off
     */
    Stretch(Set<String> rules, Instant from, Instant until) {
      this.rules = new TreeSet<>(rules);
      this.from = from;
      this.until = until;
    }

    Set<String> rules() {
      return rules;
    }

    /** Every revision of the advisories that were opened in this stretch, without the rules. */
    List<Advisory> opened() {
      return revisions.stream().filter(this::covers).toList();
    }

    /** True when sweeps fell into it: otherwise its silence says nothing. */
    boolean wasJudged() {
      return state != null;
    }

    /** Whether it was opened in this stretch. */
    boolean covers(Advisory advisory) {
      return covers(advisory.openedAt());
    }

    private boolean covers(Instant at) {
      return !at.isBefore(from) && at.isBefore(until);
    }

    private ClusterState before(ClusterState full) {
      return state == null ? full : state;
    }

    private void took(Judgement judgement) {
      state = judgement.state();
      revisions.addAll(judgement.advisories());
    }

    private Policy without(Policy policy) {
      Map<String, RuleSettings> settings = new HashMap<>(policy.rules());
      rules.forEach(rule -> settings.put(rule, new RuleSettings(false, Map.of(), Map.of())));
      return new Policy(
          policy.v(),
          policy.cluster(),
          policy.name(),
          policy.version(),
          policy.effectiveFrom(),
          policy.durationFactor(),
          settings,
          policy.defaultOwner(),
          policy.owners(),
          policy.calm(),
          policy.capacity(),
          policy.backup(),
          policy.drain());
    }
  }

  @Override
  public Judgement judge(ClusterState state, Sweep sweep, List<Command> commands, Policy policy) {
    for (Stretch stretch : stretches) {
      if (stretch.covers(sweep.at())) {
        stretch.took(
            judging.judge(stretch.before(state), sweep, commands, stretch.without(policy)));
      }
    }
    return judging.judge(state, sweep, commands, policy);
  }

  @Override
  public Judgement silence(ClusterState state, Command.Silence silence, Policy policy) {
    for (Stretch stretch : stretches) {
      if (stretch.covers(silence.effectiveFrom())) {
        stretch.took(judging.silence(stretch.before(state), silence, stretch.without(policy)));
      }
    }
    return judging.silence(state, silence, policy);
  }
}
