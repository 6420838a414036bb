package io.kadvisor.core.rule.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.rule.Watch;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Finding.State;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledPolicy;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkewRuleTest {
  private static final Subject FIRST = Subject.of(new BrokerId(1));
  private static final Duration LONG = Duration.ofMinutes(16);
  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final long GIB = 1L << 30;

  private final SampledCluster cluster = SampledCluster.of(4);
  private final Watch watch = Watch.inProduction(cluster);

  @Test
  void shouldNameTheMovesWhenABrokerHoldsMoreReplicas() {
    cluster.topic("orders", 24, 3);
    cluster.topic("orders").assign(0, 1, 2, 4).assign(1, 2, 1, 4).assign(2, 3, 1, 2);
    for (int partition = 0; partition < 24; partition++) {
      cluster.topic("more").partition(2 + partition % 3, 1, 2 + (partition + 1) % 3);
    }
    watch.lookFor(LONG);

    assertThat(watch.finding("replica-skew", FIRST))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.state()).isEqualTo(State.FIRING);
              assertThat(finding.category()).isEqualTo(Category.BALANCE);
              assertThat(finding.cause()).isEqualTo("uneven-placement");
              assertThat(finding.evidence())
                  .extracting(Evidence::sentence)
                  .anyMatch(s -> s.contains("would lower the maximum from"));
            });
    assertThat(watch.told()).extracting(f -> f.rule()).containsOnly("replica-skew");
  }

  @Test
  void shouldCompareOnlyTheBrokersThatStayWhileOneIsEmptied() {
    cluster.topic("orders", 24, 3);
    for (int partition = 0; partition < 6; partition++) {
      // what broker 4 gave away
      cluster.topic("more").partition(1, 2, 3);
    }
    Watch draining = draining();
    assertThat(draining.lookFor(LONG).everTold()).noneMatch(told -> told.contains("-skew"));

    for (int partition = 0; partition < 12; partition++) {
      cluster.topic("one").partition(1, 4);
    }
    assertThat(draining().lookFor(LONG).finding("replica-skew", FIRST)).isEmpty();
    for (int partition = 0; partition < 12; partition++) {
      cluster.topic("two").partition(1);
      cluster.topic("three").partition(1);
    }
    assertThat(draining().lookFor(LONG).finding("replica-skew", FIRST))
        .hasValueSatisfying(
            finding ->
                assertThat(finding.evidence())
                    .extracting(Evidence::sentence)
                    .anyMatch(s -> s.startsWith("Moving") && !s.contains("to broker 4")));
  }

  private Watch draining() {
    return Watch.by(SampledPolicy.standard(cluster.id()).drain(new BrokerId(4)).policy(), cluster);
  }

  @Test
  void shouldStayQuietWhenReplicasAreNearTheMean() {
    cluster.topic("orders", 24, 3);
    cluster.topic("orders").assign(0, 1, 2, 4).assign(1, 1, 2, 4);
    watch.lookFor(LONG);

    assertThat(watch.everTold()).isEmpty();
  }

  @Test
  void shouldStayQuietWhenOnlyAPartOfAReplicaIsTooMuch() {
    // 15, 14, 13 and 12: a tenth above the mean of 13.5 is 14.85
    int[] each = {15, 14, 13, 12};
    for (int broker = 1; broker <= 4; broker++) {
      for (int replica = 0; replica < each[broker - 1]; replica++) {
        cluster.topic("orders").partition(broker);
      }
    }
    watch.lookFor(LONG);

    assertThat(watch.everTold()).noneMatch(told -> told.startsWith("replica-skew"));
  }

  @Test
  void shouldStayQuietWhenNoMoveKeepsTheRacks() {
    cluster.broker(4).rack("rack-3");
    for (int partition = 0; partition < 24; partition++) {
      cluster
          .topic("orders")
          .partition(1 + partition % 3, 1 + (partition + 1) % 3, 1 + (partition + 2) % 3);
    }
    watch.lookFor(LONG);

    assertThat(watch.everTold()).containsExactly("broker-empty broker:4");
  }

  @Test
  void shouldTellTheFullestWhenANewBrokerHoldsNothing() {
    for (int partition = 0; partition < 24; partition++) {
      cluster
          .topic("orders")
          .partition(1 + partition % 3, 1 + (partition + 1) % 3, 1 + (partition + 2) % 3);
    }
    watch.lookFor(LONG);

    assertThat(watch.state("replica-skew", FIRST)).contains(State.FIRING);
  }

  @Test
  void shouldJudgeNothingWhenABrokerIsAwayOrAReplicaMoves() {
    skewedDisk();
    cluster.topic("other", 1, 3).adding(0, 4);
    watch.lookFor(LONG);
    assertThat(watch.everTold()).noneMatch(told -> told.contains("-skew"));

    cluster.topic("other").reassigned();
    cluster.stop(3);
    watch.lookFor(LONG);

    assertThat(watch.finding("disk-skew", FIRST)).isEmpty();
  }

  @Test
  void shouldNameTheMoveWhenABrokerStoresMore() {
    skewedDisk();
    watch.lookFor(LONG);

    assertThat(watch.finding("disk-skew", FIRST))
        .hasValueSatisfying(
            finding ->
                assertThat(finding.evidence())
                    .extracting(Evidence::sentence)
                    .contains(
                        "Broker 1 stores 100.0 GiB, 100 % above the mean of 50.0 GiB",
                        "Moving archive-0 from broker 1 to broker 4 would lower the maximum from 100.0 GiB to 60.0 GiB"));
  }

  @Test
  void shouldTellBothWhenTwoBrokersTakeTurnsAsTheFullest() {
    for (int broker = 1; broker <= 4; broker++) {
      for (int n = 0; n < (broker <= 2 ? 10 : 4); n++) {
        cluster.topic("archive").partition(broker);
      }
    }
    boolean[] turn = {false};
    watch.lookFor(
        LONG,
        () -> {
          turn[0] = !turn[0];
          cluster.topic("archive").bytes(sizes(turn[0] ? 0 : 10));
        });

    assertThat(watch.state("disk-skew", FIRST)).contains(State.FIRING);
    assertThat(watch.state("disk-skew", Subject.of(new BrokerId(2)))).contains(State.FIRING);
  }

  /** 10 GiB each of 28 partitions, and a GiB more of one. */
  private static long[][] sizes(int larger) {
    long[][] sizes = new long[28][];
    for (int partition = 0; partition < sizes.length; partition++) {
      sizes[partition] = one(10 * GIB + (partition == larger ? GIB : 0));
    }
    return sizes;
  }

  @Test
  void shouldRecoverWhenTheMoveIsDone() {
    skewedDisk();
    watch.lookFor(LONG);
    cluster.topic("archive").assign(0, 4, 2);
    watch.lookFor(Duration.ofMinutes(6));

    assertThat(watch.finding("disk-skew", FIRST)).isEmpty();
  }

  @Test
  void shouldStayQuietWhenLittleIsStored() {
    cluster.topic("archive").partition(1, 2).partition(1, 3).partition(2, 3).partition(3, 4);
    cluster.topic("archive").bytes(row(1 << 20), row(1 << 20), row(1), row(1));
    watch.lookFor(LONG);

    assertThat(watch.finding("disk-skew", FIRST)).isEmpty();
  }

  @Test
  void shouldEstimateBytesByWhatTheLeaderTakesInWhenItIsMeasured() {
    skewedTraffic();
    for (int broker = 1; broker <= 4; broker++) {
      cluster.broker(broker).counting(Metric.BYTES_IN, 50_000_000);
      cluster.broker(broker).counting(Metric.MESSAGES_IN, 5_000);
    }
    watch.look();

    assertThat(watch.finding("bytes-in-skew", FIRST))
        .hasValueSatisfying(
            finding ->
                assertThat(finding.evidence())
                    .extracting(Evidence::sentence)
                    .contains(
                        "Estimated: records written a second times the mean size of the records that each partition holds, which"
                            + " together make what its leader takes in (BytesInPerSec over MessagesInPerSec), once for"
                            + " each replica"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes-in-skew", "bytes-out-skew"})
  void shouldTellTrafficThatStaysUneven(String rule) {
    skewedTraffic();
    watch.lookFor(Duration.ofMinutes(14));
    assertThat(watch.state(rule, FIRST)).contains(State.PENDING);

    watch.lookFor(Duration.ofMinutes(2));

    assertThat(watch.state(rule, FIRST)).contains(State.FIRING);
  }

  @Test
  void shouldStayQuietWhenTrafficIsABurst() {
    skewedTraffic();
    watch.lookFor(Duration.ofMinutes(5));
    assertThat(watch.finding("bytes-in-skew", FIRST)).isPresent();
    cluster.topic("events").grown(SWEEP, 10, 10, 10, 10);
    watch.lookFor(LONG);

    assertThat(watch.everTold()).noneMatch(told -> told.startsWith("bytes-"));
  }

  @Test
  void shouldSayNothingWhenTrafficIsNotSeen() {
    skewedTraffic();
    cluster.topic("events").end(1, 2, 3, 4).grown(SWEEP);
    watch.lookFor(LONG);

    assertThat(watch.everTold()).noneMatch(told -> told.startsWith("bytes-"));
  }

  @Property(tries = 30)
  void shouldStayToldWhenTheFullestStoresMore(
      @ForAll @IntRange(min = 1, max = 40) int extra,
      @ForAll @IntRange(min = 1, max = 40) int more) {
    assertThat(!isFound(extra) || isFound(extra + more)).isTrue();
  }

  private static boolean isFound(int extra) {
    SampledCluster sampled = SampledCluster.of(3);
    for (int broker = 1; broker <= 3; broker++) {
      for (int n = 0; n < 4; n++) {
        sampled.topic("t").partition(broker);
      }
    }
    long small = 10 * GIB;
    long large = small + extra * GIB;
    sampled
        .topic("t")
        .bytes(
            one(large),
            one(large),
            one(large),
            one(large),
            one(small),
            one(small),
            one(small),
            one(small),
            one(small),
            one(small),
            one(small),
            one(small));
    return Watch.inProduction(sampled).look().finding("disk-skew", FIRST).isPresent();
  }

  /** 100, 40, 60 and 0 GiB. */
  private void skewedDisk() {
    cluster.topic("archive").partition(1, 2).partition(1, 3);
    cluster.topic("archive").bytes(row(40 * GIB), row(60 * GIB));
  }

  private void skewedTraffic() {
    cluster
        .topic("events")
        .partition(1, 2)
        .partition(1, 3)
        .partition(1, 2)
        .partition(3, 2)
        .bytesEach(GIB)
        .start(0, 0, 0, 0)
        .end(100_000, 100_000, 100_000, 100_000)
        .grown(SWEEP, 5_000, 5_000, 5_000, 5_000);
  }

  private static long[] row(long bytes) {
    return new long[] {bytes, bytes};
  }

  private static long[] one(long bytes) {
    return new long[] {bytes};
  }
}
