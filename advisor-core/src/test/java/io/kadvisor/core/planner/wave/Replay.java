package io.kadvisor.core.planner.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Racks;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A cluster on which waves are carried out, partly or whole, while every limit is looked at. */
final class Replay {
  private final ClusterModel model;
  private final WaveLimits limits;
  private final int racks;
  private final SummedLoads loads;
  private final double[][] most;

  /** Replicas of partitions that have changed, by partition. */
  private final Map<Integer, Replicas> now = new HashMap<>();

  private final Map<Integer, Replicas> start = new HashMap<>();

  /**
   * @param steps all that the waves were cut from
   */
  Replay(ClusterModel model, WaveLimits limits, Collection<Step> steps) {
    this.model = model;
    this.limits = limits;
    racks = new Racks(model).count();
    loads = SummedLoads.of(model, steps);
    most = loads.limits(limits, steps);
  }

  /** Looks at some states in which each step waits, is under way or is done; then ends the wave. */
  void run(Wave wave, SplittableRandom chance) {
    lookAtCalls(wave);
    assertThat(wave.steps().stream().mapToInt(Step::partition)).doesNotHaveDuplicates();
    wave.steps().forEach(this::lookAtOrigin);
    for (int look = 0; look < 6; look++) {
      int bias = look;
      look(wave.steps(), wave.steps().stream().mapToInt(step -> state(chance, bias)).toArray());
    }
    wave.steps().forEach(this::end);
  }

  /** The first look has all under way, which needs most room, the others any mixture. */
  private static int state(SplittableRandom chance, int look) {
    return look == 0 ? 1 : chance.nextInt(3);
  }

  private void lookAtCalls(Wave wave) {
    assertThat(wave.steps().size()).isBetween(1, limits.platform().partitions());
    assertThat(wave.steps()).allMatch(step -> step.urgency() == wave.urgency());
    int[] in = new int[model.brokerCount()];
    int[] out = new int[model.brokerCount()];
    for (Step step : wave.steps()) {
      out[step.before().leader()] += step.copies();
      IntStream.of(step.added()).forEach(at -> in[step.after().broker(at)]++);
    }
    assertThat(Arrays.stream(in)).allMatch(copies -> copies <= limits.copiesPerBroker());
    assertThat(Arrays.stream(out)).allMatch(copies -> copies <= limits.copiesPerBroker());
  }

  /** A step begins where the one before it ended. */
  private void lookAtOrigin(Step step) {
    Replicas origin = now.get(step.partition());
    if (origin == null) {
      start.put(step.partition(), step.before());
    } else {
      assertThat(origin.standsAs(step.before())).isTrue();
      assertThat(origin.leader()).isEqualTo(step.before().leader());
    }
    assertThat(step.before().has(step.before().leader())).isTrue();
    assertThat(step.after().has(step.after().leader())).isTrue();
    assertThat(step.after().brokers()).doesNotHaveDuplicates();
  }

  private void look(List<Step> steps, int[] states) {
    SummedLoads then = loads.copy();
    for (int at = 0; at < states.length; at++) {
      Step step = steps.get(at);
      if (states[at] == 1) {
        IntStream.of(step.added())
            .forEach(each -> then.add(step.partition(), step.after(), each, 1));
      }
      if (states[at] == 2) {
        then.end(step);
        lookAtReplicas(step);
      }
    }
    assertThat(then.above(most)).isEmpty();
  }

  /** What a done step leaves; while it is under way, all the old replicas are still there. */
  private void lookAtReplicas(Step step) {
    Replicas first = start.get(step.partition());
    int wanted = Math.min(first.count(), racks);
    if (first.racks() >= wanted && step.after().count() >= first.count()) {
      assertThat(step.after().racks()).isGreaterThanOrEqualTo(wanted);
    }
    int inSync = Math.min(limits.minIsr(model, step.partition()), first.staying());
    assertThat(step.after().staying()).isGreaterThanOrEqualTo(inSync);
  }

  private void end(Step step) {
    loads.end(step);
    now.put(step.partition(), step.after());
  }

  /** Takes the ways back, the last wave first, and looks that the start is reached. */
  void rollBack(List<Wave> waves) {
    for (int at = waves.size() - 1; at >= 0; at--) {
      List<Step> back = waves.get(at).rollback();
      look(back, back.stream().mapToInt(step -> 1).toArray());
      for (Step step : back) {
        assertThat(now.get(step.partition()).standsAs(step.before())).isTrue();
        end(step);
      }
    }
    start.forEach(
        (partition, replicas) -> {
          assertThat(now.get(partition).standsAs(replicas)).isTrue();
          assertThat(now.get(partition).leader()).isEqualTo(replicas.leader());
        });
  }

  Map<Integer, Replicas> now() {
    return now;
  }
}
