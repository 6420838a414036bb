package io.kadvisor.core.planner.wave;

import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Racks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A plan in the order in which it can be carried out.
 *
 * @param model the cluster that places of brokers and partitions are of
 * @param waves to be done one after the other
 * @param blocked steps that no order was found for, because a broker has no room for what they
 *     bring before what they replace is gone
 * @param shortages the brokers that may not carry enough for those; empty if there are none
 * @param sufficientDisk the least part of each disk, in thousandths, with which nothing would be
 *     blocked; absent when no disk lacks, or when whole disks would not do
 * @param underMinIsr steps that are left out because they would leave a partition with fewer
 *     replicas than must be in sync
 */
public record Waves(
    ClusterModel model,
    WaveLimits limits,
    List<Wave> waves,
    List<Step> blocked,
    List<Shortage> shortages,
    OptionalDouble sufficientDisk,
    List<Step> underMinIsr) {
  private static final int THOUSANDTHS = 1000;

  public Waves {
    waves = List.copyOf(waves);
    blocked = List.copyOf(blocked);
    shortages = List.copyOf(shortages);
    underMinIsr = List.copyOf(underMinIsr);
  }

  /** Cuts a plan; the same plan and limits give the same waves. */
  public static Waves of(Plan plan, WaveLimits limits) {
    return of(plan.start(), Steps.of(plan), limits);
  }

  static Waves of(ClusterModel model, List<Step> steps, WaveLimits limits) {
    List<Step> allowed = new ArrayList<>();
    List<Step> underMinIsr = new ArrayList<>();
    for (Step step : steps) {
      int minIsr = limits.minIsr(model, step.partition());
      int held = Math.min(minIsr, step.before().staying());
      (step.after().staying() < held ? underMinIsr : allowed).add(step);
    }
    Attempt attempt = Attempt.best(model, allowed, limits);
    List<Step> blocked = attempt.cutter().remaining();
    List<Shortage> shortages = blocked.isEmpty() ? List.of() : attempt.cutter().relax();
    boolean lacksDisk = shortages.stream().anyMatch(each -> each.of() == Measure.DISK);
    OptionalDouble disk =
        lacksDisk ? sufficientDisk(model, allowed, limits) : OptionalDouble.empty();
    return new Waves(model, limits, attempt.waves(), blocked, shortages, disk, underMinIsr);
  }

  /** Halves the way between what is too little and a whole disk. */
  private static OptionalDouble sufficientDisk(
      ClusterModel model, List<Step> steps, WaveLimits limits) {
    if (!isEnough(model, steps, limits, THOUSANDTHS)) {
      return OptionalDouble.empty();
    }
    int low = (int) Math.floor(limits.disk() * THOUSANDTHS);
    int high = THOUSANDTHS;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (isEnough(model, steps, limits, middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return OptionalDouble.of((double) high / THOUSANDTHS);
  }

  private static boolean isEnough(
      ClusterModel model, List<Step> steps, WaveLimits limits, int thousandths) {
    double part = (double) thousandths / THOUSANDTHS;
    return Attempt.best(model, steps, limits.withDisk(part)).isWhole();
  }

  /** Racks that can take replicas. */
  static int racks(ClusterModel model) {
    return new Racks(model).count();
  }

  public int copies() {
    return waves.stream().mapToInt(Wave::copies).sum();
  }

  public double megabytes() {
    return waves.stream().mapToDouble(Wave::megabytes).sum();
  }

  /** All waves at their throttles, without what lies between them. */
  public Duration duration() {
    return waves.stream()
        .flatMap(wave -> wave.throttle().stream())
        .map(Throttle::duration)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** The most that is asked of each broker that copies. */
  public List<BrokerPeak> peaks() {
    return BrokerPeak.of(waves);
  }
}
