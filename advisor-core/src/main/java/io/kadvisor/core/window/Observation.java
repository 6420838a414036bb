package io.kadvisor.core.window;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.sample.SweepId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one sweep adds to the windows of one subject; what was not observed is not in it. */
public final class Observation {
  private final ClusterId cluster;
  private final Subject subject;
  private final SweepId sweep;
  private final Map<Measure, Double> figures;
  private final List<PartitionColumn> columns;
  private final int rows;

  Observation(
      ClusterId cluster,
      Subject subject,
      SweepId sweep,
      Map<Measure, Double> figures,
      List<PartitionColumn> columns) {
    this.cluster = cluster;
    this.subject = subject;
    this.sweep = sweep;
    EnumMap<Measure, Double> sorted = new EnumMap<>(Measure.class);
    sorted.putAll(figures);
    this.figures = Collections.unmodifiableMap(sorted);
    this.columns = List.copyOf(columns);
    this.rows = columns.stream().mapToInt(column -> column.values().length).sum();
  }

  public ClusterId cluster() {
    return cluster;
  }

  public Subject subject() {
    return subject;
  }

  public SweepId sweep() {
    return sweep;
  }

  /** In the units of the measures. */
  public Map<Measure, Double> figures() {
    return figures;
  }

  /** How many numbers it holds. */
  int size() {
    return figures.size() + rows;
  }

  /** True when windows do not follow all of its partitions. */
  boolean large() {
    return rows > Busiest.FEW;
  }

  /** What the windows of the accumulator that counted it took of it. */
  Observation takenBy(Accumulator accumulator) {
    List<PartitionColumn> taken = Busiest.ofAny(columns, accumulator.buckets());
    return taken == columns ? this : new Observation(cluster, subject, sweep, figures, taken);
  }

  List<PartitionColumn> columns() {
    return columns;
  }
}
