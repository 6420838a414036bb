package io.kadvisor.benchmarks;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** JMH over the pure parts. */
@Command(
    name = "core",
    description = "Decoding, judging and windows of one sweep, each alone, by JMH.",
    mixinStandardHelpOptions = true)
final class MicroBenchmarks implements Callable<Integer> {
  @Option(names = "--partitions", defaultValue = "20000", description = "${DEFAULT-VALUE}")
  private int partitions;

  @Override
  public Integer call() throws RunnerException {
    Figures.say("load average %.1f", Figures.load());
    new Runner(
            new OptionsBuilder()
                .include(CoreBenchmark.class.getSimpleName())
                .param("partitions", Integer.toString(partitions))
                .build())
        .run();
    Figures.say("load average %.1f", Figures.load());
    return 0;
  }
}
