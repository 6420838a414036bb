package io.kadvisor.core.rule;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.catalogue.Rules;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.Sweeps;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.policy.RuleSettings;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sweeps a sampled cluster again and again and judges each sweep by all rules, as the topology
 * does.
 */
public final class Watch {
  private final SampledCluster cluster;
  private final Duration cadence;
  private final TreeSet<String> everTold = new TreeSet<>();
  private Policy policy;
  private Memory memory = Memory.EMPTY;
  private SortedMap<FindingId, Finding> findings = new TreeMap<>();

  private Watch(SampledCluster cluster, Duration cadence, Policy policy) {
    this.cluster = cluster;
    this.cadence = cadence;
    this.policy = policy;
  }

  /** Every 5 s, by another policy. */
  public static Watch by(Policy policy, SampledCluster cluster) {
    return new Watch(cluster, Duration.ofSeconds(5), policy);
  }

  /** Every 5 s by the standard policy. */
  public static Watch inProduction(SampledCluster cluster) {
    return new Watch(cluster, Duration.ofSeconds(5), Policy.standard(cluster.id()));
  }

  /** Every 2 s, all durations a sixtieth. */
  public static Watch inDemo(SampledCluster cluster) {
    return new Watch(cluster, Duration.ofSeconds(2), SampledPolicy.demo(cluster.id()).policy());
  }

  /** From now on by a policy that says this of one rule. */
  public Watch with(String rule, RuleSettings settings) {
    policy =
        SampledPolicy.like(policy).version(policy.version() + "+").rule(rule, settings).policy();
    return this;
  }

  /** One sweep, after the time between two. */
  public Watch look() {
    cluster.pass(cadence);
    return judge(Sweeps.of(cluster));
  }

  /** A sweep of which only the mark arrives. */
  public Watch lose() {
    cluster.pass(cadence);
    return judge(Sweeps.lost(cluster));
  }

  public Watch lookFor(Duration time) {
    Instant end = cluster.now().plus(time);
    while (cluster.now().isBefore(end)) {
      look();
    }
    return this;
  }

  /** Sweeps for a time, with something happening before each. */
  public Watch lookFor(Duration time, Runnable before) {
    Instant end = cluster.now().plus(time);
    while (cluster.now().isBefore(end)) {
      before.run();
      look();
    }
    return this;
  }

  public Watch judge(Sweep sweep) {
    memory = Rules.advance(memory, sweep, policy);
    findings = Rules.evaluate(findings, sweep, memory, policy).findings();
    told().forEach(finding -> everTold.add(finding.rule() + " " + finding.subject().tag()));
    return this;
  }

  public Memory memory() {
    return memory;
  }

  public Policy policy() {
    return policy;
  }

  public SortedMap<FindingId, Finding> findings() {
    return findings;
  }

  public Optional<Finding> finding(String rule, Subject subject) {
    return Optional.ofNullable(findings.get(new FindingId(rule, subject)));
  }

  public Optional<Finding.State> state(String rule, Subject subject) {
    return finding(rule, subject).map(Finding::state);
  }

  /** Firing or recovering now. */
  public List<Finding> told() {
    return findings.values().stream().filter(Finding::active).toList();
  }

  /** Rule and subject of everything that was told at any time. */
  public List<String> everTold() {
    return List.copyOf(everTold);
  }

  public Watch forgetTold() {
    everTold.clear();
    return this;
  }
}
