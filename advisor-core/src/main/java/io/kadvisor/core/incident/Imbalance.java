package io.kadvisor.core.incident;

import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which troubles of balance explain which. A broker that is empty makes the others full. Leaders
 * and replicas that sit unevenly make bytes uneven: whoever mends the first looks at the second
 * afterwards. One of them is told at a time, whichever brokers they name.
 */
final class Imbalance {
  private static final String EMPTY = "broker-empty";
  private static final String LEADERS_OFF = "leaders-off-preferred";
  private static final String LEADERS = "leader-skew";
  private static final String HOT = "hot-partition";
  private static final String REPLICAS = "replica-skew";
  private static final String DISK = "disk-skew";
  private static final String BYTES_IN = "bytes-in-skew";
  private static final String BYTES_OUT = "bytes-out-skew";

  private static final Map<String, List<String>> EXPLAINED_BY =
      Map.of(
          REPLICAS, List.of(EMPTY),
          DISK, List.of(EMPTY, HOT, REPLICAS),
          BYTES_IN, List.of(EMPTY, HOT, REPLICAS, DISK),
          BYTES_OUT, List.of(EMPTY, LEADERS_OFF, LEADERS, HOT, REPLICAS, DISK, BYTES_IN));

  private Imbalance() {}

  /** Under the deepest that is told; waiting while a deeper one may yet be. */
  static Place place(Finding finding, Scene scene) {
    return Scarcity.place(finding, scene).orElseGet(() -> amongEachOther(finding, scene));
  }

  private static Place amongEachOther(Finding finding, Scene scene) {
    for (String deeper : EXPLAINED_BY.getOrDefault(finding.rule(), List.of())) {
      Optional<FindingId> told =
          of(deeper, scene).stream().filter(scene::tellable).map(Finding::id).findFirst();
      if (told.isPresent()) {
        return Place.under(told.get());
      }
      if (of(deeper, scene).stream().anyMatch(f -> f.state() == Finding.State.PENDING)) {
        return Place.WAITING;
      }
    }
    return EXPLAINED_BY.containsKey(finding.rule()) && isOld(finding, scene)
        ? Place.WAITING
        : Place.OWN;
  }

  /**
   * Not told yet and, by its evidence, not a breach now: nobody judges how replicas are spread
   * while they move, and what was uneven before may be what the move has just mended.
   */
  private static boolean isOld(Finding finding, Scene scene) {
    Instant seen =
        finding.evidence().stream()
            .map(Evidence::observedAt)
            .max(Comparator.naturalOrder())
            .orElse(finding.lastSeen());
    return seen.isBefore(scene.at()) && !scene.told().toldAsRoot(finding.id());
  }

  private static List<Finding> of(String rule, Scene scene) {
    return scene.findings().values().stream().filter(f -> f.rule().equals(rule)).toList();
  }
}
