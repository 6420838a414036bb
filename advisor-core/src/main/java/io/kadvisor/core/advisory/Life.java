package io.kadvisor.core.advisory;

import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.Artefact;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the advisories of a cluster stand after a step of their life.
 *
 * @param advisories open ones, and ended ones until they are forgotten
 * @param occurrences how often each {@code kind~subject} has been opened
 * @param revisions written by this step, in order
 * @param forgotten ended ones whose retention is over
 */
public record Life(
    SortedMap<AdvisoryId, Advisory> advisories,
    SortedMap<String, Integer> occurrences,
    List<Advisory> revisions,
    List<AdvisoryId> forgotten,
    List<Artefact> artefacts) {
  public Life {
    advisories = Collections.unmodifiableSortedMap(new TreeMap<>(advisories));
    occurrences = Collections.unmodifiableSortedMap(new TreeMap<>(occurrences));
    revisions = List.copyOf(revisions);
    forgotten = List.copyOf(forgotten);
    artefacts = List.copyOf(artefacts);
  }
}
