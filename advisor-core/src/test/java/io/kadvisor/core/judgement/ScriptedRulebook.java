package io.kadvisor.core.judgement;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.memory.MemoryAdvance;
import io.kadvisor.core.memory.MemorySpans;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.RuleEngine;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.Subject;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.SweepMark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** The real engine and memory around rules that a test writes. */
final class ScriptedRulebook implements Rulebook {
  private static final MemorySpans SPANS =
      new MemorySpans(Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofHours(1));
  private final List<ScriptedRule> rules;
  private final RuleEngine engine;

  ScriptedRulebook(List<ScriptedRule> rules) {
    this.rules = rules;
    this.engine = new RuleEngine(List.<Rule>copyOf(rules));
  }

  @Override
  public Memory advance(Memory before, Sweep sweep, Policy policy) {
    return MemoryAdvance.advance(before, sweep, SPANS);
  }

  @Override
  public SortedMap<FindingId, Finding> evaluate(
      SortedMap<FindingId, Finding> previous, Sweep sweep, Memory memory, Policy policy) {
    return engine.evaluate(previous, sweep, memory, policy).findings();
  }

  @Override
  public Memory advance(Memory before, Command.Silence silence) {
    Instant until = silence.effectiveFrom();
    return MemoryAdvance.blinded(
        before,
        new SweepMark.Gap(silence.lastMark().orElse(until), until, "collector-silent", "silent"));
  }

  @Override
  public SortedMap<FindingId, Finding> evaluate(
      SortedMap<FindingId, Finding> previous, Command.Silence silence, Policy policy) {
    Assessment blind = Assessment.breach(Subject.CLUSTER, Severity.CRITICAL, "collector-silent");
    return RuleEngine.assess(
            previous, rules.get(0).definition(), policy, silence.effectiveFrom(), List.of(blind))
        .findings();
  }
}
