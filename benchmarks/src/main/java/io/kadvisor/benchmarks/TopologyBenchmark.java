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
import java.util.Collections;
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
  private static final String STREAM_THREAD = "-StreamThread-";

  /** Sweeps of one line: ten minutes of the cluster. */
  private static final int EACH = 120;

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
      Rate ours = topology(cluster, feed);
      if (referenceSweeps > 0) {
        Rate bare = bareCount(cluster, feed);
        Figures.say(
            "ratio to the bare count: %.2f (wanted: 2); by the threads' CPU time: %.2f",
            ours.aSecond() / bare.aSecond(), ours.aCpuSecond() / bare.aCpuSecond());
      }
    }
    Figures.say("load average %.1f", Figures.load());
    return 0;
  }

  private Rate topology(LocalCluster cluster, GeneratedFeed feed) throws Exception {
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
      List<Lap> sweeps =
          laps(() -> streams.counters().of(StreamCounters.Count.SWEEPS_JUDGED), 1, size.sweeps);
      List<Lap> measured = sweeps.subList(warmUp, sweeps.size());
      Figures.say("a sweep judged: %s", Figures.spread(seconds(measured), "s"));
      for (int from = EACH; sweeps.size() > EACH && from < sweeps.size(); from += EACH) {
        List<Lap> some = sweeps.subList(from, Math.min(sweeps.size(), from + EACH));
        Figures.say("  from sweep %d: %s", from, Figures.spread(seconds(some), "s"));
      }
      Figures.say("partial sweeps: %d", streams.counters().of(StreamCounters.Count.SWEEPS_PARTIAL));
      return rate("topology", measured);
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

  private Rate bareCount(LocalCluster cluster, GeneratedFeed feed) throws Exception {
    String bootstrap = cluster.bootstrapServers();
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap))) {
      admin.createTopics(List.of(new NewTopic(BareCount.TOPIC, 1, (short) 1))).all().get();
    }
    BareCount.write(bootstrap, feed, size, referenceSweeps);
    try (BareCount bare = new BareCount(bootstrap, state(cluster, "bare"))) {
      bare.start();
      List<Lap> sweeps = laps(bare::processed, size.partitions, referenceSweeps);
      int warm = Math.min(warmUp, referenceSweeps / 3);
      return rate("bare count", sweeps.subList(warm, sweeps.size()));
    }
  }

  private static Path state(LocalCluster cluster, String name) {
    return cluster.processes().folder().resolve("state-" + name);
  }

  private Rate rate(String what, List<Lap> laps) {
    double observations = (double) size.partitions * laps.size();
    var rate =
        new Rate(
            observations / laps.stream().mapToDouble(Lap::seconds).sum(),
            observations / laps.stream().mapToDouble(Lap::cpuSeconds).sum());
    Figures.say(
        "%s: %,.0f observations/s a thread; %,.0f a second of its CPU time",
        what, rate.aSecond(), rate.aCpuSecond());
    return rate;
  }

  /**
   * Observations that a thread takes in by the clock, and by its CPU time, which others do not
   * disturb.
   */
  private record Rate(double aSecond, double aCpuSecond) {}

  /** One sweep. */
  private record Lap(double seconds, double cpuSeconds) {}

  private static List<Double> seconds(List<Lap> laps) {
    return laps.stream().map(Lap::seconds).toList();
  }

  /** What each lap took; the first includes the start. */
  private static List<Lap> laps(LongSupplier done, long each, int laps)
      throws InterruptedException {
    List<Lap> taken = new ArrayList<>();
    long end = System.nanoTime() + PATIENCE.toNanos();
    long last = System.nanoTime();
    double lastCpu = Figures.cpuSeconds(STREAM_THREAD);
    while (taken.size() < laps) {
      long passed = Math.min(laps, done.getAsLong() / each) - taken.size();
      long now = System.nanoTime();
      if (passed > 0) {
        double cpu = Figures.cpuSeconds(STREAM_THREAD);
        var lap = new Lap((now - last) / 1e9 / passed, (cpu - lastCpu) / passed);
        taken.addAll(Collections.nCopies((int) passed, lap));
        last = now;
        lastCpu = cpu;
      }
      if (now > end) {
        throw new IllegalStateException("only " + taken.size() + " of " + laps + " in time");
      }
      Thread.sleep(POLL_MILLIS);
    }
    return taken;
  }
}
