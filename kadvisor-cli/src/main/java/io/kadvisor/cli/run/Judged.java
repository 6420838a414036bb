package io.kadvisor.cli.run;

import io.kadvisor.core.judgement.ClusterState;
import io.kadvisor.core.judgement.Judge;
import io.kadvisor.core.judgement.Judgement;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.streams.Judging;
import java.util.List;

/** The core's judge where the topology expects one; the core knows no topology. */
public record Judged(Judge judge) implements Judging {
  @Override
  public Judgement judge(ClusterState state, Sweep sweep, List<Command> commands, Policy policy) {
    return judge.judge(state, sweep, commands, policy);
  }

  @Override
  public Judgement silence(ClusterState state, Command.Silence silence, Policy policy) {
    return judge.silence(state, silence, policy);
  }
}
