package io.kadvisor.streams;

import io.kadvisor.core.judgement.ClusterState;
import io.kadvisor.core.judgement.Judge;
import io.kadvisor.core.judgement.Judgement;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.policy.Policy;
import java.util.List;

/** The pure function in the middle of the topology; it keeps nothing and knows no clock. */
public interface Judging {
  /** What a sweep changes, together with the commands that take effect at it. */
  Judgement judge(ClusterState state, Sweep sweep, List<Command> commands, Policy policy);

  /** What the absence of sweeps changes. */
  Judgement silence(ClusterState state, Command.Silence silence, Policy policy);

  /** The core's judge, as it is. */
  static Judging of(Judge judge) {
    return new Judging() {
      @Override
      public Judgement judge(
          ClusterState state, Sweep sweep, List<Command> commands, Policy policy) {
        return judge.judge(state, sweep, commands, policy);
      }

      @Override
      public Judgement silence(ClusterState state, Command.Silence silence, Policy policy) {
        return judge.silence(state, silence, policy);
      }
    };
  }
}
