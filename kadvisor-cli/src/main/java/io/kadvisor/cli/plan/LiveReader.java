package io.kadvisor.cli.plan;

import io.kadvisor.cli.config.NamedCluster;
import io.kadvisor.cli.plan.execute.Reached;
import io.kadvisor.collector.Look;
import io.kadvisor.collector.WatchedCluster;
import io.kadvisor.collector.sweep.Samples;
import io.kadvisor.core.planner.live.Deviation;
import io.kadvisor.core.planner.live.LiveCluster;
import io.kadvisor.core.planner.live.PlatformChoice;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.SweepMark.Counts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/** Reads the model from a cluster that runs, in place of a file. */
final class LiveReader {
  private final WatchedCluster watched;
  private final Capacity declared;

  private LiveReader(WatchedCluster watched, Capacity declared) {
    this.watched = watched;
    this.declared = declared;
  }

  /** The model, and what to know before trusting its figures. */
  record Live(
      ClusterModel model,
      List<String> notes,
      List<Deviation> deviations,
      SortedMap<Integer, Double> cpu,
      PlatformChoice platform) {}

  static LiveReader of(NamedCluster named) {
    return new LiveReader(named.watched(), named.capacity());
  }

  /** The way to a cluster that has been read. */
  Reached reached() {
    return new Reached(watched, declared);
  }

  /**
   * Sweeps twice.
   *
   * @param observe from one sweep to the next, for rates
   * @param leaving brokers that the plan is made without
   * @throws InvalidModelException with every reason why there can be no plan
   * @throws io.kadvisor.collector.facts.Unreadable when the cluster cannot be read
   */
  Live read(Duration observe, Predicate<Broker> leaving)
      throws InvalidModelException, InterruptedException {
    try (Look look = new Look(watched, Clock.systemUTC())) {
      return read(sweep(look.twice(observe)), leaving);
    }
  }

  /** The same of a sweep that is there. */
  Live read(Sweep sweep, Predicate<Broker> leaving) throws InvalidModelException {
    var live = new LiveCluster(sweep, declared);
    var model = new ClusterModelBuilder().named(watched.alias());
    live.addTo(model, leaving);
    ClusterModel read = model.build();
    List<String> notes = new ArrayList<>(live.notes());
    if (!read.hasPeaks()) {
      notes.add("Two readings know no peaks: capacities are kept on the mean alone.");
    }
    return new Live(
        read,
        List.copyOf(notes),
        live.deviations(),
        live.cpu(),
        PlatformChoice.of(sweep, declared));
  }

  private static Sweep sweep(Look.Seen seen) {
    Samples samples = seen.samples();
    var stamp = seen.stamp();
    var mark =
        new SweepMark(
            Sample.VERSION,
            stamp.cluster(),
            stamp.alias(),
            stamp.sweep().epoch(),
            stamp.sweep().sweepAt(),
            stamp.sweep().sweepAt(),
            "plan",
            new Counts(
                samples.brokers().size(), samples.topics().size(), samples.groups().size(), 1),
            samples.renewed(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            samples.notSeen());
    return Sweep.whole(
        mark, samples.cluster(), samples.brokers(), samples.topics(), samples.groups());
  }
}
