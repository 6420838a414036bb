package io.kadvisor.core.window;

import io.kadvisor.model.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All windows of a cluster that still grow.
 *
 * @param next the number of the next sweep in the journal
 */
public record GrowingWindows(Map<Subject, Accumulator> subjects, long next) {
  public static final GrowingWindows NONE = new GrowingWindows(Map.of(), 0);

  public GrowingWindows {
    subjects = Collections.unmodifiableMap(subjects);
  }

  /** Put together from what a store kept. */
  public static GrowingWindows of(Collection<WindowPart> kept, WindowRoller roller) {
    Map<Subject, Accumulator> subjects = new TreeMap<>();
    NavigableMap<Long, List<ObservedPart>> journal = new TreeMap<>();
    for (WindowPart part : kept) {
      if (part instanceof ObservedPart observed) {
        journal.computeIfAbsent(observed.number(), n -> new ArrayList<>()).add(observed);
      } else {
        Accumulator accumulator = (Accumulator) part;
        subjects.put(accumulator.subject(), accumulator);
      }
    }
    if (journal.isEmpty()) {
      return new GrowingWindows(subjects, 0);
    }
    long last = journal.lastKey();
    journal
        .tailMap(last - WindowJournal.SWEEPS, false)
        .values()
        .forEach(sweep -> replay(sweep, subjects, roller));
    return new GrowingWindows(subjects, last + 1);
  }

  /** What was kept after that sweep has counted it and is left as it is. */
  private static void replay(
      List<ObservedPart> sweep, Map<Subject, Accumulator> subjects, WindowRoller roller) {
    Set<Subject> seen = new HashSet<>();
    for (ObservedPart part : sweep) {
      for (Observation observation : part.observations()) {
        Subject subject = observation.subject();
        seen.add(subject);
        Optional<Accumulator> before = Optional.ofNullable(subjects.get(subject));
        subjects.put(subject, roller.roll(before, observation).next());
      }
    }
    ObservedPart any = sweep.get(0);
    if (any.conclusive()) {
      subjects
          .values()
          .removeIf(a -> a.last().compareTo(any.sweep()) < 0 && !seen.contains(a.subject()));
    }
  }
}
