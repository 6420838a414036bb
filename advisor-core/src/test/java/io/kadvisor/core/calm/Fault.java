package io.kadvisor.core.calm;

import io.kadvisor.model.advisory.Advisory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * Something that happens to the feed, and what should be told of it.
 *
 * @param what names it in the report
 * @param told whether it deserves an advisory; what does not is an everyday event
 * @param is whether an advisory is this fault's
 * @param within whether an advisory tells it as part of another trouble
 */
record Fault(
    Kind what,
    Instant start,
    Instant end,
    boolean told,
    Predicate<Advisory> is,
    Predicate<Advisory> within,
    List<Step> steps) {

  /** Every kind, in the words of the report. */
  enum Kind {
    ZONE_DIES("a zone dies", true),
    BROKER_DIES("a broker dies", true),
    BROKER_SLOW("a broker is slow", true),
    CPU_SHORT("a broker lacks CPU", true),
    DISK_FILLS("a disk is too full", true),
    CONTROLLER_DIES("a controller dies", true),
    CONTROLLERS_CHANGE("controllers are elected again and again", true),
    GROUP_GONE("a group's application is gone", true),
    GROUP_STUCK("a group stands still", true),
    GROUP_SLOW("a group falls behind", true),
    WEAK_TOPIC("a topic is badly created", true),
    ROLLING_RESTART("a broker is restarted in order", false),
    DEPLOYMENT("a group is deployed", false),
    BURST("a producer bursts", false),
    STALL("a broker stalls for a moment", false),
    CPU_BURST("a broker's CPU is busy for minutes", false),
    DISK_BURST("a disk is too full for minutes", false),
    CONTROLLER("the active controller is restarted", false),
    CONTROLLER_ROLL("all controllers are restarted in order", false),
    TOPIC_LIFE("a topic is created and deleted", false);

    final String words;
    final boolean deserves;

    Kind(String words, boolean deserves) {
      this.words = words;
      this.deserves = deserves;
    }
  }

  /** Something to do to the feed at a time. */
  record Step(Instant at, Runnable action) {}

  /** How long after a fault's end an advisory may still be opened for it. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  boolean overlaps(Fault other) {
    return start.isBefore(other.end) && other.start.isBefore(end);
  }

  boolean isWithin(Advisory advisory) {
    return inTime(advisory) && within.test(advisory);
  }

  boolean explains(Advisory advisory) {
    return inTime(advisory) && is.test(advisory);
  }

  private boolean inTime(Advisory advisory) {
    return !advisory.updatedAt().isBefore(start) && advisory.updatedAt().isBefore(end.plus(GRACE));
  }
}
