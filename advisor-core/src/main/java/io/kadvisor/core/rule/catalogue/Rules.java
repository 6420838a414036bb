package io.kadvisor.core.rule.catalogue;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.memory.MemoryAdvance;
import io.kadvisor.core.memory.MemorySpans;
import io.kadvisor.core.plan.Resource;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.RuleAvailability;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleEngine;
import io.kadvisor.core.rule.RuleOff;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.rule.balance.BrokerDrainingRule;
import io.kadvisor.core.rule.balance.BrokerEmptyRule;
import io.kadvisor.core.rule.balance.HotPartitionRule;
import io.kadvisor.core.rule.balance.LeadersOffPreferredRule;
import io.kadvisor.core.rule.balance.ReassignmentStuckRule;
import io.kadvisor.core.rule.balance.SkewRule;
import io.kadvisor.core.rule.balance.ThrottleLeftBehindRule;
import io.kadvisor.core.rule.broker.BrokerLimitsRule;
import io.kadvisor.core.rule.broker.BrokerSilentRule;
import io.kadvisor.core.rule.broker.BrokerSlowRule;
import io.kadvisor.core.rule.broker.IsrFlappingRule;
import io.kadvisor.core.rule.broker.LeaderSkewRule;
import io.kadvisor.core.rule.broker.RequestLatencyRule;
import io.kadvisor.core.rule.capacity.BackupMissingRule;
import io.kadvisor.core.rule.capacity.CapacityRule;
import io.kadvisor.core.rule.cluster.AdvisorBlindRule;
import io.kadvisor.core.rule.cluster.ControllerUnstableRule;
import io.kadvisor.core.rule.cluster.QuorumVoterBehindRule;
import io.kadvisor.core.rule.cluster.SmallClusterRule;
import io.kadvisor.core.rule.group.GroupMemberlessRule;
import io.kadvisor.core.rule.group.GroupStoppedRule;
import io.kadvisor.core.rule.group.LagGrowingRule;
import io.kadvisor.core.rule.topic.AtMinIsrRule;
import io.kadvisor.core.rule.topic.OfflinePartitionRule;
import io.kadvisor.core.rule.topic.UnderMinIsrRule;
import io.kadvisor.core.rule.topic.UnderReplicatedRule;
import io.kadvisor.core.rule.topic.WeakTopicRule;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.SweepMark.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules, and what takes all of them together. */
public final class Rules {
  /**
   * After this time away a broker without replicas is forgotten: own choice, a day covers every
   * repair in place.
   */
  private static final Duration DEPARTED = Duration.ofHours(24);

  private static final List<Rule> ALL =
      List.of(
          new AdvisorBlindRule(),
          new BrokerSilentRule(),
          new OfflinePartitionRule(),
          new UnderMinIsrRule(),
          new AtMinIsrRule(),
          new UnderReplicatedRule(),
          new QuorumVoterBehindRule(),
          new ControllerUnstableRule(),
          new IsrFlappingRule(),
          new BrokerSlowRule(),
          new RequestLatencyRule(),
          new BrokerLimitsRule(),
          new GroupMemberlessRule(),
          new GroupStoppedRule(),
          new LagGrowingRule(),
          new WeakTopicRule(),
          new ReassignmentStuckRule(),
          new ThrottleLeftBehindRule(),
          new LeadersOffPreferredRule(),
          new LeaderSkewRule(),
          new HotPartitionRule(),
          new BrokerDrainingRule(),
          new BrokerEmptyRule(),
          new SkewRule(Resource.REPLICAS),
          new SkewRule(Resource.DISK),
          new SkewRule(Resource.BYTES_IN),
          new SkewRule(Resource.BYTES_OUT),
          new CapacityRule(),
          new BackupMissingRule(),
          new SmallClusterRule());

  private static final RuleEngine ENGINE = new RuleEngine(ALL);

  private Rules() {}

  /** Every rule, the gravest first. */
  public static List<Rule> all() {
    return ALL;
  }

  public static List<RuleDefinition> definitions() {
    return ALL.stream().map(Rule::definition).toList();
  }

  public static Optional<RuleDefinition> named(String name) {
    return definitions().stream().filter(rule -> rule.name().equals(name)).findFirst();
  }

  /** The rules that cannot run on what a mark says was open, and why. */
  public static List<RuleOff> off(SweepMark mark) {
    return RuleAvailability.off(definitions(), mark);
  }

  /** The memory after a sweep; the first half of judging it. */
  public static Memory advance(Memory before, Sweep sweep, Policy policy) {
    return MemoryAdvance.advance(before, sweep, spans(policy));
  }

  /**
   * The findings after a sweep; the second half of judging it.
   *
   * @param memory already advanced by this sweep
   */
  public static RuleEngine.Result evaluate(
      Map<FindingId, Finding> previous, Sweep sweep, Memory memory, Policy policy) {
    return ENGINE.evaluate(previous, sweep, memory, policy);
  }

  /** The findings after a time without marks: only the advisor's own blindness is judged. */
  public static RuleEngine.Result evaluate(
      Map<FindingId, Finding> previous, Command.Silence silence, Policy policy) {
    return RuleEngine.assess(
        previous,
        AdvisorBlindRule.DEFINITION,
        policy,
        silence.effectiveFrom(),
        List.of(AdvisorBlindRule.silence(silence)));
  }

  /**
   * The memory after a time without marks, so that what is found afterwards counts as its
   * aftermath.
   */
  public static Memory advance(Memory before, Command.Silence silence) {
    Instant until = silence.effectiveFrom();
    Instant since = silence.lastMark().orElse(until);
    return MemoryAdvance.blinded(
        before, new Gap(since, until, AdvisorBlindRule.COLLECTOR_SILENT, "no sweep was reported"));
  }

  private static MemorySpans spans(Policy policy) {
    var blind = new Settings(AdvisorBlindRule.DEFINITION, policy);
    double shortest = blind.threshold(AdvisorBlindRule.SHORTEST_GAP);
    var capacity = new Settings(CapacityRule.DEFINITION, policy);
    return new MemorySpans(
        history(policy),
        Duration.ofMillis(Math.round(shortest * 1000)),
        policy.scaled(DEPARTED),
        capacity.duration(CapacityRule.WINDOW),
        capacity.duration(CapacityRule.TREND),
        new MemorySpans.Habits(
            policy.scaled(policy.calm().settle()),
            changes(policy),
            new Settings(BrokerSlowRule.DEFINITION, policy).duration(BrokerSlowRule.STEP)));
  }

  /** The longest time that a rule counts changes of the ISR or of the quorum. */
  private static Duration changes(Policy policy) {
    Duration isr =
        new Settings(IsrFlappingRule.DEFINITION, policy).duration(IsrFlappingRule.WINDOW);
    Duration quorum =
        new Settings(ControllerUnstableRule.DEFINITION, policy)
            .duration(ControllerUnstableRule.WINDOW);
    return isr.compareTo(quorum) > 0 ? isr : quorum;
  }

  /** The longest time that a lag rule looks back. */
  private static Duration history(Policy policy) {
    return definitions().stream()
        .filter(rule -> rule.category() == Category.LAG)
        .flatMap(rule -> rule.durations().stream().map(time -> scaled(rule, time, policy)))
        .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  private static Duration scaled(RuleDefinition rule, RuleDefinition.Timing time, Policy policy) {
    return new Settings(rule, policy).duration(time.name());
  }
}
