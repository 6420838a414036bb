package io.kadvisor.core.planner.kept;

import io.kadvisor.core.planner.live.PlatformChoice;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.window.LatestWindows;
import io.kadvisor.core.window.WindowMeans;
import io.kadvisor.core.window.WindowRoller;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.plan.BrokerChange;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.plan.PlanStep;
import io.kadvisor.model.plan.PlanSummary.Asked;
import io.kadvisor.model.plan.PlanWave;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a plan holds no more for the cluster as a sweep sees it. Steps that are done, or under way,
 * are what a plan is for, and no reason.
 */
public final class Drift {
  /** Own choice: a plan of half or one and a half times the bytes would be another plan. */
  private static final double GROWN = 1.5;

  /** Own choice: bytes below which a cluster changes by a multiple in a minute. */
  private static final double LITTLE = 1L << 30;

  /** Own choice: records a second below which one producer more is a multiple. */
  private static final double CALM = 1000;

  /** Own choice, unscaled: a plan that has nothing left to do is made anew this long after it. */
  private static final Duration DONE = Duration.ofHours(1);

  private final KeptPlan plan;
  private final Sweep sweep;
  private final LatestWindows windows;
  private final Policy policy;

  private Drift(KeptPlan plan, Sweep sweep, LatestWindows windows, Policy policy) {
    this.plan = plan;
    this.sweep = sweep;
    this.windows = windows;
    this.policy = policy;
  }

  /** The first reason, in a sentence; absent while the plan holds. */
  public static Optional<String> of(
      KeptPlan plan, PlanWish wish, Sweep sweep, LatestWindows windows, Policy policy) {
    var drift = new Drift(plan, sweep, windows, policy);
    return drift
        .ofBrokers()
        .or(() -> drift.ofWish(wish))
        .or(drift::ofPlatform)
        .or(drift::ofPlaces)
        .or(() -> drift.ofPartitions(wish))
        .or(() -> drift.ofBytes(wish))
        .or(() -> drift.ofTraffic(wish))
        .or(drift::ofEnd);
  }

  private Optional<String> ofBrokers() {
    Map<Integer, BrokerChange> known =
        plan.brokers().stream()
            .collect(Collectors.toMap(change -> change.broker().value(), change -> change));
    for (BrokerSample broker : sweep.brokers().values()) {
      int id = broker.broker().value();
      BrokerChange change = known.get(id);
      boolean listed = broker.membership() == Membership.LISTED;
      if (listed && (change == null || change.joins())) {
        return Optional.of("broker " + id + " has joined");
      }
      if (listed && broker.rack().filter(rack -> !rack.equals(change.rack())).isPresent()) {
        return Optional.of("broker " + id + " is in rack " + broker.rack().get() + " now");
      }
    }
    return known.values().stream()
        .filter(change -> !change.joins() && hasLeft(change.broker()))
        .map(change -> "broker " + change.broker() + " has left")
        .findFirst();
  }

  private boolean hasLeft(BrokerId broker) {
    return !sweep.brokers().containsKey(broker)
        || sweep.brokers().get(broker).membership() == Membership.ABSENT;
  }

  private Optional<String> ofWish(PlanWish wish) {
    Asked was = plan.summary().asked();
    Asked is = wish.asked();
    if (!was.leaving().equals(is.leaving())) {
      return Optional.of("other brokers are to be emptied: " + orNone(is.leaving()));
    }
    boolean same =
        was.objective().equals(is.objective())
            && was.joining().equals(is.joining())
            && stillMeant(was.topics(), is.topics());
    return same ? Optional.empty() : Optional.of("the advisory asks for something else by now");
  }

  /** What was mended since is asked for no more. */
  private static boolean stillMeant(List<String> was, List<String> is) {
    return was.isEmpty() == is.isEmpty() && was.containsAll(is);
  }

  private static String orNone(List<Integer> brokers) {
    return brokers.isEmpty() ? "none" : brokers.toString();
  }

  /** By then it is known that the brokers are Amazon MSK's, or of which type they are. */
  private Optional<String> ofPlatform() {
    PlatformChoice now = PlatformChoice.of(sweep, policy.capacity());
    int largest = plan.waves().stream().mapToInt(PlanWave::partitions).max().orElse(0);
    return largest <= now.platform().partitions()
        ? Optional.empty()
        : Optional.of("a wave has " + largest + " partitions, and this is " + now.claim());
  }

  /** Partitions that are neither where the plan found them nor where it puts them. */
  private Optional<String> ofPlaces() {
    Map<String, Set<List<Integer>>> places = new HashMap<>();
    for (PlanStep step : plan.steps()) {
      Set<List<Integer>> known = places.computeIfAbsent(name(step), partition -> new HashSet<>());
      known.add(step.before());
      known.add(step.after());
    }
    Set<String> moving = moving();
    Set<String> elsewhere = new TreeSet<>();
    for (PlanStep step : plan.steps()) {
      if (!moving.contains(name(step)) && !isAt(step, places.get(name(step)))) {
        elsewhere.add(name(step));
      }
    }
    return elsewhere.stream()
        .findFirst()
        .map(
            first ->
                elsewhere.size() == 1
                    ? first + " is neither where the plan found it nor where it puts it"
                    : elsewhere.size()
                        + " partitions are neither where the plan found them nor where it puts"
                        + " them, such as "
                        + first);
  }

  private static String name(PlanStep step) {
    return step.topic() + "-" + step.partition();
  }

  private Set<String> moving() {
    Set<String> moving = new HashSet<>();
    for (TopicSample topic : sweep.topics().values()) {
      topic
          .reassigning()
          .ifPresent(
              all -> all.forEach(move -> moving.add(topic.topic() + "-" + move.partition())));
    }
    return moving;
  }

  private boolean isAt(PlanStep step, Set<List<Integer>> places) {
    TopicSample topic = sweep.topics().get(step.topic());
    if (topic == null || step.partition() >= topic.partitionCount()) {
      return false;
    }
    return places.contains(topic.replicas().get(step.partition()).stream().boxed().toList());
  }

  /** A plan that empties a broker must know all that is on it. */
  private Optional<String> ofPartitions(PlanWish wish) {
    int partitions = meant(wish).mapToInt(TopicSample::partitionCount).sum();
    int more = partitions - plan.summary().size().partitions();
    return plan.summary().asked().leaving().isEmpty() || more == 0
        ? Optional.empty()
        : Optional.of(
            more > 0
                ? "there are " + more + " partitions more"
                : "there are " + -more + " partitions less");
  }

  private Stream<TopicSample> meant(PlanWish wish) {
    return sweep.topics().values().stream().filter(wish::means);
  }

  private Optional<String> ofBytes(PlanWish wish) {
    double was = plan.brokers().stream().mapToDouble(each -> each.before().disk().bytes()).sum();
    double is = 0;
    for (TopicSample topic : meant(wish).toList()) {
      for (LongColumn sizes : topic.replicaBytes()) {
        is += sum(sizes);
      }
    }
    boolean same = Math.max(was, is) < LITTLE || is == 0 || (is < was * GROWN && was < is * GROWN);
    return same
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "the cluster holds %.0f %% of the bytes that the plan counts on",
                100 * is / Math.max(1, was)));
  }

  /**
   * Two windows in a row, since one may have held a batch. Less traffic is no reason: what fits and
   * is even stays so, and every night would replace the plan of the day.
   */
  private Optional<String> ofTraffic(PlanWish wish) {
    List<WindowMeans> closed = windows.closed(WindowRoller.TEN_MINUTES);
    if (!wish.levels() || plan.summary().load().isEmpty() || !areSinceThePlan(closed)) {
      return Optional.empty();
    }
    double was = plan.summary().load().get().recordsIn();
    Predicate<TopicName> meant = wish.meansOf(sweep);
    double is = closed.stream().mapToDouble(means -> means.written(meant)).min().orElse(0);
    return is > Math.max(CALM, was * GROWN)
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%,.0f records a second and more have been written for twenty minutes, and the"
                    + " plan counts on %,.0f",
                is,
                was))
        : Optional.empty();
  }

  private boolean areSinceThePlan(List<WindowMeans> closed) {
    return closed.size() == 2
        && closed.get(1).end().equals(closed.get(0).start())
        && !closed.get(1).start().isBefore(plan.madeAt())
        && LoadBase.fresh(sweep, WindowRoller.TEN_MINUTES).test(closed.get(0));
  }

  private static double sum(LongColumn sizes) {
    double sum = 0;
    for (int row = 0; row < sizes.size(); row++) {
      sum += sizes.at(row).orElse(0);
    }
    return sum;
  }

  /** While the trouble is still told. */
  private Optional<String> ofEnd() {
    boolean late = !sweep.at().isBefore(plan.madeAt().plus(policy.scaled(DONE)));
    return late && isDone()
        ? Optional.of("all of its steps are done, and the trouble is still there")
        : Optional.empty();
  }

  private boolean isDone() {
    Map<String, List<Integer>> last = new HashMap<>();
    plan.steps().forEach(step -> last.put(name(step), step.after()));
    return plan.steps().stream().allMatch(step -> isAt(step, Set.of(last.get(name(step)))));
  }
}
