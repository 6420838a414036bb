package io.kadvisor.testkit.sample;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.plan.BrokerChange;
import io.kadvisor.model.plan.BrokerLoad;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.plan.ModelError;
import io.kadvisor.model.plan.PlanLoad;
import io.kadvisor.model.plan.PlanStep;
import io.kadvisor.model.plan.PlanSummary;
import io.kadvisor.model.plan.PlanSummary.Asked;
import io.kadvisor.model.plan.PlanSummary.Moved;
import io.kadvisor.model.plan.PlanSummary.Replaced;
import io.kadvisor.model.plan.PlanSummary.Size;
import io.kadvisor.model.plan.PlanWave;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.unit.DataRate;
import io.kadvisor.model.unit.DataSize;
import io.kadvisor.model.unit.Ratio;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan of two waves that fills a fourth broker, and lets another replica lead. */
public final class SampledPlan {
  private static final TopicName ORDERS = new TopicName("orders");
  private static final DataSize GIGABYTE = new DataSize(1L << 30);

  private SampledPlan() {}

  /**
   * The plan.
   *
   * @param at time of the sweep that it starts from
   */
  public static KeptPlan of(ClusterId cluster, AdvisoryId advisory, String id, Instant at) {
    return new KeptPlan(
        cluster,
        advisory,
        id,
        at,
        summary(at),
        List.of(
            new PlanWave(
                1,
                "balances",
                1,
                1,
                GIGABYTE,
                Optional.of(new DataRate(10 * 1024 * 1024)),
                Optional.of(Duration.ofSeconds(103))),
            new PlanWave(
                2, "changes leaders", 1, 0, new DataSize(0), Optional.empty(), Optional.empty())),
        List.of(
            new BrokerChange(new BrokerId(1), "az1", false, false, load(6, 4), load(5, 3)),
            new BrokerChange(new BrokerId(4), "az4", false, false, load(0, 0), load(1, 1))),
        List.of(
            new ModelError(
                new BrokerId(1), "bytes in", new DataRate(90_000), new DataRate(100_000))),
        List.of(
            new PlanStep(1, ORDERS, 0, List.of(1, 2, 3), List.of(4, 2, 3), 1, 4, GIGABYTE),
            new PlanStep(2, ORDERS, 1, List.of(2, 3, 1), List.of(2, 3, 1), 3, 2, new DataSize(0))),
        Map.of("reasons.txt", "orders-0 from 1 to 4\n", "steps.md", "# shop in 2 waves\n"));
  }

  private static PlanSummary summary(Instant at) {
    return new PlanSummary(
        new SweepId(1, at),
        new Asked(
            "balance",
            "Brings every broker within 10 % of the mean.",
            List.of(),
            List.of(),
            List.of()),
        Optional.<Replaced>empty(),
        new Size(4, 6, 18),
        new Moved(2, 1, GIGABYTE, new Ratio(0.05), 2),
        2,
        Duration.ofSeconds(103),
        List.of("CPU is not known of every broker and counts as nothing."),
        List.of(),
        Optional.of(
            new PlanLoad(
                PlanLoad.Source.CLOSED_WINDOWS,
                at.minusSeconds(720),
                at.minusSeconds(120),
                300,
                12_000,
                true,
                "These are the last ten minutes that are complete.")));
  }

  private static BrokerLoad load(int replicas, int leaders) {
    return new BrokerLoad(
        new DataSize(replicas * GIGABYTE.bytes()),
        new DataRate(replicas * 1000.0),
        new DataRate(leaders * 2000.0),
        new Ratio(replicas * 0.01),
        replicas,
        leaders);
  }
}
