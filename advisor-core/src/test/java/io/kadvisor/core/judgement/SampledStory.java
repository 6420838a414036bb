package io.kadvisor.core.judgement;

import io.kadvisor.core.rule.catalogue.Rules;
import io.kadvisor.core.sweep.Sweeps;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.testkit.sample.SampledCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sweeps a sampled cluster every 5 s and judges each sweep with all that Kadvisor ships: what is
 * told of it is what a person would read.
 */
public final class SampledStory {
  private static final Duration CADENCE = Duration.ofSeconds(5);
  private static final int MOMENTS = 12;

  public final SampledCluster cluster;
  private final Judge judge = new Judge();
  private final Policy policy;
  private final List<Advisory> revisions = new ArrayList<>();
  private ClusterState state = ClusterState.EMPTY;
  private final List<Moment> moments = new ArrayList<>();
  private Runnable before = () -> {};

  /** By the standard policy. */
  public SampledStory(SampledCluster cluster) {
    this(cluster, Policy.standard(cluster.id()));
  }

  public SampledStory(SampledCluster cluster, Policy policy) {
    this.cluster = cluster;
    this.policy = policy;
  }

  /** What happens before each sweep from now on. */
  public SampledStory before(Runnable work) {
    before = work;
    return this;
  }

  public SampledStory look() {
    before.run();
    cluster.pass(CADENCE);
    Moment moment = new Moment(state, Sweeps.of(cluster), policy);
    moments.add(moment);
    if (moments.size() > MOMENTS) {
      moments.remove(0);
    }
    Judgement judgement = judge.judge(state, moment.sweep(), List.of(), policy);
    state = judgement.state();
    revisions.addAll(judgement.advisories());
    return this;
  }

  public SampledStory lookFor(Duration time) {
    for (long sweeps = time.dividedBy(CADENCE); sweeps > 0; sweeps--) {
      look();
    }
    return this;
  }

  public SampledStory minutes(int minutes) {
    return lookFor(Duration.ofMinutes(minutes));
  }

  /** The last sweeps, the newest last. */
  public List<Moment> last(int sweeps) {
    return List.copyOf(moments.subList(moments.size() - sweeps, moments.size()));
  }

  public ClusterState state() {
    return state;
  }

  /** Every advisory that was ever opened: id, last cause and last state. */
  public List<String> told() {
    Map<AdvisoryId, Advisory> last = new LinkedHashMap<>();
    revisions.forEach(revision -> last.put(revision.id(), revision));
    return last.values().stream().map(a -> a.id() + " " + a.cause() + " " + a.state()).toList();
  }

  /** The newest revision of the only one that is open; its runbook is the page of a rule. */
  public Advisory open() {
    List<Advisory> open =
        state.advisories().values().stream().filter(a -> !a.state().ended()).toList();
    if (open.size() != 1) {
      throw new AssertionError("open is not one but " + told());
    }
    String page = open.get(0).runbook().replace("/runbooks/", "");
    if (Rules.named(page).isEmpty()) {
      throw new AssertionError(open.get(0).id() + " names a page that there is not: " + page);
    }
    return open.get(0);
  }

  /** The newest revision of an advisory. */
  public Advisory advisory(String id) {
    return state.advisories().get(AdvisoryId.parse(id));
  }

  /** From now on the broker's JMX says this. */
  public SampledStory gauge(int broker, Metric metric, double value) {
    cluster
        .broker(broker)
        .reading(
            new Reading(
                metric, value, cluster.now().plus(CADENCE), Fact.Source.JMX, Optional.empty()));
    return this;
  }

  /** The counter grew by this a second until the next sweep. */
  public SampledStory rate(int broker, Metric metric, double aSecond) {
    cluster
        .broker(broker)
        .reading(
            new Reading(
                metric,
                1000 + aSecond * CADENCE.toSeconds(),
                cluster.now().plus(CADENCE),
                Fact.Source.JMX,
                Optional.of(new Reading.Previous(1000, cluster.now()))));
    return this;
  }
}
