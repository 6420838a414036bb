package io.kadvisor.api.read;

import io.kadvisor.model.unit.DataSize;

/**
 * How much is kept in memory; what is older falls out first.
 *
 * @param windowsPerSubject of one length and one subject
 * @param windows of one cluster in all
 * @param lagPoints of one group
 * @param endedAdvisories of one cluster; open ones are always kept
 * @param actions of one cluster
 * @param artefacts content of one cluster in all
 * @param planSteps of all plans of one cluster; the newest plan is always kept
 */
public record Limits(
    int windowsPerSubject,
    int windows,
    int lagPoints,
    int endedAdvisories,
    int actions,
    DataSize artefacts,
    int planSteps) {
  /** About 150 MB for a large cluster: a window is some 1 KB, an advisory some 10 KB. */
  public static final Limits DEFAULT =
      new Limits(360, 60_000, 120, 2_000, 2_000, new DataSize(32L << 20), 200_000);
}
