package io.kadvisor.streams;

import io.kadvisor.core.judgement.ClusterState;
import io.kadvisor.core.judgement.Judgement;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.policy.Policy;
import java.time.Instant;
import java.util.List;

/** What calls for a judgement: a sweep, or the silence of a collector. */
sealed interface Judgeable {
  ClusterId cluster();

  /** In the cluster's own time. */
  Instant at();

  /** False when the state has moved past it. */
  boolean due(ClusterState state);

  /** Whether waiting commands take effect at it. */
  boolean obeys();

  Judgement judge(Judging judging, ClusterState state, List<Command> commands, Policy policy);

  /** A sweep, complete or partial. */
  record Swept(Sweep sweep) implements Judgeable {
    @Override
    public ClusterId cluster() {
      return sweep.clusterId();
    }

    @Override
    public Instant at() {
      return sweep.at();
    }

    @Override
    public boolean due(ClusterState state) {
      return state.last().map(last -> sweep.id().compareTo(last) > 0).orElse(true);
    }

    @Override
    public boolean obeys() {
      return true;
    }

    @Override
    public Judgement judge(
        Judging judging, ClusterState state, List<Command> commands, Policy policy) {
      return judging.judge(state, sweep, commands, policy);
    }
  }

  /** A silence; one that a mark has broken since is no news. */
  record Silent(Command.Silence silence) implements Judgeable {
    @Override
    public ClusterId cluster() {
      return silence.cluster();
    }

    @Override
    public Instant at() {
      return silence.effectiveFrom();
    }

    @Override
    public boolean due(ClusterState state) {
      return state
          .last()
          .map(last -> silence.lastMark().map(mark -> !last.sweepAt().isAfter(mark)).orElse(false))
          .orElse(true);
    }

    @Override
    public boolean obeys() {
      return false;
    }

    @Override
    public Judgement judge(
        Judging judging, ClusterState state, List<Command> commands, Policy policy) {
      return judging.silence(state, silence, policy);
    }
  }
}
