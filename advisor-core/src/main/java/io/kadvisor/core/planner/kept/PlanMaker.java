package io.kadvisor.core.planner.kept;

import io.kadvisor.core.planner.Objective;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.PlanRequest;
import io.kadvisor.core.planner.Planner;
import io.kadvisor.core.planner.live.LiveCluster;
import io.kadvisor.core.planner.live.PlatformChoice;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.Growth;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.model.Newcomer;
import io.kadvisor.core.planner.model.WhatIf;
import io.kadvisor.core.planner.search.Limits;
import io.kadvisor.core.planner.wave.WaveLimits;
import io.kadvisor.core.planner.wave.Waves;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.policy.Policy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Makes the plan of an advisory; the same sweep, load and wish give the same plan. */
public final class PlanMaker {
  private static final long SEED = 0;

  private final PlanTexts texts;

  public PlanMaker(PlanTexts texts) {
    this.texts = texts;
  }

  /**
   * Plans.
   *
   * @param load what traffic and CPU are taken from
   * @param stop asked now and then; once it says true, the plan is what was found until then
   * @throws InvalidModelException with every reason why no plan can be made of this sweep
   */
  public KeptPlan make(
      AdvisoryId advisory,
      PlanWish wish,
      Sweep sweep,
      LoadBase load,
      Policy policy,
      BooleanSupplier stop)
      throws InvalidModelException {
    LiveCluster live = new LiveCluster(sweep, policy.capacity(), load.windows());
    ClusterModelBuilder builder = new ClusterModelBuilder().named(sweep.mark().alias());
    live.addTo(builder, broker -> wish.leaving().contains(broker.id()), wish::means);
    ClusterModel model = imagined(wish, builder.build());
    Plan plan = Planner.plan(model, request(wish, model), stop);
    PlatformChoice platform = PlatformChoice.of(sweep, policy.capacity());
    WaveLimits limits =
        new WaveLimits(
            WaveLimits.COPIES_PER_BROKER,
            platform.platform(),
            model.constraints().capacityThreshold().disk(),
            OptionalInt.empty());
    Waves waves = Waves.of(plan, limits);
    List<String> notes = new ArrayList<>(live.notes());
    if (platform.platform().isMsk()) {
      notes.add("Waves for " + platform.sentence() + " policy.capacity, type, changes it.");
    }
    return new PlanRecording(sweep, wish, load.told(wish, sweep), live, notes, plan, waves, texts)
        .as(advisory);
  }

  /** With the brokers that are to join, and without work for those that are to leave. */
  private static ClusterModel imagined(PlanWish wish, ClusterModel model) {
    return wish.leaving().isEmpty() && wish.joining().isEmpty()
        ? model
        : new WhatIf(brokers(model.brokers(), wish), Set.of(), new TreeMap<>(), new TreeMap<>())
            .applyTo(model);
  }

  private static List<Broker> brokers(List<Broker> there, PlanWish wish) {
    List<Broker> brokers = new ArrayList<>();
    for (Broker broker : there) {
      BrokerState state = wish.leaving().contains(broker.id()) ? BrokerState.DEAD : broker.state();
      brokers.add(new Broker(broker.id(), broker.rack(), state, broker.capacity()));
    }
    List<Broker> staying =
        there.stream().filter(broker -> !wish.leaving().contains(broker.id())).toList();
    List<Broker> beside = staying.isEmpty() ? there : staying;
    wish.joining().forEach((id, rack) -> brokers.add(Newcomer.of(id, rack, beside)));
    return brokers;
  }

  private static PlanRequest request(PlanWish wish, ClusterModel model) {
    Growth growth = growth(wish, model);
    Limits limits =
        new Limits(Limits.NONE.megabytes(), Limits.NONE.moves(), fixed(wish, model), Set.of());
    return new PlanRequest(wish.objective(), growth, model.constraints().tolerance(), limits, SEED);
  }

  private static Growth growth(PlanWish wish, ClusterModel model) {
    if (wish.objective() != Objective.GROW) {
      return Growth.NONE;
    }
    var factors = new TreeMap<Integer, Integer>();
    for (int topic = 0; topic < model.topics().size(); topic++) {
      int factor = wish.topics().getOrDefault(model.topics().get(topic), 0);
      if (factor > 0) {
        factors.put(topic, factor);
      }
    }
    return new Growth(factors, new TreeMap<>());
  }

  /** All topics but those that are meant. */
  private static Set<Integer> fixed(PlanWish wish, ClusterModel model) {
    Set<Integer> fixed = new HashSet<>();
    for (int topic = 0; topic < model.topics().size(); topic++) {
      if (!wish.topics().isEmpty() && !wish.topics().containsKey(model.topics().get(topic))) {
        fixed.add(topic);
      }
    }
    return fixed;
  }
}
