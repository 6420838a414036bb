package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.Growth;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.model.WhatIf;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PeaksTest {
  private static final int CPU = Resource.CPU.column();
  private static final int IN = Resource.NW_IN.column();
  private static final int OUT = Resource.NW_OUT.column();

  @Test
  void shouldKnowHowManyTimesTheMeanAPeakIs() throws Exception {
    ClusterModel model = two().peak(0, 15, 200, 100).build();

    assertThat(model.hasPeaks()).isTrue();
    assertThat(model.timesAtPeak(0, CPU)).isEqualTo(1.5);
    assertThat(model.timesAtPeak(0, IN)).isEqualTo(2);
    assertThat(model.timesAtPeak(0, OUT)).as("less than the mean").isEqualTo(1);
    assertThat(model.timesAtPeak(0, Resource.DISK.column())).isEqualTo(1);
    assertThat(model.isPeakKnown(1)).isFalse();
    assertThat(model.timesAtPeak(1, IN)).isEqualTo(1);
    assertThat(two().build().hasPeaks()).isFalse();
  }

  @Test
  void shouldTellEveryFaultOfPeaksWithItsPlace() {
    var model =
        two().peak(0, Double.NaN, -1, 300).peak(2, 1, 1, 1).partition(0, 2, 1, ids(), none());
    model.peak(2, 0, 5, 0);

    assertThat(catchThrowableOfType(InvalidModelException.class, model::build).faults())
        .containsExactly(
            "peaks[0]: cpu is NaN, no load of a broker",
            "peaks[0]: nwIn is -1.0, below 0",
            "peaks[2]: no partition: there are 2",
            "peaks[2]: nwIn is 5.0, and 0 on the mean");
  }

  @Test
  void shouldKeepPeaksWhenTheClusterIsImaginedOtherwise() throws Exception {
    ClusterModel model = two().peak(0, 20, 300, 400).build();
    var busier =
        new WhatIf(model.brokers(), Set.of(), new TreeMap<>(Map.of(0, 3.0)), new TreeMap<>());

    ClusterModel imagined = busier.applyTo(model);

    assertThat(imagined.timesAtPeak(0, IN)).isEqualTo(3);
    assertThat(imagined.isPeakKnown(1)).isFalse();
  }

  @Test
  void shouldGiveAnAddedPartitionTheMeanPeakOfItsTopic() throws Exception {
    ClusterModel model = two().peak(0, 20, 300, 400).build();
    var growth = new Growth(new TreeMap<>(), new TreeMap<>(Map.of(0, 4)));

    ClusterModel grown = growth.applyTo(model, Map.of());

    assertThat(grown.timesAtPeak(0, IN)).isEqualTo(3);
    assertThat(grown.timesAtPeak(2, IN)).as("of 3 and 1").isCloseTo(2, within(1e-6));
    assertThat(grown.timesAtPeak(3, IN)).isCloseTo(2, within(1e-6));
  }

  private static ClusterModelBuilder two() {
    var capacity = new Amounts(100, 1e6, 1e5, 2e5);
    return new ClusterModelBuilder()
        .broker(new Broker(1, "a", BrokerState.ALIVE, capacity))
        .broker(new Broker(2, "b", BrokerState.ALIVE, capacity))
        .topic("orders")
        .partition(0, 0, 1, ids(), load())
        .partition(0, 1, 1, ids(), load());
  }

  private static int[] ids() {
    return new int[] {1, 2};
  }

  private static double[] load() {
    return new double[] {10, 1000, 100, 200, 2, 1000, 100, 0};
  }

  private static double[] none() {
    return new double[8];
  }
}
