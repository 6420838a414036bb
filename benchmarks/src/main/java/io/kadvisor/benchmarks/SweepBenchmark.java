package io.kadvisor.benchmarks;

import io.kadvisor.collector.admin.AdminSource;
import io.kadvisor.collector.facts.SweepPlan;
import io.kadvisor.localcluster.BrokerLibrary;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.localcluster.process.ChildProcesses;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One fast sweep of the collector against the bare calls and against Kafka's own tool. */
@Command(
    name = "sweep",
    description =
        "A fast sweep over real brokers, against the bare batched Admin calls and against"
            + " kafka-consumer-groups --describe --all-groups.",
    mixinStandardHelpOptions = true)
final class SweepBenchmark implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  @Mixin private ShopFloor floor = new ShopFloor(4000, 50, 400, 1);

  @Option(names = "--runs", defaultValue = "40", description = "${DEFAULT-VALUE}")
  private int runs;

  @Option(names = "--warm-up", defaultValue = "40", description = "${DEFAULT-VALUE}")
  private int warmUp;

  @Option(names = "--tool-runs", defaultValue = "3", description = "${DEFAULT-VALUE}")
  private int toolRuns;

  /** Something that is timed. */
  private interface Timed {
    void run() throws Exception;
  }

  @Override
  public Integer call() throws Exception {
    Figures.say("%s; load average %.1f", floor, Figures.load());
    try (LocalCluster cluster = LocalCluster.builder().jmx(false).start();
        Admin admin =
            Admin.create(Map.<String, Object>of("bootstrap.servers", cluster.bootstrapServers()));
        AdminSource source =
            new AdminSource(
                "bench", Map.of("bootstrap.servers", cluster.bootstrapServers()), DEADLINE)) {
      floor.make(cluster);
      measure(cluster, new BareCalls(admin), source);
    }
    Figures.say("load average %.1f", Figures.load());
    return 0;
  }

  /** Both take turns, so that noise meets both. */
  private void measure(LocalCluster cluster, BareCalls calls, AdminSource source) throws Exception {
    SweepPlan plan = plan(known(source));
    List<Double> bare = new ArrayList<>();
    List<Double> sweeps = new ArrayList<>();
    for (int run = 0; run < warmUp + runs; run++) {
      double one = seconds(calls::read);
      double other = seconds(() -> source.read(plan));
      if (run >= warmUp) {
        bare.add(one);
        sweeps.add(other);
      }
    }
    Figures.say("bare calls: %s", Figures.spread(bare, "s"));
    Figures.say("fast sweep: %s", Figures.spread(sweeps, "s"));
    double median = Figures.median(sweeps);
    Figures.say("ratio of the medians: %.2f (wanted: at most 1.3)", median / Figures.median(bare));
    List<Double> tool = new ArrayList<>();
    for (int run = 0; run < toolRuns; run++) {
      tool.add(seconds(() -> tool(cluster)));
    }
    if (!tool.isEmpty()) {
      Figures.say("kafka-consumer-groups: %s", Figures.spread(tool, "s"));
      Figures.say("times faster: %.1f (wanted: at least 5)", Figures.median(tool) / median);
    }
  }

  /** Ids of all topics: a fast sweep reads the configuration of none of them. */
  private static Set<String> known(AdminSource source) throws InterruptedException {
    Set<String> ids = new HashSet<>();
    source.read(plan(Set.of())).topics().forEach(topic -> ids.add(topic.id()));
    return ids;
  }

  private static SweepPlan plan(Set<String> configured) {
    return new SweepPlan(false, List.of(), configured, Set.of(), DEADLINE);
  }

  private static double seconds(Timed timed) throws Exception {
    long start = System.nanoTime();
    timed.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static void tool(LocalCluster cluster) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ChildProcesses.java(),
                "-Xmx256m",
                "-cp",
                BrokerLibrary.locate().folder() + "/*",
                "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand",
                "--bootstrap-server",
                cluster.bootstrapServers(),
                "--describe",
                "--all-groups")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IllegalStateException("kafka-consumer-groups ended with " + exit);
    }
  }
}
