package io.kadvisor.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.wire.TopicProvisioning;
import io.kadvisor.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The advisor's own process over a large generated cluster: time, memory, and its way back. */
@Command(
    name = "restore",
    description =
        "kadvisor run --roles streams,api over a generated feed, one sweep after the other: time of a"
            + " sweep, memory, bytes written to changelogs, and the time back after kill -9.",
    mixinStandardHelpOptions = true)
final class RestoreBenchmark implements Callable<Integer> {
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final String CONFIG =
      """
      home: {client: {bootstrap.servers: "%1$s"}}
      clusters: [{alias: generated, client: {bootstrap.servers: "%1$s"}}]
      streams: {state-dir: "%2$s"}
      api: {port: 0}
      """;

  @Mixin private FeedSize size;

  @Option(names = "--heap", defaultValue = "1g", description = "-Xmx; default: ${DEFAULT-VALUE}")
  private String heap;

  @Option(names = "--roles", defaultValue = "streams,api", description = "${DEFAULT-VALUE}")
  private String roles;

  @Override
  public Integer call() throws Exception {
    Figures.say("%s, -Xmx%s; load average %.1f", size, heap, Figures.load());
    // sweeps are written as fast as they are judged: their times lie in the past and stay in order
    Instant first = Instant.now().minus(PERIOD.multipliedBy(size.sweeps + 1));
    GeneratedFeed feed = new GeneratedFeed(size, first, PERIOD);
    try (LocalCluster cluster = LocalCluster.builder().brokers(1).jmx(false).start();
        Admin admin =
            Admin.create(Map.<String, Object>of("bootstrap.servers", cluster.bootstrapServers()))) {
      Topics topics = new Topics(Topics.DEFAULT_PREFIX);
      new TopicProvisioning(admin, Duration.ofSeconds(60)).provision(topics.all());
      try (FeedWriter writer = new FeedWriter(cluster.bootstrapServers(), topics, feed)) {
        run(cluster, admin, writer);
      }
    }
    Figures.say("load average %.1f", Figures.load());
    return 0;
  }

  private void run(LocalCluster cluster, Admin admin, FeedWriter writer) throws Exception {
    AdvisorChild advisor = start(cluster);
    advisor.await(health -> true);
    List<Double> seconds = new ArrayList<>();
    long before = 0;
    int half = size.sweeps / 2;
    for (int sweep = 0; sweep < size.sweeps; sweep++) {
      if (sweep == half) {
        before = changelogs(admin);
      }
      writer.sweep(sweep);
      long wanted = sweep + 1L;
      double waited = advisor.await(health -> judged(health) >= wanted);
      if (sweep >= half) {
        seconds.add(waited);
      }
    }
    Figures.say("from a written sweep to its judgement: %s", Figures.spread(seconds, "s"));
    double perSweep = (double) (changelogs(admin) - before) / (size.sweeps - half);
    Figures.say(
        "written to changelogs: %,.0f KB a sweep, %.2f MB/s at a sweep every %d s",
        perSweep / 1024, perSweep / PERIOD.toSeconds() / 1024 / 1024, PERIOD.toSeconds());
    Figures.say(
        "memory of the process: %,d MB at most, %,d MB now",
        Figures.megabytes(advisor.pid(), "VmHWM"), Figures.megabytes(advisor.pid(), "VmRSS"));
    advisor.kill();
    restart(cluster, writer);
  }

  private void restart(LocalCluster cluster, FeedWriter writer) throws Exception {
    AdvisorChild again = start(cluster);
    Instant started = Instant.now();
    again.await(health -> state(health).equals("running"));
    Figures.say(
        "after kill -9, from the start of the process to restored state: %.1f s",
        Figures.seconds(Duration.between(started, Instant.now())));
    writer.sweep(size.sweeps);
    again.await(health -> judged(health) >= 1);
    Figures.say(
        "to the next judged sweep: %.1f s",
        Figures.seconds(Duration.between(started, Instant.now())));
    again.kill();
  }

  private AdvisorChild start(LocalCluster cluster) {
    String config =
        CONFIG.formatted(
            cluster.bootstrapServers(), cluster.processes().folder().resolve("advisor-state"));
    return AdvisorChild.start(cluster.processes(), config, List.of("-Xmx" + heap), roles);
  }

  private static long judged(JsonNode health) {
    return AdvisorChild.number(health, "streams", "sweeps judged");
  }

  private static String state(JsonNode health) {
    return AdvisorChild.detail(health, "streams", "state");
  }

  /** Bytes of all changelogs on disk, as compressed as they were written. */
  private static long changelogs(Admin admin) throws ExecutionException, InterruptedException {
    return admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
        .flatMap(folders -> folders.values().stream())
        .flatMap(folder -> folder.replicaInfos().entrySet().stream())
        .filter(replica -> replica.getKey().topic().endsWith("-changelog"))
        .mapToLong(replica -> replica.getValue().size())
        .sum();
  }
}
