package io.kadvisor.streams;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.kadvisor.core.memory.BrokerMemory;
import io.kadvisor.core.memory.QuorumMemory;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.SweepMark;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the store keeps of a cluster itself: one part that moves with every sweep, one that seldom
 * moves.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(ClusterPart.Position.class),
  @JsonSubTypes.Type(ClusterPart.History.class)
})
sealed interface ClusterPart {
  /** How far the judgement is, and what it remembers of the brokers. */
  @JsonTypeName("position")
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Position(
      Optional<SweepId> last,
      Optional<Instant> firstSweep,
      Optional<SweepMark.Gap> lastGap,
      SortedMap<BrokerId, BrokerMemory> brokers,
      Optional<QuorumMemory> quorum)
      implements ClusterPart {
    static final String NAME = "position";

    public Position {
      last = last == null ? Optional.empty() : last;
      firstSweep = firstSweep == null ? Optional.empty() : firstSweep;
      lastGap = lastGap == null ? Optional.empty() : lastGap;
      brokers = Collections.unmodifiableSortedMap(new TreeMap<>(brokers));
      quorum = quorum == null ? Optional.empty() : quorum;
    }
  }

  /** What has been opened how often, and which commands were obeyed. */
  @JsonTypeName("history")
  record History(SortedMap<String, Integer> occurrences, SortedSet<String> obeyed)
      implements ClusterPart {
    static final String NAME = "history";

    public History {
      occurrences = Collections.unmodifiableSortedMap(new TreeMap<>(occurrences));
      obeyed = Collections.unmodifiableSortedSet(new TreeSet<>(obeyed));
    }
  }
}
