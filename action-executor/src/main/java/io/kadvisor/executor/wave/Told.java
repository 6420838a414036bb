package io.kadvisor.executor.wave;

import java.time.Duration;
import java.util.SortedSet;

/** Who is told what is under way. Waves are counted from 0. */
public interface Told {
  /** Before the first wave: topics whose min ISR nobody tells, and that is taken for 1. */
  void unknownMinIsr(SortedSet<String> topics);

  /** A wave does not begin yet. */
  void waits(int wave, String why);

  void begins(int wave);

  void goesOn(int wave, Progress progress);

  void ends(int wave, Duration took);

  /** No more is begun; what is under way is taken back now. */
  void stops(Cause cause, String why);
}
