package io.kadvisor.core.incident;

import io.kadvisor.core.incident.Family.Rules;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.sample.SweepMark;
import java.time.Instant;
import java.util.Optional;

/**
 * A time in which the cluster could not be seen, and its settling afterwards. What began in it is
 * not to be believed until it is over.
 *
 * @param root while blindness is told
 * @param from the last time at which something was seen
 * @param until end of the settling, now at the latest while it lasts
 */
record BlindTime(Optional<Finding> root, Instant from, Instant until) {

  /** The blind time that still matters. */
  static Optional<BlindTime> of(Scene scene) {
    Optional<Finding> finding = scene.finding(Rules.ADVISOR_BLIND, Subject.CLUSTER);
    return finding.isPresent() ? finding.map(f -> during(scene, f)) : after(scene);
  }

  /** As long as the finding is there, its keep time included, what is seen is not settled. */
  private static BlindTime during(Scene scene, Finding finding) {
    Instant from = finding.since();
    Optional<SweepMark.Gap> gap = scene.memory().lastGap();
    if (gap.isPresent() && !gap.get().until().plus(scene.aftermath()).isBefore(from)) {
      from = earlier(from, gap.get().since());
    }
    if (scene.sweep().mark().unreachable().isPresent()) {
      from = earlier(from, scene.sweep().mark().unreachable().get().since());
    }
    return new BlindTime(Optional.of(finding).filter(scene::tellable), from, scene.at());
  }

  private static Optional<BlindTime> after(Scene scene) {
    return scene
        .memory()
        .lastGap()
        .filter(gap -> scene.at().isBefore(gap.until().plus(scene.aftermath())))
        .map(gap -> new BlindTime(Optional.empty(), gap.since(), gap.until().plus(scene.settle())));
  }

  boolean covers(Finding finding) {
    return !finding.since().isBefore(from) && !finding.since().isAfter(until);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
