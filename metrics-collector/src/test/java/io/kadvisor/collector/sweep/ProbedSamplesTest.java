package io.kadvisor.collector.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.collector.facts.InMemoryCluster;
import io.kadvisor.collector.facts.SweepPlan;
import io.kadvisor.collector.probe.Probed;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.ProbeRoute;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.model.sample.SweepId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What of the probe gets into samples, and what does not. */
class ProbedSamplesTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final ProbeRoute ROUTE =
      new ProbeRoute(Optional.of("az1"), Optional.of("az2"), 1, 0.001, 0.002, 0.003, 0.004);

  private final InMemoryCluster cluster = new InMemoryCluster();

  private Samples sweep(String probeTopic, Probed probed) {
    var facts =
        cluster.read(new SweepPlan(true, List.of(), Set.of(), Set.of(), Duration.ofSeconds(1)));
    var stamp = new Stamp(new ClusterId("in-memory"), "prod", new SweepId(7, AT));
    return new SampleBuilder(new SelfNames(List.of("kadvisor."), List.of()), probeTopic)
        .build(stamp, facts, Map.of(), probed, SweepMemory.NOTHING)
        .samples();
  }

  private static Probed probed() {
    var waits = new Reading(Metric.PROBE_UNANSWERED, 0.1, AT, Fact.Source.PROBE, Optional.empty());
    var gap =
        new NotSeen(
            Fact.BROKER_PROBE,
            Optional.of(Subject.of(new BrokerId(2))),
            "it leads no partition of it",
            Optional.empty());
    return new Probed(
        Map.of(new BrokerId(1), List.of(waits)), List.of(ROUTE), List.of(gap), Optional.empty());
  }

  @Test
  void shouldLeaveTheProbesTopicOutOfAllSamples() {
    cluster.createTopic("orders", 3);
    cluster.createTopic("kadvisor.findings", 1);
    cluster.createTopic("pings", 3);

    Samples samples = sweep("pings", Probed.NOTHING);

    assertThat(samples.topics())
        .extracting(topic -> topic.topic().value())
        .containsExactlyInAnyOrder("orders", "kadvisor.findings");
  }

  @Test
  void shouldTellOfEachBrokerWhatTheProbeSawOrWhyItSawNothing() {
    cluster.createTopic("orders", 3);

    Samples samples = sweep("kadvisor.probe", probed());

    BrokerSample first = samples.brokers().get(0);
    BrokerSample second = samples.brokers().get(1);
    assertThat(first.reading(Metric.PROBE_UNANSWERED)).isPresent();
    assertThat(second.reading(Metric.PROBE_UNANSWERED)).isEmpty();
    assertThat(second.notSeen())
        .anySatisfy(gap -> assertThat(gap.fact()).isEqualTo(Fact.BROKER_PROBE));
    assertThat(samples.cluster().probeRoutes()).containsExactly(ROUTE);
    assertThat(samples.renewed()).contains(Fact.BROKER_PROBE);
  }

  @Test
  void shouldNotCountTheFactAsRenewedWhenNobodyIsProbed() {
    assertThat(sweep("kadvisor.probe", Probed.NOTHING).renewed()).doesNotContain(Fact.BROKER_PROBE);
  }
}
