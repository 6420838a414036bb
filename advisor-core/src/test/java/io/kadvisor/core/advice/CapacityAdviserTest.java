package io.kadvisor.core.advice;

import static io.kadvisor.core.capacity.LoadedCluster.GIB;
import static io.kadvisor.core.capacity.LoadedCluster.MIB;
import static io.kadvisor.core.capacity.LoadedCluster.WEEK;
import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.capacity.LoadedCluster;
import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Recommendation.Step;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.policy.Capacity.Resources;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.Quorum;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CapacityAdviserTest {
  private static final Duration LONG = Duration.ofMinutes(40);

  private static int[] on(int... brokers) {
    return brokers;
  }

  private static LoadedCluster shop() {
    return LoadedCluster.of(3)
        .topic("orders", 100 * GIB, on(1, 2, 3), on(2, 3, 1), on(3, 1, 2))
        .topic("payments", 10 * GIB, on(2, 1, 3));
  }

  private static LoadedCluster msk() {
    LoadedCluster cluster = shop();
    for (int id = 1; id <= 3; id++) {
      cluster.host(id, "b-" + id + ".shop.ab12cd.c3.kafka.eu-west-1.amazonaws.com");
    }
    return cluster;
  }

  private static Capacity typed(String type, Optional<Integer> maxBrokers) {
    Resources each =
        new Resources(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(type));
    return new Capacity(each, Map.of(), Duration.ofHours(24), 3, maxBrokers);
  }

  private static Map<String, LoadedCluster> cases() {
    Map<String, LoadedCluster> cases = new TreeMap<>();
    cases.put("add-brokers", ecommerce());
    cases.put("cooling", shop().cpu(3.1, 3.0, 2.9).lookFor(LONG).cpu(2.75, 2.7, 2.7).lookFor(LONG));
    cases.put(
        "add-brokers-msk",
        msk()
            .declare(typed("kafka.m7g.xlarge", Optional.empty()))
            .cpu(3.1, 3.0, 2.9)
            .traffic(1, 60.0 * MIB, 90.0 * MIB)
            .lookFor(LONG));
    cases.put(
        "larger-msk",
        msk().declare(typed("kafka.m7g.xlarge", Optional.of(3))).cpu(3.1, 3.0, 2.9).lookFor(LONG));
    cases.put(
        "rebalance",
        LoadedCluster.of(3)
            .topic(
                "orders",
                GIB,
                WEEK,
                new long[] {900, 500, 300, 100},
                on(1, 2, 3),
                on(1, 3, 2),
                on(1, 2, 3),
                on(2, 3, 1))
            .cpu(3.2, 1.0, 0.8)
            .lookFor(LONG));
    cases.put(
        "rebalance-hot-partition",
        LoadedCluster.of(3)
            .declare(0.4, 100 * MIB)
            .topic("scans", GIB, WEEK, new long[] {900}, on(1, 2, 3))
            .topic("orders", GIB, WEEK, new long[] {40, 30}, on(1, 3, 2), on(2, 3, 1))
            .cpu(0.33, 0.1, 0.1)
            .lookFor(LONG));
    cases.put("volume-filling", filling());
    cases.put(
        "volume-full-slowly",
        shop()
            .volume(1, "v1", 1000 * GIB, 820 * GIB)
            .volume(2, "v2", 1000 * GIB, 800 * GIB)
            .volume(3, "v3", 1000 * GIB, 790 * GIB)
            .fills(1, 40.0 * 1024)
            .lookFor(LONG));
    cases.put(
        "volume-one-full",
        LoadedCluster.of(6)
            .topic("archive", 200 * GIB, on(1, 2), on(1, 3), on(1, 5), on(4, 5))
            .volume(1, "v1", 700 * GIB, 610 * GIB)
            .volume(2, "v2", 700 * GIB, 210 * GIB)
            .volume(3, "v3", 700 * GIB, 210 * GIB)
            .volume(4, "v4", 700 * GIB, 210 * GIB)
            .volume(5, "v5", 700 * GIB, 410 * GIB)
            .volume(6, "v6", 700 * GIB, 5 * GIB)
            .lookFor(LONG));
    cases.put("volume-shared", shared(0));
    cases.put("volume-foreign", shared(92));
    cases.put("partitions", LoadedCluster.of(3).topic("many", MIB, many()).lookFor(LONG));
    return cases;
  }

  /** Three brokers under the load of a sale, the figures of the requirements' use case. */
  private static LoadedCluster ecommerce() {
    LoadedCluster cluster = shop().declare(4, 100 * MIB).cpu(3.2, 3.0, 2.9);
    for (int id = 1; id <= 3; id++) {
      cluster.traffic(id, 48.0 * MIB, (50.0 + id) * MIB);
      cluster.volume(id, "v" + id, 500 * GIB, 110 * GIB);
    }
    return cluster.lookFor(LONG);
  }

  private static LoadedCluster filling() {
    return LoadedCluster.of(3)
        .topic("archive", 70 * GIB, LoadedCluster.deletes("-1"), new long[0], on(1, 2, 3))
        .topic("orders", 20 * GIB, on(2, 3, 1))
        .volume(1, "v1", 100 * GIB, 79 * GIB)
        .volume(2, "v2", 300 * GIB, 91 * GIB)
        .volume(3, "v3", 300 * GIB, 91 * GIB)
        .fills(1, 1.0 * MIB)
        .lookFor(LONG);
  }

  private static LoadedCluster shared(int foreign) {
    LoadedCluster cluster = shop();
    for (int id = 1; id <= 3; id++) {
      cluster
          .volume(id, "disk", 100 * GIB, 93 * GIB)
          .foreign(id, (foreign == 0 ? 70 : foreign) * GIB);
    }
    return cluster.lookFor(LONG);
  }

  private static int[][] many() {
    int[][] rows = new int[1100][];
    java.util.Arrays.fill(rows, on(1, 2, 3));
    return rows;
  }

  private static Advice advice(LoadedCluster cluster) {
    return new CapacityAdviser()
        .advise(incident(cluster), cluster.sweep(false), cluster.memory(), cluster.policy());
  }

  private static Incident incident(LoadedCluster cluster) {
    Finding finding = cluster.finding("capacity").orElseThrow();
    return new Incident(
        "capacity", finding.subject(), finding.cause(), List.of(finding), List.of());
  }

  @TestFactory
  Stream<DynamicTest> shouldReadWellWhenThePagerRings() {
    return cases().entrySet().stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.getKey(),
                    () -> {
                      Advice advice = advice(c.getValue());
                      assertThat(advice.title()).hasSizeLessThanOrEqualTo(80);
                      Golden.compare(
                          "capacity-" + c.getKey() + ".txt",
                          Told.full(incident(c.getValue()), advice));
                    }));
  }

  @Test
  void shouldGoFromThreeToSixWhenThreeRacksSellOut() {
    assertThat(advice(ecommerce()).recommendation().parameters())
        .containsEntry("from", "3")
        .containsEntry("to", "6")
        .containsEntry("bottleneck", "cpu");
  }

  @Test
  void shouldSayTheSameWhenAskedAgain() {
    LoadedCluster cluster = ecommerce();

    assertThat(advice(cluster)).isEqualTo(advice(cluster));
  }

  /** The finding and the brokers of a sale, with controllers apart. */
  private static List<Step> stepsWithControllers(LoadedCluster cluster, int... ids) {
    List<Quorum.Replica> voters = IntStream.of(ids).mapToObj(CapacityAdviserTest::voter).toList();
    Sweep seen = cluster.sweep(false);
    ClusterSample sample =
        new ClusterSample(
            1,
            seen.clusterId(),
            "shop",
            1,
            seen.at(),
            Optional.empty(),
            List.copyOf(seen.brokers().keySet()),
            Optional.empty(),
            Optional.of(new Quorum(ids[0], 1, 1, voters, List.of())),
            Map.of(),
            List.of());
    Sweep sweep =
        new Sweep(
            seen.mark(), false, Optional.of(sample), seen.brokers(), seen.topics(), seen.groups());
    return steps(
        new CapacityAdviser().advise(incident(cluster), sweep, cluster.memory(), cluster.policy()));
  }

  private static Quorum.Replica voter(int id) {
    return new Quorum.Replica(id, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static List<Step> steps(Advice advice) {
    return advice.recommendation().steps();
  }

  private static void assertThatItStarts(List<Step> steps, String brokers, String list) {
    assertThat(steps.get(0).what()).startsWith("Start brokers " + brokers + " with broker.rack");
    assertThat(steps).anyMatch(step -> command(step).contains("--broker-list " + list + " "));
  }

  private static String command(Step step) {
    return step.command().orElse("");
  }

  @Test
  void shouldGiveNewBrokersOtherIdsWhenControllersHaveTheNext() {
    assertThatItStarts(stepsWithControllers(ecommerce(), 4, 5, 6), "7, 8 and 9", "1,2,3,7,8,9");
  }

  @Test
  void shouldCountOnFromTheBrokersWhenControllersAreNumberedApart() {
    assertThatItStarts(
        stepsWithControllers(ecommerce(), 10001, 10002, 10003), "4, 5 and 6", "1,2,3,4,5,6");
  }

  @Test
  void shouldNotAskForRacksWhenNoBrokerHasOne() {
    assertThat(steps(advice(ecommerce().withoutRack(1, 2, 3))))
        .anyMatch(step -> step.what().startsWith("Start brokers "))
        .noneMatch(step -> step.what().contains("broker.rack"))
        .noneMatch(step -> command(step).contains("--disable-rack-aware"));
  }

  /** Kafka's tool refuses to propose a spread over a mix. */
  @Test
  void shouldProposeASpreadWithoutRacksWhenOnlySomeBrokersHaveOne() {
    assertThat(steps(advice(ecommerce().withoutRack(2))))
        .noneMatch(step -> step.what().contains("broker.rack"))
        .anyMatch(step -> command(step).endsWith("--disable-rack-aware --generate"));
  }
}
