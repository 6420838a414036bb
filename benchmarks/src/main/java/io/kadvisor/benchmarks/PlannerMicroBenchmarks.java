package io.kadvisor.benchmarks;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** JMH over the planner. */
@Command(
    name = "planner",
    description = "The planner's search and the steps that it is made of, each alone, by JMH.",
    mixinStandardHelpOptions = true)
final class PlannerMicroBenchmarks implements Callable<Integer> {
  @Option(names = "--replicas", defaultValue = "20000", description = "${DEFAULT-VALUE}")
  private int replicas;

  @Override
  public Integer call() throws RunnerException {
    Figures.say("load average %.1f", Figures.load());
    new Runner(
            new OptionsBuilder()
                .include(PlannerBenchmark.class.getSimpleName())
                .param("replicas", Integer.toString(replicas))
                .build())
        .run();
    Figures.say("load average %.1f", Figures.load());
    return 0;
  }
}
