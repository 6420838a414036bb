package io.kadvisor.collector;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.SweepMark.SourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How the collector is at one moment, known without Kafka: for health, metrics and terminal. */
public record CollectorHealth(String instance, List<ClusterHealth> clusters) {
  public CollectorHealth {
    clusters = List.copyOf(clusters);
  }

  /** True when some cluster is not seen or its sweeps cannot be written. */
  public boolean blind() {
    return clusters.stream().anyMatch(cluster -> cluster.blind().isPresent());
  }

  /**
   * One watched cluster.
   *
   * @param id absent until it answered for the first time
   * @param standby true while another collector sweeps it
   * @param epoch of the sweeps, absent before the first
   * @param lastSweep the last that was read, whether published or not
   * @param lastMark the last whose mark the home has acknowledged
   * @param blind why nothing current is known, with the last state that was
   * @param notSeen by the last sweep, of the cluster as a whole
   */
  public record ClusterHealth(
      String alias,
      Optional<ClusterId> id,
      boolean standby,
      Optional<Long> epoch,
      Optional<SweepHealth> lastSweep,
      Optional<Instant> lastMark,
      Optional<Blindness> blind,
      List<SourceStatus> sources,
      List<NotSeen> notSeen,
      Counters counters) {
    public ClusterHealth {
      sources = List.copyOf(sources);
      notSeen = List.copyOf(notSeen);
    }
  }

  /** A sweep that was read. */
  public record SweepHealth(
      Instant at, Duration took, boolean slow, int brokers, int topics, int groups) {}

  /** Which side is in the dark, since when and why. */
  public record Blindness(Side side, Instant since, String cause, String sentence) {
    /** What cannot be reached. */
    public enum Side {
      WATCHED,
      HOME
    }
  }

  /**
   * Counts since the start.
   *
   * @param failed sweeps that could not be read
   * @param lost sweeps that were read and never published
   * @param bytes of records, before compression
   */
  public record Counters(
      long sweeps, long failed, long lost, long marks, long records, long bytes) {}
}
