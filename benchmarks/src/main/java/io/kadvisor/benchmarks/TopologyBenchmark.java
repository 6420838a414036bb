package io.kadvisor.benchmarks;

import io.kadvisor.core.judgement.Judge;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.streams.Judging;
import io.kadvisor.streams.StreamCounters;
import io.kadvisor.streams.running.AdvisorStreams;
import io.kadvisor.streams.running.StreamsSettings;
import io.kadvisor.wire.TopicProvisioning;
import io.kadvisor.wire.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole topology over a generated feed on a real broker, against a bare windowed count. */
@Command(
    name = "topology",
    description =
        "Partition observations a second and thread: the full topology over a generated feed on a"
            + " real broker, against a bare Streams windowed count of the same observations.",
    mixinStandardHelpOptions = true)
final class TopologyBenchmark implements Callable<Integer> {
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long POLL_MILLIS = 5;

  @Mixin private FeedSize size;

  @Option(
      names = "--warm-up",
      defaultValue = "20",
      description = "Sweeps before the clock starts; default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--reference-sweeps",
      defaultValue = "60",
      description = "Sweeps of the bare count, none leaves it out; default: ${DEFAULT-VALUE}.")
  private int referenceSweeps;

  @Override
  public Integer call() throws Exception {
    Figures.say("%s; load average %.1f", size, Figures.load());
    Instant first = Instant.now().minus(PERIOD.multipliedBy(size.sweeps + referenceSweeps));
    GeneratedFeed feed = new GeneratedFeed(size, first, PERIOD);
    try (LocalCluster cluster =
        LocalCluster.builder()
            .brokers(1)
            .jmx(false)
            .setting("log.segment.bytes", "268435456")
            .start()) {
      double ours = topology(cluster, feed);
      if (referenceSweeps > 0) {
        double bare = bareCount(cluster, feed);
        Figures.say("ratio to the bare count: %.2f (wanted: 2)", ours / bare);
      }
    }
    Figures.say("load average %.1f", Figures.load());
    return 0;
  }

  /** Observations a second. */
  private double topology(LocalCluster cluster, GeneratedFeed feed) throws Exception {
    Topics topics = new Topics(Topics.DEFAULT_PREFIX, 1);
    String bootstrap = cluster.bootstrapServers();
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap))) {
      new TopicProvisioning(admin, Duration.ofSeconds(30)).provision(topics.all());
    }
    long bytes = write(bootstrap, topics, feed);
    Figures.say("one sweep: %,d KB of JSON", bytes / size.sweeps / 1024);
    StreamsSettings settings =
        StreamsSettings.of(
            Map.of("bootstrap.servers", bootstrap),
            topics,
            "benchmark",
            state(cluster, "advisor"),
            TopicProvisioning.Replication.forBrokers(1));
    Runnable giveUp = () -> Figures.say("the topology gave up");
    try (AdvisorStreams streams =
        new AdvisorStreams(settings, Judging.of(new Judge()), Clock.systemUTC(), giveUp)) {
      streams.start();
      List<Double> sweeps =
          laps(() -> streams.counters().of(StreamCounters.Count.SWEEPS_JUDGED), 1, size.sweeps);
      List<Double> measured = sweeps.subList(warmUp, sweeps.size());
      double seconds = measured.stream().mapToDouble(Double::doubleValue).sum();
      Figures.say("a sweep judged: %s", Figures.spread(measured, "s"));
      Figures.say("partial sweeps: %d", streams.counters().of(StreamCounters.Count.SWEEPS_PARTIAL));
      double rate = (double) size.partitions * measured.size() / seconds;
      Figures.say("topology: %,.0f observations/s a thread", rate);
      return rate;
    }
  }

  private long write(String bootstrap, Topics topics, GeneratedFeed feed) {
    try (FeedWriter writer = new FeedWriter(bootstrap, topics, feed)) {
      for (int sweep = 0; sweep < size.sweeps; sweep++) {
        writer.sweep(sweep);
      }
      return writer.bytes();
    }
  }

  private double bareCount(LocalCluster cluster, GeneratedFeed feed) throws Exception {
    String bootstrap = cluster.bootstrapServers();
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap))) {
      admin.createTopics(List.of(new NewTopic(BareCount.TOPIC, 1, (short) 1))).all().get();
    }
    BareCount.write(bootstrap, feed, size, referenceSweeps);
    try (BareCount bare = new BareCount(bootstrap, state(cluster, "bare"))) {
      bare.start();
      List<Double> sweeps = laps(bare::processed, size.partitions, referenceSweeps);
      int warm = Math.min(warmUp, referenceSweeps / 3);
      double seconds =
          sweeps.subList(warm, sweeps.size()).stream().mapToDouble(Double::doubleValue).sum();
      double rate = (double) size.partitions * (referenceSweeps - warm) / seconds;
      Figures.say("bare count: %,.0f observations/s a thread", rate);
      return rate;
    }
  }

  private static Path state(LocalCluster cluster, String name) {
    return cluster.processes().folder().resolve("state-" + name);
  }

  /** Seconds that each lap took; the first includes the start. */
  private static List<Double> laps(LongSupplier done, long each, int laps)
      throws InterruptedException {
    List<Double> seconds = new ArrayList<>();
    long end = System.nanoTime() + PATIENCE.toNanos();
    long last = System.nanoTime();
    while (seconds.size() < laps) {
      long passed = Math.min(laps, done.getAsLong() / each) - seconds.size();
      long now = System.nanoTime();
      for (int lap = 0; lap < passed; lap++) {
        seconds.add((now - last) / 1e9 / passed);
      }
      last = passed > 0 ? now : last;
      if (now > end) {
        throw new IllegalStateException("only " + seconds.size() + " of " + laps + " in time");
      }
      Thread.sleep(POLL_MILLIS);
    }
    return seconds;
  }
}
