package io.kadvisor.streams.planning;

import io.kadvisor.core.judgement.ClusterState;
import io.kadvisor.core.judgement.Judgement;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.streams.Judging;
import java.util.List;
import java.util.function.Consumer;

/** Judges as another does, and shows the planner what was judged; the stream thread never waits. */
public final class PlanningJudge implements Judging {
  private final Judging judging;
  private final Consumer<Judged> planner;

  /**
   * A judge that is overheard.
   *
   * @param planner takes what it is given at once
   */
  public PlanningJudge(Judging judging, Consumer<Judged> planner) {
    this.judging = judging;
    this.planner = planner;
  }

  @Override
  public Judgement judge(ClusterState state, Sweep sweep, List<Command> commands, Policy policy) {
    Judgement judgement = judging.judge(state, sweep, commands, policy);
    planner.accept(
        new Judged(sweep, policy, judgement.state().findings(), judgement.state().advisories()));
    return judgement;
  }

  @Override
  public Judgement silence(ClusterState state, Command.Silence silence, Policy policy) {
    return judging.silence(state, silence, policy);
  }
}
