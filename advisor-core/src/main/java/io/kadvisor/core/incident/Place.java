package io.kadvisor.core.incident;

import io.kadvisor.model.finding.FindingId;
import java.util.Optional;

/**
 * Where a finding belongs.
 *
 * @param root that explains it; absent when it stands for itself or waits
 */
record Place(Kind kind, Optional<FindingId> root) {
  /** The three places. */
  enum Kind {
    /** It is a root itself. */
    OWN,
    /** Another finding explains it. */
    UNDER,
    /** Another one may explain it: not told now. */
    WAITING
  }

  static final Place OWN = new Place(Kind.OWN, Optional.empty());
  static final Place WAITING = new Place(Kind.WAITING, Optional.empty());

  static Place under(FindingId root) {
    return new Place(Kind.UNDER, Optional.of(root));
  }
}
