package io.kadvisor.benchmarks;

import io.kadvisor.cli.KadvisorMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A plan for a generated cluster, from file to file. */
@Command(
    name = "plan",
    description = "The first plan of a process for a generated cluster, from file to file.",
    mixinStandardHelpOptions = true)
final class PlanBenchmark implements Callable<Integer> {
  @Option(names = "--brokers", defaultValue = "200", description = "${DEFAULT-VALUE}")
  private int brokers;

  @Option(names = "--racks", defaultValue = "10", description = "${DEFAULT-VALUE}")
  private int racks;

  @Option(names = "--replicas", defaultValue = "200000", description = "${DEFAULT-VALUE}")
  private int replicas;

  @Option(names = "--seed", defaultValue = "1", description = "${DEFAULT-VALUE}")
  private long seed;

  @Option(names = "--keep", description = "Keeps the cluster in this file.")
  private Path keep;

  @Option(names = "--alternatives", description = "With those of other weights.")
  private boolean alternatives;

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("plan-benchmark");
    Path input = keep == null ? folder.resolve("input.json.gz") : keep;
    Path output = folder.resolve("output.json");
    new GeneratedCluster(brokers, racks, replicas, seed).write(input);
    Figures.say("load average %.1f", Figures.load());
    List<String> arguments = new ArrayList<>(List.of("plan", "--input", input.toString()));
    arguments.addAll(List.of("--output", output.toString()));
    if (alternatives) {
      arguments.add("--alternatives");
    }
    long start = System.nanoTime();
    int exit = KadvisorMain.commandLine().execute(arguments.toArray(new String[0]));
    Figures.say("in all %.1f s", (System.nanoTime() - start) / 1e9);
    Figures.say("load average %.1f", Figures.load());
    Files.deleteIfExists(output);
    Files.deleteIfExists(folder.resolve("input.json.gz"));
    Files.delete(folder);
    return exit;
  }
}
