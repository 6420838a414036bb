package io.kadvisor.collector;

import io.kadvisor.collector.CollectorHealth.SweepHealth;
import io.kadvisor.collector.facts.BrokerReadings;
import io.kadvisor.collector.facts.FactSource;
import io.kadvisor.collector.facts.Facts;
import io.kadvisor.collector.facts.ReadingSource;
import io.kadvisor.collector.facts.SweepPlan;
import io.kadvisor.collector.facts.Trouble;
import io.kadvisor.collector.facts.Unreadable;
import io.kadvisor.collector.lease.Leases;
import io.kadvisor.collector.lease.Leases.Standing;
import io.kadvisor.collector.probe.Probed;
import io.kadvisor.collector.probe.Prober;
import io.kadvisor.collector.publish.Home;
import io.kadvisor.collector.publish.SweepRecords;
import io.kadvisor.collector.publish.Unwritable;
import io.kadvisor.collector.sweep.SampleBuilder;
import io.kadvisor.collector.sweep.Samples;
import io.kadvisor.collector.sweep.Stamp;
import io.kadvisor.collector.sweep.SweepMemory;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.sample.CollectorLease;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.SweepMark.SourceStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reading half of a lane: one sweep after the other of one cluster, never two at once, whatever
 * becomes of it.
 */
final class ClusterLane implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterLane.class);

  /** How soon a lease that has come is seen. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private static final Set<Fact> SLOW =
      Set.of(Fact.LOG_DIRS, Fact.TOPIC_CONFIG, Fact.BROKER_CONFIG);

  /**
   * An epoch of this cluster's sweeps, whether they are kept in that same cluster, and the turn in
   * which it was opened.
   */
  private record Lease(ClusterId cluster, long epoch, boolean homeIsWatched, long turn) {}

  private final WatchedCluster watched;
  private final FactSource source;
  private final ReadingSource readings;
  private final Prober prober;
  private final SampleBuilder builder;
  private final Home home;
  private final Leases leases;
  private final CollectorSettings settings;
  private final SweepQueue queue;
  private final Marks marks;
  private final LaneHealth health;
  private final Clock clock;
  private final Pause pause;
  private final Cadence cadence;
  private Optional<Lease> lease = Optional.empty();
  private Optional<ClusterId> known = Optional.empty();
  private Optional<Instant> warmAt = Optional.empty();
  private SweepMemory memory = SweepMemory.NOTHING;
  private long epoch;
  private int failures;

  ClusterLane(
      Lane.Parts parts,
      CollectorSettings settings,
      SweepQueue queue,
      Marks marks,
      LaneHealth health,
      Clock clock,
      Pause pause) {
    this.watched = parts.watched();
    this.source = parts.source();
    this.readings = parts.readings();
    this.prober = parts.prober();
    this.builder = parts.builder();
    this.home = parts.home();
    this.leases = parts.leases();
    this.settings = settings;
    this.queue = queue;
    this.marks = marks;
    this.health = health;
    this.clock = clock;
    this.pause = pause;
    this.cadence = new Cadence(watched.fast(), watched.slow());
  }

  @Override
  public void run() {
    try {
      while (!pause.over()) {
        pause.sleep(sweepOnce());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One sweep; returns how long to wait for the next. */
  Duration sweepOnce() throws InterruptedException {
    Instant at = begin();
    try {
      if (idle(at)) {
        return LOOK_AGAIN;
      }
      sweep(at);
      if (failures > 0) {
        told("The cluster can be read again", "");
      }
      failures = 0;
      return cadence.untilNext(at, clock.instant());
    } catch (Unreadable e) {
      return unreadable(at, e.trouble());
    } catch (Unwritable e) {
      health.unwritable(e.trouble(), clock.instant());
      return watched.fast();
    } catch (RuntimeException e) {
      // a fault of ours in one sweep: counted as failed, told with its trace, and the lane goes on
      LOG.error("A sweep of cluster {} failed", watched.alias(), e);
      return unreadable(at, new Trouble(Trouble.Cause.TIMEOUT, "a sweep failed: " + e));
    }
  }

  /**
   * The time of the next sweep. What was swept before the clock was set back lies in the future of
   * the sweeps to come: an epoch of their own puts them after it, with their true times.
   */
  private Instant begin() {
    Instant now = clock.instant();
    if (cadence.setBack(now)) {
      told("The clock was set back: sweeps go on in a new epoch", "");
      cadence.startAnew();
      lease = Optional.empty();
      warmAt = Optional.empty();
    }
    return cadence.begin(now);
  }

  /** True when another collector sweeps and this one has looked at the cluster not long ago. */
  private boolean idle(Instant at) {
    boolean elsewhere =
        known.filter(cluster -> leases.of(cluster) == Standing.ELSEWHERE).isPresent();
    if (elsewhere) {
      standBy(known.get());
    }
    return elsewhere && warmAt.filter(last -> last.plus(watched.slow()).isAfter(at)).isPresent();
  }

  private void standBy(ClusterId cluster) {
    if (!health.standsBy(cluster)) {
      LOG.atInfo()
          .setMessage("Standing by: another collector sweeps the cluster")
          .addKeyValue("cluster", watched.alias())
          .addKeyValue("id", cluster)
          .log();
    }
    prober.rest();
    lease = Optional.empty();
    memory = SweepMemory.NOTHING;
    failures = 0;
  }

  private void sweep(Instant at) throws InterruptedException {
    boolean slow = cadence.slowDue(at);
    CompletableFuture<Map<BrokerId, BrokerReadings>> numbers = readNumbers();
    Facts facts =
        source.read(
            new SweepPlan(
                slow,
                memory.addresses(),
                memory.configuredTopics(),
                memory.watchedBrokers(),
                watched.callDeadline()));
    known = Optional.of(facts.cluster());
    warmAt = Optional.of(at);
    if (!held(facts.cluster())) {
      return;
    }
    Stamp stamp = stamp(facts.cluster(), at);
    Probed probed = prober.read();
    SampleBuilder.Built built = builder.build(stamp, facts, get(numbers), probed, memory);
    memory = built.memory();
    if (slow && !missedSlowFacts(facts)) {
      cadence.slowDone(at);
    }
    Instant finished = clock.instant();
    health.read(
        facts.cluster(),
        summary(built.samples(), at, finished, slow),
        sources(Optional.empty(), probed),
        built.samples().notSeen());
    PendingSweep pending =
        PendingSweep.read(stamp, finished, built.samples(), sources(Optional.empty(), probed));
    health.lost(queue.add(pending));
  }

  private boolean held(ClusterId cluster) throws InterruptedException {
    Standing standing = leases.await(cluster, watched.callDeadline());
    if (standing == Standing.UNDECIDED) {
      // says why, when the home cannot be reached
      home.id();
    }
    if (standing == Standing.ELSEWHERE) {
      standBy(cluster);
    }
    return standing == Standing.HELD;
  }

  /** A slow fact that was late is asked for again at once; a refused one stays refused. */
  private static boolean missedSlowFacts(Facts facts) {
    return facts.notSeen().stream()
        .anyMatch(missed -> SLOW.contains(missed.fact()) && missed.remedy().isEmpty());
  }

  private CompletableFuture<Map<BrokerId, BrokerReadings>> readNumbers() {
    CompletableFuture<Map<BrokerId, BrokerReadings>> future = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                future.complete(readings.read());
              } catch (InterruptedException | RuntimeException e) {
                future.completeExceptionally(e);
              }
            },
            "collector-" + watched.alias() + "-readings");
    thread.setDaemon(true);
    thread.start();
    return future;
  }

  private static Map<BrokerId, BrokerReadings> get(
      CompletableFuture<Map<BrokerId, BrokerReadings>> numbers) throws InterruptedException {
    try {
      return numbers.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("readings failed as a whole", e.getCause());
    }
  }

  /**
   * The place of a sweep in time; the first of a cluster opens an epoch after all that are there,
   * and after the one before of this lane, whose sweeps may still wait to be written.
   */
  private Stamp stamp(ClusterId cluster, Instant at) throws InterruptedException {
    long turn = leases.turn(cluster);
    if (lease
        .filter(opened -> opened.cluster().equals(cluster) && opened.turn() == turn)
        .isEmpty()) {
      Optional<SweepId> before = home.lastSweep(cluster);
      long greatest = Math.max(epoch, before.map(SweepId::epoch).orElse(0L));
      epoch = Math.max(clock.millis(), greatest + 1);
      lease = Optional.of(new Lease(cluster, epoch, home.id().equals(cluster), turn));
      memory = SweepMemory.NOTHING;
      marks.begin(before.map(SweepId::sweepAt));
      home.write(List.of(SweepRecords.lease(told(cluster, epoch, at), settings.topics())));
      LOG.atInfo()
          .setMessage("Sweeping begins")
          .addKeyValue("cluster", watched.alias())
          .addKeyValue("id", cluster)
          .addKeyValue("epoch", epoch)
          .log();
    }
    return new Stamp(cluster, watched.alias(), new SweepId(lease.orElseThrow().epoch(), at));
  }

  private CollectorLease told(ClusterId cluster, long epoch, Instant since) {
    return new CollectorLease(
        CollectorLease.VERSION, cluster, watched.alias(), settings.instance(), epoch, since);
  }

  private Duration unreadable(Instant at, Trouble trouble) {
    if (failures == 0) {
      told("The cluster cannot be read", trouble.sentence());
    }
    failures++;
    Optional<Instant> since = health.unreadable(at, trouble);
    if (since.isPresent() && lease.isPresent()) {
      tellMarks(lease.get(), at, trouble, since.get());
    }
    return cadence.afterFailures(failures, trouble.cause().passing());
  }

  /**
   * Where the home is the watched cluster, a mark that says <em>unreachable</em> would lie in the
   * socket of a broker that hangs and be written when it wakes up, a lie by then: the gap tells it.
   */
  private void tellMarks(Lease current, Instant at, Trouble trouble, Instant since) {
    if (current.homeIsWatched()) {
      marks.unwritable(trouble);
      return;
    }
    marks.unreadable(trouble);
    Stamp stamp = new Stamp(current.cluster(), watched.alias(), new SweepId(current.epoch(), at));
    queue.add(
        PendingSweep.unreadable(
            stamp, clock.instant(), trouble, since, sources(Optional.of(trouble), Probed.NOTHING)));
  }

  private void told(String message, String reason) {
    LOG.atWarn()
        .setMessage(message)
        .addKeyValue("cluster", watched.alias())
        .addKeyValue("reason", reason)
        .log();
  }

  private List<SourceStatus> sources(Optional<Trouble> trouble, Probed probed) {
    var admin =
        new SourceStatus(Fact.Source.ADMIN, trouble.isEmpty(), trouble.map(Trouble::sentence));
    return Stream.concat(Stream.of(admin, readings.status()), probed.status().stream()).toList();
  }

  private static SweepHealth summary(Samples samples, Instant at, Instant finished, boolean slow) {
    return new SweepHealth(
        at,
        Duration.between(at, finished),
        slow,
        samples.brokers().size(),
        samples.topics().size(),
        samples.groups().size());
  }
}
