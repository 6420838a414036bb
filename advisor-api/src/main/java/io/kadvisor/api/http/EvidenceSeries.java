package io.kadvisor.api.http;

import io.kadvisor.api.read.ClusterBook;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.unit.Unit;
import io.kadvisor.model.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The numbers behind an advisory over time: what the windows hold of its subjects from half an hour
 * before it opened until it ended.
 *
 * @param from and to bound what is told
 */
record EvidenceSeries(Instant from, Instant to, List<Line> lines) {
  private static final Duration BEFORE = Duration.ofMinutes(30);
  private static final int MOST_SUBJECTS = 10;

  /** One number of one subject. */
  record Line(Subject subject, String figure, Unit unit, List<Point> points) {}

  /** The number around a time: the mean and the highest of a window, or one reading. */
  record Point(Instant at, double mean, double maximum) {}

  static EvidenceSeries of(ClusterBook book, Advisory advisory) {
    Instant from = advisory.openedAt().minus(BEFORE);
    Instant to = advisory.endedAt().orElse(advisory.lastSeen()).plus(Duration.ofMinutes(1));
    List<Line> lines =
        subjects(advisory).flatMap(subject -> lines(book, subject, from, to).stream()).toList();
    return new EvidenceSeries(from, to, lines);
  }

  private static Stream<Subject> subjects(Advisory advisory) {
    return Stream.concat(
            Stream.of(advisory.subject()), advisory.evidence().stream().map(Evidence::subject))
        .distinct()
        .limit(MOST_SUBJECTS);
  }

  private static List<Line> lines(ClusterBook book, Subject subject, Instant from, Instant to) {
    Optional<Duration> finest = book.windowLengths().stream().findFirst();
    List<Window> windows =
        finest.map(length -> book.windows(subject, length, from, to)).orElse(List.of());
    List<Line> lines = new ArrayList<>(byFigure(subject, windows));
    if (subject.kind() == Subject.Kind.GROUP) {
      lines.add(lag(book, subject, from, to));
    }
    return lines;
  }

  private static List<Line> byFigure(Subject subject, List<Window> windows) {
    Map<String, Line> lines = new LinkedHashMap<>();
    for (Window window : windows) {
      window
          .figures()
          .forEach(
              (name, figure) ->
                  lines
                      .computeIfAbsent(
                          name, n -> new Line(subject, n, figure.unit(), new ArrayList<>()))
                      .points()
                      .add(new Point(window.start(), figure.mean(), figure.maximum())));
    }
    return List.copyOf(lines.values());
  }

  /** The lag of each sweep, which is finer than any window. */
  private static Line lag(ClusterBook book, Subject subject, Instant from, Instant to) {
    List<Point> points =
        book.lag(new GroupId(subject.name())).stream()
            .filter(point -> !point.at().isBefore(from) && point.at().isBefore(to))
            .map(point -> new Point(point.at(), point.lag(), point.lag()))
            .toList();
    return new Line(subject, "lag-by-sweep", Unit.RECORDS, points);
  }
}
