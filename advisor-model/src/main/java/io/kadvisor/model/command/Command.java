package io.kadvisor.model.command;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A record on {@code commands}. It takes effect at the first sweep at or after {@code
 * effectiveFrom}; {@link Silence} is judged when it is read, since no sweep will come.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(Command.Acknowledge.class),
  @JsonSubTypes.Type(Command.Dismiss.class),
  @JsonSubTypes.Type(Command.Snooze.class),
  @JsonSubTypes.Type(Command.Approve.class),
  @JsonSubTypes.Type(Command.Report.class),
  @JsonSubTypes.Type(Command.Silence.class)
})
public sealed interface Command {
  /** The schema version that is written today. */
  int VERSION = 1;

  int v();

  ClusterId cluster();

  /** Unique among commands of its kind to its advisory: of those with the same one is obeyed. */
  String commandId();

  /** Who says so. */
  String by();

  Instant effectiveFrom();

  /** The advisory meant; absent for {@link Silence}. */
  @JsonIgnore
  Optional<AdvisoryId> target();

  /** Its type in JSON. */
  @JsonIgnore
  default String kind() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  @JsonTypeName("acknowledge")
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Acknowledge(
      int v,
      ClusterId cluster,
      AdvisoryId advisory,
      String commandId,
      String by,
      Instant effectiveFrom,
      Optional<String> note)
      implements Command {
    public Acknowledge {
      note = note == null ? Optional.empty() : note;
    }

    @Override
    public Optional<AdvisoryId> target() {
      return Optional.of(advisory);
    }
  }

  /** Says that the advisory does not matter; the reason is part of the audit. */
  @JsonTypeName("dismiss")
  record Dismiss(
      int v,
      ClusterId cluster,
      AdvisoryId advisory,
      String commandId,
      String by,
      Instant effectiveFrom,
      String reason)
      implements Command {
    @Override
    public Optional<AdvisoryId> target() {
      return Optional.of(advisory);
    }
  }

  /** Keeps the advisory out of sight until a time; its life goes on. */
  @JsonTypeName("snooze")
  record Snooze(
      int v,
      ClusterId cluster,
      AdvisoryId advisory,
      String commandId,
      String by,
      Instant effectiveFrom,
      Instant until)
      implements Command {
    @Override
    public Optional<AdvisoryId> target() {
      return Optional.of(advisory);
    }
  }

  /**
   * Lets the action of exactly this revision run.
   *
   * @param revision that the person read
   */
  @JsonTypeName("approve")
  record Approve(
      int v,
      ClusterId cluster,
      AdvisoryId advisory,
      String commandId,
      String by,
      Instant effectiveFrom,
      int revision)
      implements Command {
    @Override
    public Optional<AdvisoryId> target() {
      return Optional.of(advisory);
    }
  }

  /**
   * The executor's word on an action.
   *
   * @param outcome {@code RUNNING}, {@code VERIFIED}, {@code INEFFECTIVE} or {@code FAILED}
   */
  @JsonTypeName("report")
  record Report(
      int v,
      ClusterId cluster,
      AdvisoryId advisory,
      String commandId,
      String by,
      Instant effectiveFrom,
      AdvisoryState outcome,
      String detail)
      implements Command {
    @Override
    public Optional<AdvisoryId> target() {
      return Optional.of(advisory);
    }
  }

  /**
   * No mark was read for a time, says the punctuator that watches the wall clock.
   *
   * @param lastMark {@code sweepAt} of the last mark read; absent when there never was one
   */
  @JsonTypeName("silence")
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Silence(
      int v,
      ClusterId cluster,
      String commandId,
      String by,
      Instant effectiveFrom,
      Optional<Instant> lastMark)
      implements Command {
    public Silence {
      lastMark = lastMark == null ? Optional.empty() : lastMark;
    }

    @Override
    public Optional<AdvisoryId> target() {
      return Optional.empty();
    }
  }
}
