package io.kadvisor.core.judgement;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.catalogue.Rules;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.policy.Policy;
import java.util.SortedMap;

/** The rules that Kadvisor ships. */
final class StandardRulebook implements Rulebook {
  @Override
  public Memory advance(Memory before, Sweep sweep, Policy policy) {
    return Rules.advance(before, sweep, policy);
  }

  @Override
  public SortedMap<FindingId, Finding> evaluate(
      SortedMap<FindingId, Finding> previous, Sweep sweep, Memory memory, Policy policy) {
    return Rules.evaluate(previous, sweep, memory, policy).findings();
  }

  @Override
  public Memory advance(Memory before, Command.Silence silence) {
    return Rules.advance(before, silence);
  }

  @Override
  public SortedMap<FindingId, Finding> evaluate(
      SortedMap<FindingId, Finding> previous, Command.Silence silence, Policy policy) {
    return Rules.evaluate(previous, silence, policy).findings();
  }
}
