package io.kadvisor.core.advice;

import java.time.Duration;
import java.time.Instant;

/** What becomes of records that nobody reads. */
final class UnreadRecords {
  private UnreadRecords() {}

  /**
   * When retention begins to delete what is unread.
   *
   * @param since when reading stopped
   */
  static String forecast(GroupView group, Instant since) {
    String growth =
        group.recordsIn().isPresent()
            ? "The lag grows by about "
                + Phrase.count(Math.round(group.recordsIn().getAsDouble()), "record")
                + " a second."
            : "The lag grows with every record.";
    return growth
        + group
            .retention()
            .map(
                kept ->
                    " From "
                        + Phrase.time(since.plus(kept))
                        + " on, retention ("
                        + kept(kept)
                        + ") deletes records unread.")
            .orElse("");
  }

  private static String kept(Duration kept) {
    return Phrase.duration(kept);
  }
}
