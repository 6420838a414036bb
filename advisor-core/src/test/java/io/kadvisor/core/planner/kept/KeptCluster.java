package io.kadvisor.core.planner.kept;

import io.kadvisor.core.planner.Objective;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.wave.Wave;
import io.kadvisor.core.planner.wave.Waves;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.Sweeps;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.plan.PlanStep;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.policy.Capacity.Resources;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Four brokers in four racks, the last of them empty. */
final class KeptCluster {
  static final AdvisoryId ADVISORY = new AdvisoryId("replica-skew", Subject.CLUSTER, 1);
  static final PlanWish BALANCE = wish(Objective.BALANCE);
  private static final long MEGABYTE = 1024 * 1024;
  private static final int PARTITIONS = 24;

  final SampledCluster cluster = SampledCluster.of(4);
  final SampledTopic orders = cluster.topic("orders");
  final Policy policy = Policy.standard(cluster.id());

  KeptCluster() {
    cluster.broker(4).rack("new");
    long[] records = new long[PARTITIONS];
    for (int partition = 0; partition < PARTITIONS; partition++) {
      orders.partition(1 + partition % 3, 1 + (partition + 1) % 3, 1 + (partition + 2) % 3);
      records[partition] = 100;
    }
    orders
        .bytesEach(100 * MEGABYTE)
        .start(new long[PARTITIONS])
        .end(records)
        .grown(Duration.ofSeconds(10), records);
  }

  /** A wish of nothing but its objective. */
  static PlanWish wish(Objective objective, Integer... leaving) {
    return new PlanWish(
        objective, "", new TreeSet<>(List.of(leaving)), new TreeMap<>(), new TreeMap<>());
  }

  /** All other partitions are led by one broker, which nothing has to be copied to mend. */
  void leadFromOne(int partitions) {
    SampledTopic clicks = cluster.topic("clicks");
    for (int partition = 0; partition < partitions; partition++) {
      clicks.partition(1, 2, 3);
    }
    clicks
        .bytesEach(MEGABYTE)
        .start(new long[partitions])
        .end(new long[partitions])
        .grown(Duration.ofSeconds(10), new long[partitions]);
  }

  /** As if the type of all brokers were declared. */
  Policy declaring(String type) {
    var resources =
        new Resources(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(type));
    return new Policy(
        policy.v(),
        policy.cluster(),
        policy.name(),
        policy.version(),
        policy.effectiveFrom(),
        policy.durationFactor(),
        policy.rules(),
        policy.defaultOwner(),
        policy.owners(),
        policy.calm(),
        new Capacity(resources, Map.of(), Duration.ofHours(1), 3, Optional.empty()),
        policy.backup(),
        policy.drain());
  }

  /** A counter of a broker as it is after ten seconds in which it grew by so much in each. */
  void counting(int broker, Metric metric, double perSecond) {
    Instant start = cluster.now().minusSeconds(10);
    cluster
        .broker(broker)
        .reading(
            new Reading(
                metric,
                10 * perSecond,
                cluster.now(),
                Fact.Source.JMX,
                Optional.of(new Reading.Previous(0, start))));
  }

  Sweep sweep() {
    return Sweeps.of(cluster);
  }

  KeptPlan plan(PlanWish wish) {
    return plan(wish, LoadBase.lastSweep("A test has no windows."));
  }

  KeptPlan plan(PlanWish wish, Policy under) {
    return plan(wish, LoadBase.lastSweep("A test has no windows."), under);
  }

  KeptPlan plan(PlanWish wish, LoadBase load) {
    return plan(wish, load, policy);
  }

  private KeptPlan plan(PlanWish wish, LoadBase load, Policy under) {
    try {
      return new PlanMaker(new Plain()).make(ADVISORY, wish, sweep(), load, under, () -> false);
    } catch (InvalidModelException e) {
      throw new AssertionError(e);
    }
  }

  /** Does steps as an operator does. */
  void carryOut(Collection<PlanStep> steps) {
    for (PlanStep step : steps) {
      orders.assign(step.partition(), step.after().toArray(Integer[]::new));
    }
  }

  private static final class Plain implements PlanTexts {
    @Override
    public Map<String, String> files(Plan plan, Waves waves) {
      return Map.of("steps.md", "# Steps\n");
    }

    @Override
    public String purpose(Waves waves, Wave wave) {
      return wave.urgency().name();
    }

    @Override
    public List<String> leftOut(Waves waves) {
      return List.of();
    }
  }
}
