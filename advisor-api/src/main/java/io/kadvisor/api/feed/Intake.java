package io.kadvisor.api.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.kadvisor.api.event.EventLog;
import io.kadvisor.api.event.Position;
import io.kadvisor.api.read.ReadModel;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.command.ActionRecord;
import io.kadvisor.model.plan.PlanPart;
import io.kadvisor.model.sample.ClusterRecord;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.wire.Json;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What one record changes: the read model, and what subscribers are told. Used by one thread. */
public final class Intake {
  private final ReadModel model;
  private final EventLog events;
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong deadLetters = new AtomicLong();

  public Intake(ReadModel model, EventLog events) {
    this.model = model;
    this.events = events;
  }

  public ReadModel model() {
    return model;
  }

  /** A subscriber learns of a sweep by its time; what it saw is asked for. */
  public void see(ClusterRecord record, Instant readAt) {
    if (record instanceof ClusterSample sample) {
      model.see(sample);
    } else if (record instanceof SweepMark mark && model.see(mark, readAt)) {
      events.tellState(
          "sweep",
          "sweep " + mark.cluster(),
          json(Map.of("cluster", mark.cluster(), "sweepAt", mark.sweepAt())));
    }
  }

  public void see(Advisory advisory, Position position) {
    model.see(advisory);
    events.tell("advisory", position, json(advisory));
  }

  public void forget(ClusterId cluster, AdvisoryId advisory, Position position) {
    model.forget(cluster, advisory);
    events.tell("forgotten", position, json(Map.of("cluster", cluster, "advisory", advisory)));
  }

  /** A subscriber learns that there is another plan; what it is is asked for. */
  public void see(PlanPart part) {
    model
        .see(part)
        .ifPresent(
            plan ->
                events.tellState(
                    "plan",
                    "plan " + plan.cluster() + " " + plan.advisory(),
                    json(
                        Map.of(
                            "cluster",
                            plan.cluster(),
                            "advisory",
                            plan.advisory(),
                            "plan",
                            plan.id()))));
  }

  public void see(ActionRecord action, Position position) {
    model.see(action);
    events.tell("action", position, json(action));
  }

  void counted() {
    records.incrementAndGet();
  }

  /** How many that makes. */
  long skippedOne() {
    return skipped.incrementAndGet();
  }

  void deadLetter() {
    deadLetters.incrementAndGet();
  }

  /** Records read since the start. */
  public long records() {
    return records.get();
  }

  /** Records that could not be read and were left out. */
  public long skipped() {
    return skipped.get();
  }

  /** Records on the dead-letter topic of the last day and since. */
  public long deadLetters() {
    return deadLetters.get();
  }

  private static String json(Object value) {
    try {
      return Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record that was read can be written", e);
    }
  }
}
