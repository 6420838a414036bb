package io.kadvisor.core.planner.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.core.planner.Objective;
import io.kadvisor.core.planner.live.LiveCluster;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.window.RollingWindows;
import io.kadvisor.core.window.WindowMeans;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.plan.PlanLoad;
import io.kadvisor.model.plan.PlanLoad.Source;
import io.kadvisor.model.sample.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sweeps every ten seconds from 10:00 on; 24 partitions of ten records a second. */
class LoadBaseTest {
  private static final TopicName ORDERS = new TopicName("orders");
  private final KeptCluster world = new KeptCluster();
  private final RollingWindows windows = new RollingWindows();

  private LoadBaseTest sweeps(int count) {
    for (int sweep = 0; sweep < count; sweep++) {
      world.cluster.pass(Duration.ofSeconds(10));
      windows.roll(world.sweep());
    }
    return this;
  }

  /** Records a second, of the first partition; of all others as ever. Each holds 100 records. */
  private LoadBaseTest first(long rate) {
    long[] records = new long[24];
    Arrays.fill(records, 100);
    records[0] = rate * 10;
    long[] start = new long[24];
    start[0] = records[0] - 100;
    world.orders.end(new long[24]).grown(Duration.ofSeconds(10), records).start(start);
    return this;
  }

  private Optional<LoadBase> base(Objective objective, Optional<Instant> since) {
    return LoadBase.of(KeptCluster.wish(objective), since, world.sweep(), windows.latest());
  }

  private WindowMeans chosen(Optional<Instant> since) {
    return base(Objective.BALANCE, since).orElseThrow().windows().orElseThrow();
  }

  @Test
  void shouldWaitForEnoughSweepsOnlyWhereTrafficDecides() {
    sweeps(4);

    assertThat(base(Objective.BALANCE, Optional.empty())).isEmpty();
    assertThat(base(Objective.LEADERS, Optional.empty())).isEmpty();
    assertThat(base(Objective.DRAIN, Optional.empty()).orElseThrow().windows()).isEmpty();
    assertThat(sweeps(1).chosen(Optional.empty()).closed()).isFalse();
  }

  @Test
  void shouldTakeTheLastCompleteTenMinutesAndItsMeans() {
    sweeps(59).first(1000).sweeps(1).first(10).sweeps(3);

    WindowMeans means = chosen(Optional.empty());
    assertThat(means.closed()).isTrue();
    assertThat(means.start()).isEqualTo("2026-03-02T10:00:00Z");
    assertThat(means.end()).isEqualTo("2026-03-02T10:10:00Z");
    // the 60th sweep is at 10:10 and so in the next window
    assertThat(means.sweeps()).isEqualTo(59);
    assertThat(means.written(ORDERS, 0).orElseThrow()).isEqualTo(10);
  }

  @Test
  void shouldHardlyFeelASpikeAndKnowHowFarATopicRises() {
    first(1000).sweeps(1).first(10).sweeps(49).first(200).sweeps(9).first(10).sweeps(1);

    WindowMeans means = chosen(Optional.empty());
    assertThat(means.written(ORDERS, 0).orElseThrow())
        .isCloseTo((1000 + 49 * 10 + 9 * 200) / 59.0, within(1e-9));
    double mean = (1230 + 49 * 240 + 9 * 430) / 59.0;
    assertThat(means.peak(ORDERS).orElseThrow()).isCloseTo(430 / mean, within(1e-9));
  }

  @Test
  void shouldGiveThePlannerThePeaksOfTopicsThatAreKnown() throws InvalidModelException {
    sweeps(50).first(250).sweeps(9).first(10).sweeps(1);
    world.cluster.topic("new", 2, 3);
    var model = new ClusterModelBuilder();
    var live = new LiveCluster(world.sweep(), world.policy.capacity(), chosen());

    live.addTo(model, broker -> false);

    ClusterModel built = model.build();
    double mean = (50 * 240 + 9 * 480) / 59.0;
    int last = built.partitionCount() - 1;
    assertThat(built.topics()).containsExactly("new", "orders");
    assertThat(built.timesAtPeak(last, Resource.NW_IN.column()))
        .isCloseTo(480 / mean, within(1e-6));
    assertThat(built.timesAtPeak(last, Resource.NW_OUT.column()))
        .isCloseTo(480 / mean, within(1e-6));
    assertThat(built.timesAtPeak(last, Resource.DISK.column())).isEqualTo(1);
    assertThat(built.isPeakKnown(0)).isFalse();
  }

  @Test
  void shouldTakeTheCpuOfBrokersOnTheMeanAndKnowHowFarItRises() throws InvalidModelException {
    cpu(0.8).sweeps(50).cpu(2.4).sweeps(9).cpu(0.8).sweeps(1);
    var model = new ClusterModelBuilder();
    new LiveCluster(world.sweep(), world.policy.capacity(), chosen()).addTo(model, broker -> false);

    double mean = (50 * 0.8 + 9 * 2.4) / 59;
    ClusterModel built = model.build();
    assertThat(chosen().orElseThrow().cpuPeak(new BrokerId(1)).orElseThrow())
        .isCloseTo(2.4 / mean, within(1e-9));
    assertThat(built.timesAtPeak(0, Resource.CPU.column())).isCloseTo(2.4 / mean, within(1e-6));
    assertThat(built.timesAtPeak(0, Resource.NW_IN.column())).isEqualTo(1);
    // of four cores, by the replicas of broker 1
    assertThat(new Placement(built).carried(0, Measure.CPU.column()))
        .isCloseTo(100 * mean / 4, within(1e-6));
  }

  /** Cores in use on each broker, of four. */
  private LoadBaseTest cpu(double cores) {
    for (int broker = 1; broker <= 4; broker++) {
      world.counting(broker, Metric.PROCESS_CPU, cores);
      world.counting(broker, Metric.CORES, 0.4);
    }
    return this;
  }

  private Optional<WindowMeans> chosen() {
    return Optional.of(chosen(Optional.empty()));
  }

  @Test
  void shouldTakeWindowsThatKnowATroubleOfTraffic() {
    sweeps(90);
    Instant trouble = world.cluster.now();
    first(1000).sweeps(2);
    assertThat(base(Objective.BALANCE, Optional.of(trouble))).isEmpty();

    WindowMeans minute = sweeps(10).chosen(Optional.of(trouble));
    assertThat(Duration.between(minute.start(), minute.end())).isEqualTo(Duration.ofMinutes(1));
    assertThat(minute.written(ORDERS, 0).orElseThrow()).isEqualTo(1000);

    assertThat(sweeps(18).chosen(Optional.of(trouble)).closed()).isTrue();
    assertThat(chosen(Optional.of(trouble)).end()).isEqualTo("2026-03-02T10:20:00Z");
  }

  @Test
  void shouldTakeNoWindowsFromBeforeALongGap() {
    sweeps(70);
    world.cluster.pass(Duration.ofHours(2));

    assertThat(sweeps(5).chosen(Optional.empty()).start()).isEqualTo("2026-03-02T12:10:00Z");
  }

  @Test
  void shouldTellWhatAPlanTookItsLoadFrom() {
    sweeps(66);
    LoadBase load = base(Objective.BALANCE, Optional.empty()).orElseThrow();

    KeptPlan spiked = first(100_000).world.plan(KeptCluster.BALANCE, load);

    assertThat(spiked.summary().load())
        .contains(
            new PlanLoad(
                Source.CLOSED_WINDOWS,
                Instant.parse("2026-03-02T10:00:00Z"),
                Instant.parse("2026-03-02T10:10:00Z"),
                59,
                240,
                true,
                "These are the last ten minutes that are complete."));
    assertThat(spiked.steps()).isEqualTo(first(10).world.plan(KeptCluster.BALANCE, load).steps());
    assertThat(world.plan(KeptCluster.BALANCE).summary().load().orElseThrow().source())
        .isEqualTo(Source.LAST_SWEEP);
  }
}
