package io.kadvisor.cli.plan.wave;

import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.live.PlatformChoice;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.wave.WaveLimits;
import io.kadvisor.core.planner.wave.Waves;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/** How the plans for one cluster are cut into waves. */
public final class Cutting {
  private final int copiesPerBroker;
  private final PlatformChoice platform;
  private final Double diskLimit;
  private final Integer minIsr;
  private final Path folder;

  /**
   * @param diskLimit null for that of the input
   * @param minIsr null for what each topic asks for
   * @param folder where files go; null for none
   */
  Cutting(
      int copiesPerBroker, PlatformChoice platform, Double diskLimit, Integer minIsr, Path folder) {
    this.copiesPerBroker = copiesPerBroker;
    this.platform = platform;
    this.diskLimit = diskLimit;
    this.minIsr = minIsr;
    this.folder = folder;
  }

  /** How long the waves of a plan take at their throttles, without the pauses between them. */
  public Duration durationOf(Plan plan) {
    return Waves.of(plan, limits(plan.model())).duration();
  }

  /** The waves of a plan; writes their files where that is wanted. */
  public WaveSummary carryOut(Plan plan) throws IOException {
    WaveSummary summary = cut(plan);
    if (folder != null) {
      new WaveFolder(plan, summary.waves()).write(folder);
    }
    return summary;
  }

  /** The waves of a plan. */
  public WaveSummary cut(Plan plan) {
    return new WaveSummary(Waves.of(plan, limits(plan.model())), platform);
  }

  private WaveLimits limits(ClusterModel model) {
    double disk = diskLimit == null ? model.constraints().capacityThreshold().disk() : diskLimit;
    OptionalInt least = minIsr == null ? OptionalInt.empty() : OptionalInt.of(minIsr);
    return new WaveLimits(copiesPerBroker, platform.platform(), disk, least);
  }
}
