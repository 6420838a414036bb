package io.kadvisor.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.model.sample.SweepMark.SourceStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveProberTest {
  private static final BrokerId ONE = new BrokerId(1);

  private final InMemoryProbedCluster cluster = InMemoryProbedCluster.ofThree();
  private final AtomicInteger connections = new AtomicInteger();
  private final LiveProber prober =
      new LiveProber(
          "test",
          ProbeSettings.on("kadvisor.probe", Duration.ofMillis(10), Optional.of("az1")),
          () -> {
            connections.incrementAndGet();
            return cluster;
          },
          Clock.systemUTC());

  @AfterEach
  void close() {
    prober.close();
  }

  private static Reading reading(Probed probed, Metric metric) {
    return probed.readings().getOrDefault(ONE, List.of()).stream()
        .filter(each -> each.metric() == metric)
        .findFirst()
        .orElseThrow(() -> new AssertionError(metric + " is not in " + probed));
  }

  @Test
  void shouldTellEachBrokersTimesAndTheWayToEachRack() {
    await()
        .untilAsserted(
            () -> {
              Probed probed = prober.read();
              assertThat(reading(probed, Metric.PROBE_ROUND_TRIP_P99).value()).isPositive();
              assertThat(probed.routes()).hasSize(3);
              assertThat(probed.status()).hasValueSatisfying(s -> assertThat(s.open()).isTrue());
            });
  }

  @Test
  void shouldGiveCountersTheReadingBefore() {
    await()
        .untilAsserted(
            () ->
                assertThat(reading(prober.read(), Metric.PROBE_RETURNED).previous())
                    .hasValueSatisfying(last -> assertThat(last.value()).isPositive()));
  }

  @Test
  void shouldSayWhyABrokerIsNotProbed() {
    cluster.place(2, 3);
    cluster.place(3, 2);

    await()
        .untilAsserted(
            () ->
                assertThat(prober.read().notSeen())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.subject()).hasToString("Optional[broker 1]")));
  }

  @Test
  void shouldSayWhyNobodyIsProbed() {
    cluster.refuseAll("TopicAuthorization", false);

    await()
        .untilAsserted(
            () ->
                assertThat(prober.read().status())
                    .hasValueSatisfying(
                        status -> {
                          assertThat(status.open()).isFalse();
                          assertThat(status.reason()).contains("TopicAuthorization");
                        }));
    assertThat(prober.read().readings()).isEmpty();
  }

  @Test
  void shouldSayWhyNobodyAnswersUntilRecordsCanBeReadAgain() {
    await().until(() -> open(prober.read()));

    cluster.refuseReading("TopicAuthorization");

    await()
        .untilAsserted(
            () ->
                assertThat(prober.read().status().flatMap(SourceStatus::reason))
                    .contains("no broker gives a record back: TopicAuthorization"));
    cluster.allow();
    await().until(() -> open(prober.read()));
  }

  private static boolean open(Probed probed) {
    return probed.status().filter(SourceStatus::open).isPresent() && !probed.readings().isEmpty();
  }

  @Test
  void shouldBeginAnewAfterARest() {
    await().until(() -> !prober.read().readings().isEmpty());

    prober.rest();

    assertThat(connections).hasValue(1);
    await().until(() -> !prober.read().readings().isEmpty());
    assertThat(connections).hasValue(2);
  }
}
