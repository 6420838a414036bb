package io.kadvisor.collector.probe;

import io.kadvisor.model.BrokerId;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A probe at work: one thread that keeps the topic, and one that sends and reads, so that a look at
 * the topic that waits for a broker delays no record.
 */
final class ProbeRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProbeRun.class);

  /** As often as the default fast sweep. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final Duration READ_AGAIN = Duration.ofSeconds(1);
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final String name;
  private final ProbedCluster cluster;
  private final ProbeTopic topic;
  private final ProbeRounds rounds;
  private final Ledger ledger = new Ledger();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread keeper;
  private final Thread sender;
  private volatile ProbeLayout layout = ProbeLayout.nothing();
  private volatile boolean refused;
  private volatile Optional<String> trouble = Optional.of("the probe has only begun");
  private Optional<String> unread = Optional.empty();

  ProbeRun(String name, ProbedCluster cluster, Duration interval, long limit) {
    this.name = name;
    this.cluster = cluster;
    this.topic = new ProbeTopic(cluster, System::nanoTime);
    this.rounds = new ProbeRounds(cluster, ledger, interval, limit, System::nanoTime);
    this.keeper = thread("probe-" + name + "-topic", this::keep);
    this.sender = thread("probe-" + name + "-records", this::send);
    keeper.start();
    sender.start();
  }

  private static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** What was last seen of the topic. */
  ProbeLayout layout() {
    return layout;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Why nobody is probed, or not everybody. */
  Optional<String> trouble() {
    return trouble;
  }

  /** True when the cluster has refused what the probe wants. */
  boolean refused() {
    return refused;
  }

  /** Of a broker that is not probed. */
  String whyNot(String topicName) {
    return "it leads no partition of " + topicName + trouble.map(why -> ": " + why).orElse("");
  }

  private void keep() {
    try {
      do {
        look();
      } while (!over.await((topic.changed() ? LOOK_AGAIN : LOOK).toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws InterruptedException {
    try {
      layout = topic.tend();
      refused = topic.refused().isPresent();
      tell(topic.refused());
    } catch (ProbeRefused e) {
      refused = !e.passing();
      tell(Optional.of(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("A look at the topic of the probe of {} failed", name, e);
      tell(Optional.of("a look at its topic failed: " + e));
    }
  }

  private void tell(Optional<String> now) {
    if (!now.equals(trouble)) {
      now.ifPresent(this::log);
    }
    trouble = now;
  }

  private void log(String reason) {
    LOG.atInfo()
        .setMessage("The probe lacks something")
        .addKeyValue("cluster", name)
        .addKeyValue("reason", reason)
        .log();
  }

  private void send() {
    try {
      while (!over.await(0, TimeUnit.NANOSECONDS)) {
        SortedMap<BrokerId, Integer> targets = layout.partitionByLeader();
        ledger.keep(layout.spokenOf());
        if (targets.isEmpty()) {
          over.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } else {
          step(targets);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A fault of ours in one step is told, and the probe goes on. */
  private void step(SortedMap<BrokerId, Integer> targets) throws InterruptedException {
    try {
      rounds.step(targets, PATIENCE);
      unread = Optional.empty();
    } catch (ProbeRefused e) {
      if (unread.filter(e.getMessage()::equals).isEmpty()) {
        log(e.getMessage());
      }
      unread = Optional.of(e.getMessage());
      over.await(READ_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RuntimeException e) {
      LOG.error("A round of the probe of {} failed", name, e);
      over.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    over.countDown();
    cluster.wake();
    keeper.interrupt();
    try {
      sender.join(FAREWELL.toMillis());
      keeper.join(FAREWELL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cluster.close();
  }
}
