package io.kadvisor.core.planner.kept;

import io.kadvisor.core.planner.Breach;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.live.Deviation;
import io.kadvisor.core.planner.live.LiveCluster;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.score.Moves;
import io.kadvisor.core.planner.wave.Throttle;
import io.kadvisor.core.planner.wave.Wave;
import io.kadvisor.core.planner.wave.Waves;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.plan.BrokerChange;
import io.kadvisor.model.plan.BrokerLoad;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.plan.ModelError;
import io.kadvisor.model.plan.PlanLoad;
import io.kadvisor.model.plan.PlanStep;
import io.kadvisor.model.plan.PlanSummary;
import io.kadvisor.model.plan.PlanSummary.Moved;
import io.kadvisor.model.plan.PlanSummary.Size;
import io.kadvisor.model.plan.PlanWave;
import io.kadvisor.model.unit.DataRate;
import io.kadvisor.model.unit.DataSize;
import io.kadvisor.model.unit.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes a plan down in the units of the model's records. */
final class PlanRecording {
  private static final double MEGABYTE = 1024 * 1024;
  private static final double KILOBYTE = 1024;
  private static final double PERCENT = 100;

  /** Sentences of each kind; a cluster in which more is wrong has other worries. */
  private static final int SENTENCES = 50;

  private final Sweep sweep;
  private final PlanWish wish;
  private final PlanLoad load;
  private final LiveCluster live;
  private final List<String> notes;
  private final Plan plan;
  private final Waves waves;
  private final ClusterModel model;
  private final PlanTexts texts;

  /**
   * @param notes what to know of the figures and the waves
   */
  PlanRecording(
      Sweep sweep,
      PlanWish wish,
      PlanLoad load,
      LiveCluster live,
      List<String> notes,
      Plan plan,
      Waves waves,
      PlanTexts texts) {
    this.sweep = sweep;
    this.wish = wish;
    this.load = load;
    this.live = live;
    this.notes = List.copyOf(notes);
    this.plan = plan;
    this.waves = waves;
    this.model = waves.model();
    this.texts = texts;
  }

  KeptPlan as(AdvisoryId advisory) {
    List<PlanStep> steps = PlanSteps.of(waves);
    return new KeptPlan(
        sweep.clusterId(),
        advisory,
        PlanIds.of(sweep, advisory, wish.asked(), steps),
        sweep.at(),
        summary(steps),
        planWaves(),
        brokers(),
        live.deviations().stream().map(PlanRecording::error).toList(),
        steps,
        texts.files(plan, waves));
  }

  private PlanSummary summary(List<PlanStep> steps) {
    Moves moves = plan.moves();
    int partitions =
        (int) steps.stream().map(step -> step.topic() + "-" + step.partition()).distinct().count();
    return new PlanSummary(
        sweep.id(),
        wish.asked(),
        Optional.empty(),
        new Size(model.brokerCount(), model.partitionCount(), model.replicaCount()),
        new Moved(
            partitions,
            waves.copies(),
            bytes(waves.megabytes()),
            new Ratio(moves.shareOfData()),
            moves.leaderChanges()),
        waves.waves().size(),
        waves.duration(),
        notes.stream().limit(SENTENCES).toList(),
        notKept(),
        Optional.of(load));
  }

  private List<String> notKept() {
    return Stream.concat(
            plan.breaches().stream().map(Breach::sentence), texts.leftOut(waves).stream())
        .limit(SENTENCES)
        .toList();
  }

  private List<PlanWave> planWaves() {
    List<PlanWave> all = new ArrayList<>();
    for (Wave wave : waves.waves()) {
      all.add(
          new PlanWave(
              all.size() + 1,
              texts.purpose(waves, wave),
              wave.steps().size(),
              wave.copies(),
              bytes(wave.megabytes()),
              wave.throttle().map(throttle -> new DataRate(throttle.bytesPerSecond())),
              wave.throttle().map(Throttle::duration)));
    }
    return all;
  }

  private List<BrokerChange> brokers() {
    var before = new Placement(plan.start());
    Placement after = plan.placement();
    List<BrokerChange> all = new ArrayList<>();
    for (int place = 0; place < plan.start().brokerCount(); place++) {
      Broker broker = plan.start().brokers().get(place);
      all.add(
          new BrokerChange(
              new BrokerId(broker.id()),
              broker.rack(),
              wish.leaving().contains(broker.id()),
              wish.joining().containsKey(broker.id()),
              load(before, place),
              load(after, place)));
    }
    return all;
  }

  private static BrokerLoad load(Placement placement, int place) {
    return new BrokerLoad(
        bytes(placement.carried(place, Measure.DISK.column())),
        rate(placement.carried(place, Measure.NW_IN.column())),
        rate(placement.carried(place, Measure.NW_OUT.column())),
        new Ratio(
            thousandths(Math.max(0, placement.carried(place, Measure.CPU.column())) / PERCENT)),
        (int) Math.round(placement.carried(place, Measure.REPLICAS.column())),
        (int) Math.round(placement.carried(place, Measure.LEADERS.column())));
  }

  private static DataSize bytes(double megabytes) {
    return new DataSize(Math.round(Math.max(0, megabytes) * MEGABYTE));
  }

  /** Whole bytes a second, since sums of moves leave crumbs. */
  private static DataRate rate(double kilobytes) {
    return new DataRate(Math.round(Math.max(0, kilobytes) * KILOBYTE));
  }

  private static double thousandths(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  private static ModelError error(Deviation deviation) {
    return new ModelError(
        new BrokerId(deviation.broker()),
        deviation.measure(),
        new DataRate(Math.round(deviation.estimated())),
        new DataRate(Math.round(deviation.measured())));
  }
}
