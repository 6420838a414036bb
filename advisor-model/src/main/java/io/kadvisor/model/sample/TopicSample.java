package io.kadvisor.model.sample;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a sweep saw of one topic, a column a fact; row {@code n} is partition {@code n}, in a part
 * partition {@code part.first + n}.
 *
 * @param topicId Kafka's id: another one under the same name is another topic
 * @param internal Kafka's own ({@code __consumer_offsets} and the like)
 * @param self Kadvisor's own
 * @param leader broker id, −1 where there is none
 * @param replicas broker ids in preferred order, a row a partition
 * @param isr in-sync broker ids, a row a partition
 * @param eligible replicas out of the ISR that may still lead without loss (ELR), a row a
 *     partition; empty when not observed
 * @param reassigning partitions under reassignment; absent when not observed
 * @param earliest first offset that still exists; empty when not observed
 * @param latest end offset (high watermark)
 * @param stable read-committed end offset (last stable offset)
 * @param previousLatest end offsets of the sweep at {@code previousAt}, for rates
 * @param replicaBytes size of each replica, aligned with {@code replicas}; empty when not observed
 * @param config effective settings that rules read; empty when not observed
 * @param part absent where the topic fits one record; else which of its partitions these are. What
 *     is not of single partitions stands in every part
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record TopicSample(
    int v,
    ClusterId cluster,
    TopicName topic,
    String topicId,
    long epoch,
    Instant sweepAt,
    boolean internal,
    boolean self,
    IntColumn leader,
    List<IntColumn> replicas,
    List<IntColumn> isr,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<IntColumn> eligible,
    Optional<List<Reassigning>> reassigning,
    LongColumn earliest,
    LongColumn latest,
    LongColumn stable,
    LongColumn previousLatest,
    Optional<Instant> previousAt,
    List<LongColumn> replicaBytes,
    Map<String, String> config,
    List<NotSeen> notSeen,
    Optional<Part> part)
    implements Sample {

  /**
   * A partition whose replicas are being moved; its {@code replicas} hold the new ones, too.
   *
   * @param adding broker ids that are to hold it and may not have caught up
   * @param removing broker ids that give it up at the end
   */
  public record Reassigning(int partition, IntColumn adding, IntColumn removing) {}

  /** A topic that fits one record. */
  public TopicSample(
      int v,
      ClusterId cluster,
      TopicName topic,
      String topicId,
      long epoch,
      Instant sweepAt,
      boolean internal,
      boolean self,
      IntColumn leader,
      List<IntColumn> replicas,
      List<IntColumn> isr,
      List<IntColumn> eligible,
      Optional<List<Reassigning>> reassigning,
      LongColumn earliest,
      LongColumn latest,
      LongColumn stable,
      LongColumn previousLatest,
      Optional<Instant> previousAt,
      List<LongColumn> replicaBytes,
      Map<String, String> config,
      List<NotSeen> notSeen) {
    this(
        v,
        cluster,
        topic,
        topicId,
        epoch,
        sweepAt,
        internal,
        self,
        leader,
        replicas,
        isr,
        eligible,
        reassigning,
        earliest,
        latest,
        stable,
        previousLatest,
        previousAt,
        replicaBytes,
        config,
        notSeen,
        Optional.empty());
  }

  public TopicSample {
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(topicId, "topicId");
    Objects.requireNonNull(sweepAt, "sweepAt");
    Objects.requireNonNull(leader, "leader");
    replicas = List.copyOf(replicas);
    isr = List.copyOf(isr);
    if (replicas.size() != leader.size() || isr.size() != leader.size()) {
      throw new IllegalArgumentException(
          "topic "
              + topic
              + ": columns of "
              + leader.size()
              + ", "
              + replicas.size()
              + " and "
              + isr.size()
              + " rows");
    }
    // one list for both: most topics are well, and much is asked about their replicas
    isr = isr.equals(replicas) ? replicas : isr;
    eligible = eligible == null ? List.of() : List.copyOf(eligible);
    reassigning = reassigning == null ? Optional.empty() : reassigning.map(List::copyOf);
    earliest = earliest == null ? LongColumn.empty() : earliest;
    latest = latest == null ? LongColumn.empty() : latest;
    stable = stable == null ? LongColumn.empty() : stable;
    previousLatest = previousLatest == null ? LongColumn.empty() : previousLatest;
    previousAt = previousAt == null ? Optional.empty() : previousAt;
    replicaBytes = replicaBytes == null ? List.of() : List.copyOf(replicaBytes);
    config = config == null ? Map.of() : Map.copyOf(config);
    notSeen = notSeen == null ? List.of() : List.copyOf(notSeen);
    part = part == null ? Optional.empty() : part;
  }

  @JsonIgnore
  @Override
  public Subject subject() {
    return Subject.of(topic);
  }

  /**
   * True when each ISR is the list of replicas itself, so that no partition needs to be asked; the
   * same brokers in another order are not found by this.
   */
  @SuppressWarnings("ReferenceEquality") // the constructor made them one
  public boolean plainlyInSync() {
    return isr == replicas;
  }

  public int partitionCount() {
    return leader.size();
  }

  /** {@code min.insync.replicas}, absent when the configuration was not observed. */
  public OptionalInt minInsyncReplicas() {
    String value = config.get("min.insync.replicas");
    return value == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
  }

  /**
   * How many replicas of a partition must be in sync for {@code acks=all}; absent when the
   * configuration was not observed. Kafka never asks for more than there are ({@code
   * Partition.effectiveMinIsr}).
   */
  public OptionalInt neededInSync(int partition) {
    OptionalInt minimum = minInsyncReplicas();
    return minimum.isPresent()
        ? OptionalInt.of(Math.min(minimum.getAsInt(), replicas.get(partition).size()))
        : minimum;
  }

  /** The first replica: the leader that Kafka prefers. */
  public int preferredLeader(int partition) {
    return replicas.get(partition).get(0);
  }
}
