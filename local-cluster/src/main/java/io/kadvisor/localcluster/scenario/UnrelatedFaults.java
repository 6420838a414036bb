package io.kadvisor.localcluster.scenario;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Pairs of shipped scenarios of which neither touches what the other one breaks: together they must
 * give two advisories.
 */
public record UnrelatedFaults(String one, String other) {
  static final List<UnrelatedFaults> ALL =
      List.of(
          new UnrelatedFaults("stopped-consumer", "leader-skew"),
          new UnrelatedFaults("stopped-consumer", "weak-topic"),
          new UnrelatedFaults("stalled-consumer", "leader-skew"),
          new UnrelatedFaults("slow-consumer", "weak-topic"),
          new UnrelatedFaults("slow-consumer", "leader-skew"),
          new UnrelatedFaults("weak-topic", "leader-skew"));

  /**
   * The same seed draws the same pair. The first int of neighbouring seeds is nearly the same, the
   * first long is not.
   */
  public static UnrelatedFaults drawn(long seed) {
    return ALL.get(Math.floorMod(new SplittableRandom(seed).nextLong(), ALL.size()));
  }

  public List<ScenarioTemplate> scenarios() {
    return List.of(
        ScenarioFile.shipped(one).scenarios().get(0),
        ScenarioFile.shipped(other).scenarios().get(0));
  }
}
