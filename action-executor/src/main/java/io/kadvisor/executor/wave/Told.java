package io.kadvisor.executor.wave;

import java.time.Duration;

/** Who is told what is under way. Waves are counted from 0. */
public interface Told {
  /** A wave does not begin yet. */
  void waits(int wave, String why);

  void begins(int wave);

  void goesOn(int wave, Progress progress);

  void ends(int wave, Duration took);

  /** No more is begun; what is under way is taken back now. */
  void stops(Cause cause, String why);
}
