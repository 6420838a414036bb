package io.kadvisor.localcluster.scenario;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How many brokers and controllers a scenario leaves alive when it is worst, by its steps alone. A
 * broker that restarts is not alive meanwhile; one that is slow or cut off is.
 *
 * @param brokers the least at any time, of three
 * @param controllers the least at any time, of three that are processes of their own
 * @param allAtEnd whether every one of the three and three is alive at the end
 */
record LiveServers(int brokers, int controllers, boolean allAtEnd) {
  /** Three variables of brokers are drawn in six ways. */
  private static final int DRAWS = 50;

  /** The fewest of each over many draws of the targets. */
  static LiveServers worst(ScenarioTemplate template) {
    return LongStream.range(0, DRAWS)
        .mapToObj(seed -> of(template, seed))
        .reduce(LiveServers::worse)
        .orElseThrow();
  }

  private LiveServers worse(LiveServers other) {
    return new LiveServers(
        Math.min(brokers, other.brokers),
        Math.min(controllers, other.controllers),
        allAtEnd && other.allAtEnd);
  }

  private static LiveServers of(ScenarioTemplate template, long seed) {
    var walk = new Walk();
    Scenario.Script script = Drawn.from(template, seed).script();
    Stream.of(script.given(), script.steps(), script.repair(), script.cleanup())
        .forEach(walk::take);
    return new LiveServers(
        walk.leastBrokers,
        walk.leastControllers,
        walk.brokers.containsAll(Drawn.BROKERS) && walk.controllers.containsAll(Drawn.CONTROLLERS));
  }

  /** One that takes the steps in their order. */
  private static final class Walk {
    private final Set<Integer> brokers = new TreeSet<>(Drawn.BROKERS);
    private final Set<Integer> controllers = new TreeSet<>(Drawn.CONTROLLERS);
    private int leastBrokers = Drawn.BROKERS.size();
    private int leastControllers = Drawn.CONTROLLERS.size();

    void take(List<Step> steps) {
      steps.forEach(this::take);
    }

    private void take(Step step) {
      if (step instanceof RepeatStep repeat) {
        for (int time = 0; time < repeat.times(); time++) {
          take(repeat.steps());
        }
      } else if (step instanceof ControllerStep act) {
        take(act);
      } else if (step instanceof BrokerStep act) {
        takeBroker(act);
      }
      leastBrokers = Math.min(leastBrokers, brokers.size());
      leastControllers = Math.min(leastControllers, controllers.size());
    }

    private void take(ControllerStep act) {
      switch (act.deed()) {
        case KILL, PAUSE -> controllers.remove(act.controller());
        case RESUME, START -> controllers.add(act.controller());
      }
    }

    private void takeBroker(BrokerStep step) {
      if (step instanceof BrokerStep.Act act) {
        take(act);
      } else if (step instanceof BrokerStep.AddVolume act) {
        restart(Set.of(act.id()));
      } else if (step instanceof BrokerStep.RemoveVolume act) {
        restart(Set.of(act.id()));
      } else if (step instanceof BrokerStep.Remove act) {
        brokers.remove(act.id());
      } else if (!(step instanceof BrokerStep.Add)) { // a fourth one holds nobody's replicas yet
        throw new IllegalStateException("not known what this does to brokers: " + step.describe());
      }
    }

    private void take(BrokerStep.Act act) {
      Set<Integer> meant = act.brokers().among(Set.copyOf(Drawn.BROKERS));
      switch (act.deed()) {
        case KILL, PAUSE, STOP -> brokers.removeAll(meant);
        case RESUME, START -> brokers.addAll(meant);
        case RESTART -> restart(meant);
      }
    }

    private void restart(Set<Integer> meant) {
      Set<Integer> others = new TreeSet<>(brokers);
      others.removeAll(meant);
      leastBrokers = Math.min(leastBrokers, others.size());
    }
  }
}
