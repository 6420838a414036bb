package io.kadvisor.core.window;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Spares a store from taking every accumulator in every sweep. What a sweep observed is kept for
 * {@value #SWEEPS} sweeps; in that time each subject's turn comes once, in which its accumulator is
 * kept. So what the store holds is exact at any sweep: accumulators, and all that they lack.
 */
public final class WindowJournal {
  /**
   * Sweeps that the journal holds. Another number is another journal: a store in which subjects had
   * other turns may lack sweeps.
   */
  public static final int SWEEPS = 12;

  /** Numbers in a part; with at most ten bytes each it stays below Kafka's megabyte. */
  private static final int PART = 30_000;

  private WindowJournal() {}

  /** The place of a sweep in the journal: it takes that of {@value #SWEEPS} sweeps before. */
  public static int place(long number) {
    return (int) (number % SWEEPS);
  }

  /** Whether an accumulator is to be kept after a sweep; the same in every process. */
  public static boolean isTurn(Accumulator accumulator, long number) {
    return accumulator.turn(SWEEPS) == place(number);
  }

  /**
   * The journal's parts of a sweep, one at least.
   *
   * @param after what the sweep made of each subject's accumulator
   */
  public static List<ObservedPart> parts(
      Sweep sweep, long number, List<Observation> observations, Map<Subject, Accumulator> after) {
    List<ObservedPart> parts = new ArrayList<>();
    List<Observation> some = new ArrayList<>();
    int size = 0;
    for (Observation observation : observations) {
      Observation taken =
          observation.large() ? observation.takenBy(after.get(observation.subject())) : observation;
      int more = taken.size();
      if (!some.isEmpty() && size + more > PART) {
        parts.add(part(sweep, number, parts.size(), some));
        some.clear();
        size = 0;
      }
      some.add(taken);
      size += more;
    }
    parts.add(part(sweep, number, parts.size(), some));
    return parts;
  }

  private static ObservedPart part(
      Sweep sweep, long number, int part, List<Observation> observations) {
    return new ObservedPart(
        sweep.clusterId(), number, part, sweep.id(), sweep.conclusive(), observations);
  }
}
