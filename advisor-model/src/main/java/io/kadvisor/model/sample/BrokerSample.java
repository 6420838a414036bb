package io.kadvisor.model.sample;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.unit.DataSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a sweep saw of one broker. Brokers that are absent from the metadata but hold replicas, or
 * were seen before, have a sample too, so that absence is a fact and not a gap.
 *
 * @param membership what the controller says of it
 * @param answer whether it answered a call of its own: the second witness
 * @param logDirs absent when not observed; with {@code logDirsAt} as their own time
 * @param config effective settings that rules read; empty when not observed
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record BrokerSample(
    int v,
    ClusterId cluster,
    BrokerId broker,
    long epoch,
    Instant sweepAt,
    Membership membership,
    Answer answer,
    Optional<String> host,
    Optional<Integer> port,
    Optional<String> rack,
    Optional<List<LogDir>> logDirs,
    Optional<Instant> logDirsAt,
    Map<String, String> config,
    List<Reading> readings,
    List<NotSeen> notSeen)
    implements Sample {

  /** What the controller's metadata says of a broker. */
  public enum Membership {
    /** Registered and not fenced. */
    LISTED,
    /** Registered and fenced: its session ended or it shuts down. */
    FENCED,
    /** Not in the metadata, though replicas or an earlier sweep name it. */
    ABSENT
  }

  /**
   * What came of asking the broker itself.
   *
   * @param latency of the answer
   * @param since the first sweep of the present run of unanswered ones
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Answer(Outcome outcome, Optional<Duration> latency, Optional<Instant> since) {
    /** How a broker's own call ended. */
    public enum Outcome {
      ANSWERED,
      /** Nothing listens: the connection was refused or reset. */
      REFUSED,
      /** The port may accept, but no answer came before the deadline. */
      TIMED_OUT,
      /** No address to ask, or the call was not allowed: says nothing. */
      NOT_ASKED
    }

    public Answer {
      Objects.requireNonNull(outcome, "outcome");
      latency = latency == null ? Optional.empty() : latency;
      since = since == null ? Optional.empty() : since;
    }

    /** True when the broker was asked and gave no answer. */
    @JsonIgnore
    public boolean silent() {
      return outcome == Outcome.REFUSED || outcome == Outcome.TIMED_OUT;
    }
  }

  /**
   * A log directory of the broker.
   *
   * @param total size of the volume, absent when the broker does not say
   * @param usable free space of the volume
   * @param used sum of its replicas
   * @param error set when the directory is offline
   * @param volume tells volumes apart: directories with the same one, on whatever broker, share
   *     their space; absent when not known
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record LogDir(
      String path,
      Optional<DataSize> total,
      Optional<DataSize> usable,
      DataSize used,
      Optional<String> error,
      Optional<String> volume) {
    /** A directory of which nobody knows whom it shares its volume with. */
    public LogDir(
        String path,
        Optional<DataSize> total,
        Optional<DataSize> usable,
        DataSize used,
        Optional<String> error) {
      this(path, total, usable, used, error, Optional.empty());
    }

    public LogDir {
      total = total == null ? Optional.empty() : total;
      usable = usable == null ? Optional.empty() : usable;
      error = error == null ? Optional.empty() : error;
      volume = volume == null ? Optional.empty() : volume;
    }
  }

  public BrokerSample {
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(broker, "broker");
    Objects.requireNonNull(sweepAt, "sweepAt");
    Objects.requireNonNull(membership, "membership");
    Objects.requireNonNull(answer, "answer");
    host = host == null ? Optional.empty() : host;
    port = port == null ? Optional.empty() : port;
    rack = rack == null ? Optional.empty() : rack;
    logDirs = logDirs == null ? Optional.empty() : logDirs.map(List::copyOf);
    logDirsAt = logDirsAt == null ? Optional.empty() : logDirsAt;
    config = config == null ? Map.of() : Map.copyOf(config);
    readings = readings == null ? List.of() : List.copyOf(readings);
    notSeen = notSeen == null ? List.of() : List.copyOf(notSeen);
  }

  @JsonIgnore
  @Override
  public Subject subject() {
    return Subject.of(broker);
  }

  public Optional<Reading> reading(Metric metric) {
    for (Reading reading : readings) {
      if (reading.metric() == metric) {
        return Optional.of(reading);
      }
    }
    return Optional.empty();
  }

  /** A counter's growth a second; absent where it was not read or has no {@link Reading#rate()}. */
  public OptionalDouble rate(Metric metric) {
    return reading(metric).map(Reading::rate).orElse(OptionalDouble.empty());
  }
}
