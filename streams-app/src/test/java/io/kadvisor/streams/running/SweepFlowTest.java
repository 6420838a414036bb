package io.kadvisor.streams.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.ClusterId;
import io.kadvisor.streams.StreamCounters.Count;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepFlowTest {
  private static final ClusterId CLUSTER = new ClusterId("cluster-a");

  @TempDir Path folder;
  private Driver driver;

  @BeforeEach
  void start() {
    driver = new Driver(new TellingJudging(), folder);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void shouldJudgeOnceWhenTheMarkAndAllThatItCountsAreThere() {
    SampleSweep sweep = sweep(1);
    sweep.samples().forEach(driver::put);
    assertThat(driver.told()).isEmpty();

    driver.put(sweep.mark());

    assertThat(driver.told())
        .containsExactly(
            "2026-11-21T08:00:02Z epoch=1 partial=false brokers=[1, 2, 3] topics=[orders, payments]"
                + " groups=[billing] commands=[] policy=1");
  }

  @Test
  void shouldWaitWhenTheMarkIsReadBeforeRecordsOfOtherTopics() {
    SampleSweep sweep = sweep(1);

    driver.put(sweep.clusterSample());
    driver.put(sweep.mark());
    sweep.samples().subList(0, 5).forEach(driver::put);
    assertThat(driver.told()).isEmpty();
    driver.put(sweep.group("billing"));

    assertThat(driver.told())
        .singleElement()
        .asString()
        .contains("partial=false", "groups=[billing]");
  }

  @Test
  void shouldLetTheLaterSweepWaitWhenTheEarlierOneIsNotComplete() {
    SampleSweep first = sweep(1);
    first.samples().stream().filter(s -> !s.equals(first.group("billing"))).forEach(driver::put);
    driver.put(first.mark());
    sweep(2).samples().stream()
        .filter(s -> !s.equals(sweep(2).group("billing")))
        .forEach(driver::put);
    driver.put(sweep(2).mark());
    assertThat(driver.told()).isEmpty();

    driver.put(first.group("billing"));
    driver.put(sweep(2).group("billing"));

    assertThat(driver.told())
        .satisfiesExactly(
            one -> assertThat(one).startsWith("2026-11-21T08:00:02Z").contains("partial=false"),
            two -> assertThat(two).startsWith("2026-11-21T08:00:04Z").contains("partial=false"));
  }

  @Test
  void shouldJudgeAsPartialWhenATopicHasPassedTheSweepBy() {
    SampleSweep first = sweep(1);
    first.samples().stream().filter(s -> !s.equals(first.topic("orders"))).forEach(driver::put);
    driver.put(first.mark());
    assertThat(driver.told()).isEmpty();

    driver.put(sweep(2).topic("orders"));

    assertThat(driver.told())
        .singleElement()
        .asString()
        .contains("partial=true", "topics=[payments]");
    assertThat(driver.counters.of(Count.SWEEPS_PARTIAL)).isEqualTo(1);
  }

  @Test
  void shouldJudgeAsPartialWhenThreeLaterMarksCameAndItsTopicBringsNothing() {
    SampleSweep first = sweep(1);
    first.samples().stream().filter(s -> !s.equals(first.group("billing"))).forEach(driver::put);
    driver.put(first.mark());
    driver.put(sweep(2).withGroups());
    driver.put(sweep(3).withGroups());
    assertThat(driver.told()).isEmpty();

    driver.put(sweep(4).withGroups());

    assertThat(driver.told())
        .satisfiesExactly(
            one -> assertThat(one).contains("partial=true"),
            two -> assertThat(two).contains("partial=false"),
            three -> assertThat(three).contains("partial=false"),
            four -> assertThat(four).startsWith("2026-11-21T08:00:08Z").contains("partial=false"));
  }

  @Test
  void shouldNeverHappenWhenASweepHasNoMark() {
    sweep(1).samples().forEach(driver::put);

    driver.put(sweep(2));

    assertThat(driver.told()).singleElement().asString().startsWith("2026-11-21T08:00:04Z");
    assertThat(driver.counters.of(Count.SWEEPS_WITHOUT_MARK)).isEqualTo(1);
  }

  @Test
  void shouldBoundWhatWaitsWhenMarksNeverCome() {
    for (int n = 1; n <= 20; n++) {
      driver.put(sweep(n).topic("orders"));
    }

    assertThat(driver.counters.of(Count.SWEEPS_WITHOUT_MARK)).isEqualTo(12);
  }

  @Test
  void shouldDropWhenASweepIsRepeatedOrLate() {
    driver.put(sweep(1));
    driver.put(sweep(3));
    driver.told();

    driver.put(sweep(3));
    driver.put(sweep(2));

    assertThat(driver.told()).isEmpty();
    assertThat(driver.counters.of(Count.RECORDS_FENCED)).isEqualTo(16);
  }

  @Test
  void shouldCountASampleOnceWhenItIsRepeatedWithinItsSweep() {
    SampleSweep sweep = sweep(1);
    driver.put(sweep.topic("orders"));
    driver.put(sweep.topic("orders"));
    sweep.samples().stream().filter(s -> !s.equals(sweep.topic("payments"))).forEach(driver::put);

    driver.put(sweep.mark());
    assertThat(driver.told()).isEmpty();
    driver.put(sweep.topic("payments"));

    assertThat(driver.told())
        .singleElement()
        .asString()
        .contains("topics=[orders, payments]", "partial=false");
  }

  @Test
  void shouldFenceTheOldCollectorWhenANewEpochHasBegun() {
    driver.put(sweep(1));
    driver.put(sweep(2).inEpoch(2));
    driver.told();

    driver.put(sweep(3));
    assertThat(driver.told()).isEmpty();
    driver.put(sweep(4).inEpoch(2));

    assertThat(driver.told()).singleElement().asString().contains("epoch=2");
  }

  @Test
  void shouldKeepClustersApartWhenTheyShareAPartition() {
    ClusterId other = new ClusterId("cluster-b");
    SampleSweep one = sweep(1);
    SampleSweep two = SampleSweep.number(other, 1).withTopics("stock");
    for (int i = 0; i < 7; i++) {
      driver.put(one.samples().get(i));
      if (i < two.samples().size()) {
        driver.put(two.samples().get(i));
      }
    }

    driver.put(two.mark());
    driver.put(one.mark());

    assertThat(driver.take(driver.topics.advisories()))
        .satisfiesExactly(
            first -> {
              assertThat(first.key().cluster()).isEqualTo(other);
              assertThat(first.value().explanation()).contains("topics=[stock]");
            },
            second -> {
              assertThat(second.key().cluster()).isEqualTo(CLUSTER);
              assertThat(second.value().explanation()).contains("topics=[orders, payments]");
            });
  }

  @Test
  void shouldRefuseAMarkWhenItIsMoreThanThirtySecondsAheadOfTheReader() {
    driver.put(sweep(15));
    driver.put(sweep(16));

    assertThat(driver.told()).singleElement().asString().startsWith("2026-11-21T08:00:30Z");
    assertThat(driver.counters.of(Count.MARKS_REFUSED)).isEqualTo(1);
  }

  private static SampleSweep sweep(int n) {
    return SampleSweep.number(CLUSTER, n);
  }
}
