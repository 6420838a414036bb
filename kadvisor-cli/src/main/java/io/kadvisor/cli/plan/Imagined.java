package io.kadvisor.cli.plan;

import io.kadvisor.core.planner.model.ClusterModel;
import java.util.List;

/**
 * The cluster that is planned for.
 *
 * @param asItIs what was read
 * @param model what is planned for
 * @param changes from the one to the other, in words; empty where nothing but what is asked of the
 *     plan differs
 * @param notes what to know of them
 */
record Imagined(ClusterModel asItIs, ClusterModel model, List<String> changes, List<String> notes) {
  boolean isWhatIf() {
    return !changes.isEmpty();
  }
}
