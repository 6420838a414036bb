package io.kadvisor.core.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.rule.Watch;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.Sweeps;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledPolicy;
import io.kadvisor.testkit.sample.SampledTopic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Advice on balance, from the finding of the rule itself on a sampled cluster. */
class BalanceAdviceTest {
  private static final long MIB = 1024 * 1024;

  /** A finding that fires, and the sweep in which it does. */
  private record Case(Finding finding, Sweep sweep) {
    Incident incident() {
      return new Incident(
          finding.rule(), finding.subject(), finding.cause(), List.of(finding), List.of());
    }

    Advice advice() {
      return Advisers.standard().of(finding.rule()).advise(incident(), sweep);
    }
  }

  private static Map<String, Supplier<Case>> cases() {
    Map<String, Supplier<Case>> cases = new TreeMap<>();
    cases.put("leaders-off-preferred", BalanceAdviceTest::leadersOff);
    cases.put("reassignment-throttled", () -> stuck(true));
    cases.put("reassignment-no-progress", () -> stuck(false));
    cases.put("throttle-left-behind", () -> throttled(true));
    cases.put("throttle-without-replicas", () -> throttled(false));
    cases.put("replica-skew", BalanceAdviceTest::replicaSkew);
    cases.put("disk-skew", BalanceAdviceTest::diskSkew);
    cases.put("bytes-in-skew", BalanceAdviceTest::bytesInSkew);
    cases.put("bytes-out-skew", BalanceAdviceTest::bytesOutSkew);
    cases.put("broker-empty", BalanceAdviceTest::brokerEmpty);
    cases.put("broker-draining", BalanceAdviceTest::brokerDraining);
    cases.put("hot-partition", BalanceAdviceTest::hotPartition);
    cases.put("weak-topic-rack-shared", BalanceAdviceTest::rackShared);
    cases.put("weak-topic-internal", BalanceAdviceTest::internal);
    return cases;
  }

  private static Case leadersOff() {
    SampledCluster cluster = SampledCluster.of(3);
    cluster.topic("orders", 6, 3).leader(1, 3).leader(4, 3);
    cluster.topic("payments", 3, 3).leader(1, 1);
    for (int broker = 1; broker <= 3; broker++) {
      cluster.broker(broker).config("auto.leader.rebalance.enable", "false");
    }
    return told(cluster, "leaders-off-preferred", Subject.CLUSTER);
  }

  private static Case stuck(boolean throttled) {
    SampledCluster cluster = SampledCluster.of(3);
    SampledTopic journal =
        cluster
            .topic("journal")
            .partition(1, 2)
            .adding(0, 3)
            .bytes(new long[] {300 * MIB, 300 * MIB, MIB})
            .start(0)
            .end(29_800)
            .grown(Duration.ofSeconds(5), 100);
    if (throttled) {
      cluster.broker(1).config("leader.replication.throttled.rate", "1000");
      cluster.broker(3).config("follower.replication.throttled.rate", "1000");
      journal
          .config("leader.replication.throttled.replicas", "0:1,0:2")
          .config("follower.replication.throttled.replicas", "0:3");
    }
    return told(cluster, "reassignment-stuck", Subject.CLUSTER);
  }

  private static Case throttled(boolean effective) {
    SampledCluster cluster = SampledCluster.of(3);
    cluster.topic("orders", 6, 3);
    cluster
        .broker(1)
        .config("leader.replication.throttled.rate", "1000000")
        .config("follower.replication.throttled.rate", "1000000");
    cluster.broker(2).config("follower.replication.throttled.rate", "1000000");
    if (effective) {
      cluster
          .topic("orders")
          .config("leader.replication.throttled.replicas", "0:1,1:2")
          .config("follower.replication.throttled.replicas", "*");
    }
    return told(cluster, "throttle-left-behind", Subject.CLUSTER);
  }

  /** The demo's: a fourth broker has joined, and a new topic sits on broker 2 throughout. */
  private static Case replicaSkew() {
    SampledCluster cluster = SampledCluster.of(4);
    for (int row = 0; row < 18; row++) {
      cluster.topic("orders").partition(1 + row % 3, 1 + (row + 1) % 3, 1 + (row + 2) % 3);
    }
    for (int row = 0; row < 12; row++) {
      cluster.topic("catalogue").partition(4, 2, row % 2 == 0 ? 1 : 3);
    }
    cluster.topic("orders").bytesEach(20 * MIB);
    cluster.topic("catalogue").bytesEach(10 * MIB);
    return told(cluster, "replica-skew", Subject.of(new BrokerId(2)));
  }

  private static Case brokerEmpty() {
    SampledCluster cluster = SampledCluster.of(4);
    for (int row = 0; row < 18; row++) {
      cluster.topic("orders").partition(1 + row % 3, 1 + (row + 1) % 3, 1 + (row + 2) % 3);
    }
    return told(cluster, "broker-empty", Subject.of(new BrokerId(4)));
  }

  private static Case brokerDraining() {
    return brokerDraining(SampledCluster.of(4));
  }

  private static Case brokerDraining(SampledCluster cluster) {
    cluster.topic("orders", 24, 3);
    Watch watch =
        Watch.by(SampledPolicy.standard(cluster.id()).drain(new BrokerId(4)).policy(), cluster);
    return told(watch, cluster, "broker-draining", Subject.of(new BrokerId(4)));
  }

  private static Case diskSkew() {
    SampledCluster cluster = SampledCluster.of(4);
    cluster.topic("archive").partition(1, 2).partition(1, 3).partition(2, 3).partition(3, 4);
    cluster
        .topic("archive")
        .bytes(
            new long[] {40_000 * MIB, 40_000 * MIB},
            new long[] {60_000 * MIB, 60_000 * MIB},
            new long[] {2_000 * MIB, 2_000 * MIB},
            new long[] {4_000 * MIB, 4_000 * MIB});
    return told(cluster, "disk-skew", Subject.of(new BrokerId(1)));
  }

  private static Case bytesInSkew() {
    SampledCluster cluster = SampledCluster.of(4);
    cluster
        .topic("events")
        .partition(1, 2)
        .partition(1, 3)
        .partition(2, 4)
        .partition(3, 4)
        .bytesEach(1_000 * MIB)
        .start(0, 0, 0, 0)
        .end(1_000_000, 1_000_000, 1_000_000, 1_000_000)
        .grown(Duration.ofSeconds(5), 50_000, 50_000, 20_000, 20_000);
    return told(cluster, "bytes-in-skew", Subject.of(new BrokerId(1)));
  }

  private static Case bytesOutSkew() {
    SampledCluster cluster = SampledCluster.of(3);
    cluster
        .topic("events")
        .partition(1, 2, 3)
        .partition(1, 3, 2)
        .partition(2, 3, 1)
        .bytesEach(1_000 * MIB)
        .start(0, 0, 0)
        .end(1_000_000, 1_000_000, 1_000_000)
        .grown(Duration.ofSeconds(5), 50_000, 50_000, 50_000);
    return told(cluster, "bytes-out-skew", Subject.of(new BrokerId(1)));
  }

  private static Case hotPartition() {
    SampledCluster cluster = SampledCluster.of(3);
    cluster
        .topic("sessions", 3, 3)
        .start(0, 0, 0)
        .end(1_000, 9_000, 1_000)
        .grown(Duration.ofSeconds(5), 130, 1_740, 130);
    cluster.group("session-view").at("sessions", new long[] {0, 0, 0}, new long[] {0, 0, 0});
    return told(cluster, "hot-partition", Subject.of(new TopicName("sessions")));
  }

  private static Case rackShared() {
    SampledCluster cluster = SampledCluster.of(4);
    cluster.broker(4).rack("rack-1");
    cluster
        .topic("orders")
        .partition(1, 4, 2)
        .partition(2, 3, 1)
        .partition(4, 1, 3)
        .bytesEach(100 * MIB);
    return told(cluster, "weak-topic", Subject.of(new TopicName("orders")));
  }

  private static Case internal() {
    SampledCluster cluster = SampledCluster.of(3);
    cluster
        .topic("__consumer_offsets")
        .internal()
        .partition(1)
        .partition(2)
        .minInsync(1)
        .bytesEach(MIB);
    return told(cluster, "weak-topic", Subject.of(new TopicName("__consumer_offsets")));
  }

  private static Case told(SampledCluster cluster, String rule, Subject subject) {
    return told(Watch.inProduction(cluster), cluster, rule, subject);
  }

  private static Case told(Watch watch, SampledCluster cluster, String rule, Subject subject) {
    watch.lookFor(Duration.ofMinutes(26));
    Finding finding = watch.finding(rule, subject).orElseThrow();
    assertThat(finding.state()).isEqualTo(Finding.State.FIRING);
    return new Case(finding, Sweeps.of(cluster));
  }

  @TestFactory
  Stream<DynamicTest> shouldReadAsWrittenDownWhenAFindingIsAdvised() {
    return tests(
        (name, told) -> Golden.compare(name + ".txt", Told.full(told.incident(), told.advice())));
  }

  @TestFactory
  Stream<DynamicTest> shouldKeepToTheFormWhenAFindingIsAdvised() {
    return tests(
        (name, told) -> {
          Advice advice = told.advice();
          assertThat(advice.title()).isNotBlank().hasSizeLessThanOrEqualTo(80).doesNotEndWith("…");
          assertThat(advice.evidence()).isNotEmpty();
          assertThat(advice.recommendation().steps()).isNotEmpty();
          assertThat(advice.recommendation().verify()).isNotBlank();
          assertThat(advice.forecast()).isNotBlank();
          assertThat(advice.impact()).isNotBlank();
          assertThat(Told.brief(told.incident(), advice).lines().count()).isLessThanOrEqualTo(6);
        });
  }

  @TestFactory
  Stream<DynamicTest> shouldStillAdviseWhenNothingWasSeen() {
    return tests(
        (name, told) -> {
          Advice advice =
              Advisers.standard()
                  .of(told.finding().rule())
                  .advise(told.incident(), Shop.unseen().sweep());
          assertThat(advice.title()).isNotBlank().hasSizeLessThanOrEqualTo(80);
          assertThat(advice.recommendation().steps()).isNotEmpty();
        });
  }

  @Test
  void shouldExpectTheProbesPartitionOnABrokerThatIsEmpty() {
    SampledCluster cluster = SampledCluster.of(4);
    cluster
        .broker(4)
        .reading(
            new Reading(Metric.PROBE_SENT, 60, cluster.now(), Fact.Source.PROBE, Optional.empty()));

    assertThat(brokerDraining(cluster).advice().recommendation().verify())
        .startsWith("No partition but the probe's, which goes with it, is on it any more: kafka-");
  }

  /** What is to be seen of one case. */
  @FunctionalInterface
  private interface Look {
    void at(String name, Case told) throws Exception;
  }

  private static Stream<DynamicTest> tests(Look look) {
    return cases().entrySet().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(e.getKey(), () -> look.at(e.getKey(), e.getValue().get())));
  }
}
