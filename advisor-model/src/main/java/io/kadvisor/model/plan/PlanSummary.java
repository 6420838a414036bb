package io.kadvisor.model.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.unit.DataSize;
import io.kadvisor.model.unit.Ratio;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A plan in short.
 *
 * @param sweep what the plan starts from
 * @param asked what was asked of the planner; another question makes another plan
 * @param replaced the plan that this one stands in the place of; absent for the first
 * @param size of the cluster
 * @param moved what is copied and changed
 * @param waves to be done one after the other
 * @param duration of all waves at their throttles, without the pauses between them
 * @param notes what to know of the figures before trusting the plan
 * @param notKept limits that do not hold in the end, and steps that are in no wave, each with what
 *     would have to give way
 * @param load what the traffic is taken from; absent in records from before it was told
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PlanSummary(
    SweepId sweep,
    Asked asked,
    Optional<Replaced> replaced,
    Size size,
    Moved moved,
    int waves,
    Duration duration,
    List<String> notes,
    List<String> notKept,
    Optional<PlanLoad> load) {
  /**
   * A question.
   *
   * @param objective as {@code kadvisor plan --objective} names it
   * @param purpose what the plan is for, in a sentence
   * @param leaving brokers that are to end without replicas
   * @param joining brokers that must have joined before the plan is carried out
   * @param topics what is asked of single topics, {@code orders} or {@code orders=3} replicas; none
   *     where all are meant
   */
  public record Asked(
      String objective,
      String purpose,
      List<Integer> leaving,
      List<Integer> joining,
      List<String> topics) {
    public Asked {
      Objects.requireNonNull(objective, "objective");
      Objects.requireNonNull(purpose, "purpose");
      leaving = List.copyOf(leaving);
      joining = List.copyOf(joining);
      topics = List.copyOf(topics);
    }
  }

  /** A plan that does not hold any more, and why not. */
  public record Replaced(String plan, String why) {
    public Replaced {
      Objects.requireNonNull(plan, "plan");
      Objects.requireNonNull(why, "why");
    }
  }

  /** How large the cluster is. */
  public record Size(int brokers, int partitions, int replicas) {}

  /**
   * What a plan changes.
   *
   * @param partitions that change at all
   * @param copies replicas on brokers that have none yet
   * @param share of all bytes of the cluster
   * @param leaderChanges partitions that another broker leads
   */
  public record Moved(int partitions, int copies, DataSize bytes, Ratio share, int leaderChanges) {}

  public PlanSummary {
    Objects.requireNonNull(sweep, "sweep");
    Objects.requireNonNull(asked, "asked");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(moved, "moved");
    Objects.requireNonNull(duration, "duration");
    replaced = replaced == null ? Optional.empty() : replaced;
    notes = List.copyOf(notes);
    notKept = List.copyOf(notKept);
    load = load == null ? Optional.empty() : load;
  }

  /** The same, of a plan in the place of another. */
  PlanSummary inPlaceOf(Replaced other) {
    return new PlanSummary(
        sweep, asked, Optional.of(other), size, moved, waves, duration, notes, notKept, load);
  }
}
