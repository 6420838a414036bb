package io.kadvisor.core.judgement;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.sample.SweepId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that the judgement keeps of one cluster. The topology stores each part under its own key and
 * writes only what changed.
 *
 * @param last the last sweep judged; nothing older is looked at
 * @param findings pending, firing and recovering ones
 * @param advisories open ones, and ended ones until their tombstone
 * @param occurrences how often each {@code kind~subject} has been opened so far
 * @param obeyed ids of commands already obeyed, the newest 1,000 kept, so that a repeated one is
 *     obeyed once
 */
public record ClusterState(
    Optional<SweepId> last,
    Memory memory,
    SortedMap<FindingId, Finding> findings,
    SortedMap<AdvisoryId, Advisory> advisories,
    SortedMap<String, Integer> occurrences,
    SortedSet<String> obeyed) {
  public static final ClusterState EMPTY =
      new ClusterState(
          Optional.empty(),
          Memory.EMPTY,
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeSet<>());

  public ClusterState {
    findings = Collections.unmodifiableSortedMap(new TreeMap<>(findings));
    advisories = Collections.unmodifiableSortedMap(new TreeMap<>(advisories));
    occurrences = Collections.unmodifiableSortedMap(new TreeMap<>(occurrences));
    obeyed = Collections.unmodifiableSortedSet(new TreeSet<>(obeyed));
  }
}
