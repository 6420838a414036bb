package io.kadvisor.cli.demo;

import io.kadvisor.collector.admin.AdminSource;
import io.kadvisor.collector.facts.Facts;
import io.kadvisor.collector.facts.SweepPlan;
import io.kadvisor.collector.sweep.SampleBuilder;
import io.kadvisor.collector.sweep.Samples;
import io.kadvisor.collector.sweep.SelfNames;
import io.kadvisor.collector.sweep.Stamp;
import io.kadvisor.collector.sweep.SweepMemory;
import io.kadvisor.core.judgement.ClusterState;
import io.kadvisor.core.judgement.Judge;
import io.kadvisor.core.judgement.Judgement;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.Artefact;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.Fact.Source;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.SweepMark.Counts;
import io.kadvisor.model.sample.SweepMark.SourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A real cluster, read by the collector's own source and judged by the production judge. Sweeps
 * carry a time of their own, so that nobody waits for the policy's durations.
 */
final class JudgedCluster implements AutoCloseable {
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final String ALIAS = "shop";

  private final AdminSource source;
  private final SampleBuilder samples =
      new SampleBuilder(new SelfNames(List.of("kadvisor."), List.of("kadvisor")));
  private final Judge judge = new Judge();
  private SweepMemory memory = SweepMemory.NOTHING;
  private ClusterState state = ClusterState.EMPTY;
  private Instant at = Instant.parse("2026-01-01T00:00:00Z");

  JudgedCluster(String bootstrapServers) {
    source = new AdminSource(ALIAS, Map.of("bootstrap.servers", bootstrapServers), DEADLINE);
  }

  /**
   * Reads the cluster once, five minutes of its own time after the last, and judges what is there.
   */
  Judgement judge() throws InterruptedException {
    at = at.plus(STEP);
    Facts facts =
        source.read(
            new SweepPlan(
                true,
                memory.addresses(),
                memory.configuredTopics(),
                memory.watchedBrokers(),
                DEADLINE));
    Stamp stamp = new Stamp(facts.cluster(), ALIAS, new SweepId(1, at));
    SampleBuilder.Built built = samples.build(stamp, facts, Map.of(), memory);
    memory = built.memory();
    Judgement judgement =
        judge.judge(
            state, sweep(stamp, built.samples()), List.of(), Policy.standard(stamp.cluster()));
    state = judgement.state();
    return judgement;
  }

  private static Sweep sweep(Stamp stamp, Samples read) {
    return Sweep.whole(
        mark(stamp.cluster(), stamp.sweep(), read),
        read.cluster(),
        read.brokers(),
        read.topics(),
        read.groups());
  }

  private static SweepMark mark(ClusterId cluster, SweepId id, Samples read) {
    return new SweepMark(
        Sample.VERSION,
        cluster,
        ALIAS,
        id.epoch(),
        id.sweepAt(),
        id.sweepAt(),
        "test",
        new Counts(read.brokers().size(), read.topics().size(), read.groups().size(), 1),
        read.renewed(),
        Optional.empty(),
        Optional.empty(),
        List.of(new SourceStatus(Source.ADMIN, true, Optional.empty())),
        read.notSeen());
  }

  /** All findings that are told now, as {@code rule subject cause}. */
  List<String> firing() {
    return state.findings().values().stream()
        .filter(finding -> finding.state() == Finding.State.FIRING)
        .map(finding -> finding.rule() + " " + finding.subject() + " " + finding.cause())
        .toList();
  }

  Advisory advisory(AdvisoryId id) {
    return state.advisories().get(id);
  }

  /** The files of an advisory by name, as the last judgement that wrote them left them. */
  static SortedMap<String, String> files(Judgement judgement, Advisory advisory) {
    return judgement.artefacts().stream()
        .filter(part -> part.advisory().equals(advisory.id()))
        .collect(Collectors.toMap(Artefact::name, Artefact::content, String::concat, TreeMap::new));
  }

  @Override
  public void close() {
    source.close();
  }
}
