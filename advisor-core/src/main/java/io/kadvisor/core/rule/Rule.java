package io.kadvisor.core.rule;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.sweep.Sweep;
import java.util.List;

/** One condition, judged on one sweep. Pure: it keeps nothing, and time is the sweep's. */
public interface Rule {
  RuleDefinition definition();

  /**
   * A verdict for each subject that the rule speaks about. A subject that is not mentioned in a
   * conclusive sweep is gone, and so is its finding.
   *
   * @param memory already advanced by this sweep
   */
  List<Assessment> assess(Sweep sweep, Memory memory, Settings settings);
}
