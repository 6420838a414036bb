package io.kadvisor.core.incident;

import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.finding.FindingId;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the findings of one sweep come to.
 *
 * @param incidents each is one advisory: an open one, or one to be opened now
 * @param lingering open advisories whose root has gone but whose aftermath lasts, or whose root may
 *     be back: they stay as they are
 */
public record Grouping(List<Incident> incidents, SortedSet<AdvisoryId> lingering) {
  public Grouping {
    incidents = List.copyOf(incidents);
    lingering = Collections.unmodifiableSortedSet(new TreeSet<>(lingering));
  }

  /** True when the finding is of the advisory's own trouble and not only a symptom of it. */
  public static boolean owns(AdvisoryId advisory, FindingId finding) {
    return Told.owns(advisory, finding);
  }
}
