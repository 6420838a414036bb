package io.kadvisor.model.sample;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.kadvisor.model.ClusterId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Closes a sweep: it is written after everything that it counts. A sweep without a mark never
 * happened.
 *
 * @param collector which instance swept
 * @param counts how many records of the sweep each metrics topic holds, a part of a sample being
 *     one
 * @param renewed facts that this sweep read anew; the others repeat their last reading, with its
 *     own time
 * @param unreachable set when the watched cluster could not be read at all
 * @param gap set in the first marks after a time in which nothing could be read or written; each
 *     tells the same, for readers that lose one
 * @param sources which sources are open, and why others are not
 */
@JsonTypeName("mark")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SweepMark(
    int v,
    ClusterId cluster,
    String alias,
    long epoch,
    Instant sweepAt,
    Instant finishedAt,
    String collector,
    Counts counts,
    Set<Fact> renewed,
    Optional<Unreachable> unreachable,
    Optional<Gap> gap,
    List<SourceStatus> sources,
    List<NotSeen> notSeen)
    implements ClusterRecord {
  /**
   * So many marked sweeps a reader holds back at the most for records that are missing of the
   * oldest; one that restarts loses them. What must not be lost with them is told by one mark more.
   */
  public static final int HELD_BACK = 3;

  /** Records of the sweep in each metrics topic, the mark itself not counted. */
  public record Counts(int brokers, int topics, int groups, int cluster) {
    public int total() {
      return brokers + topics + groups + cluster;
    }
  }

  /**
   * The watched cluster could not be read. {@code cause} is a tag, {@code sentence} says it to a
   * person.
   */
  public record Unreachable(Instant since, String cause, String sentence) {}

  /**
   * A time in which Kadvisor was blind. {@code cause} is a tag, {@code sentence} says it to a
   * person.
   */
  public record Gap(Instant since, Instant until, String cause, String sentence) {}

  /** Whether a source of facts is open in this cluster. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record SourceStatus(Fact.Source source, boolean open, Optional<String> reason) {
    public SourceStatus {
      reason = reason == null ? Optional.empty() : reason;
    }
  }

  public SweepMark {
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(sweepAt, "sweepAt");
    Objects.requireNonNull(counts, "counts");
    renewed = renewed == null ? Set.of() : Set.copyOf(renewed);
    unreachable = unreachable == null ? Optional.empty() : unreachable;
    gap = gap == null ? Optional.empty() : gap;
    sources = sources == null ? List.of() : List.copyOf(sources);
    notSeen = notSeen == null ? List.of() : List.copyOf(notSeen);
  }

  public SweepId sweep() {
    return new SweepId(epoch, sweepAt);
  }

  /** The same for a reader that has been told the gap. */
  public SweepMark withoutGap() {
    return new SweepMark(
        v,
        cluster,
        alias,
        epoch,
        sweepAt,
        finishedAt,
        collector,
        counts,
        renewed,
        unreachable,
        Optional.empty(),
        sources,
        notSeen);
  }
}
