package io.kadvisor.streams;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the streams app counts of itself since its start; shared by its threads. */
public final class StreamCounters {
  /** One thing that is counted. */
  public enum Count {
    SWEEPS_JUDGED("complete or partial sweeps that were judged"),
    SWEEPS_PARTIAL("sweeps that were judged without all that their mark counts"),
    SWEEPS_WITHOUT_MARK("sweeps that were given up because no mark closed them"),
    RECORDS_FENCED("samples and marks not greater than the last sweep"),
    MARKS_REFUSED("marks more than 30 s ahead of the reader's clock"),
    POLICIES_REFUSED("policies that would have overwritten a version"),
    SILENCES("silence records written"),
    DEAD_LETTERS("records that went to the dead-letter topic"),
    RECORDS_NOT_WRITTEN("results that could not be written, because of their size or form"),
    PLANS_MADE("first plans of advisories"),
    PLANS_REPLACED("plans in the place of others that held no more"),
    PLANS_NOT_POSSIBLE("looks at a cluster of which no plan could be made"),
    PLANS_FAILED("looks at a cluster that ended in a failure"),
    THREAD_DEATHS("stream threads that died and were replaced");

    private final String description;

    Count(String description) {
      this.description = description;
    }

    public String description() {
      return description;
    }
  }

  private final Map<Count, LongAdder> adders = new EnumMap<>(Count.class);

  public StreamCounters() {
    for (Count count : Count.values()) {
      adders.put(count, new LongAdder());
    }
  }

  public void add(Count count) {
    add(count, 1);
  }

  public void add(Count count, long times) {
    adders.get(count).add(times);
  }

  public long of(Count count) {
    return adders.get(count).sum();
  }

  /** All counts as they stand. */
  public Map<Count, Long> snapshot() {
    Map<Count, Long> counts = new EnumMap<>(Count.class);
    adders.forEach((count, adder) -> counts.put(count, adder.sum()));
    return counts;
  }
}
