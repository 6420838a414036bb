package io.kadvisor.cli.demo;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What the person at the terminal reads: one line a step with its time in UTC, advisories set off
 * by a bar.
 */
final class Terminal {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String BLANK = " ".repeat(8);

  private final PrintWriter out;
  private final Clock clock;

  Terminal(PrintWriter out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  /** A step of the demo. */
  synchronized void step(String sentence) {
    out.println(now() + "  " + sentence);
    out.flush();
  }

  /** Something for which the person should look. */
  synchronized void heading(String sentence) {
    out.println();
    out.println(now() + "  == " + sentence);
    out.flush();
  }

  /** A few lines that belong together. */
  synchronized void block(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      out.println((i == 0 ? now() : BLANK) + "  | " + lines.get(i));
    }
    out.flush();
  }

  private String now() {
    return TIME.format(clock.instant());
  }
}
