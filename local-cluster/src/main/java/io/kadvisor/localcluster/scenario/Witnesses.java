package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.Deadline;
import io.kadvisor.localcluster.LocalCluster;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicIdPartition;

/**
 * Independent clients that look for the same thing at the same time; the first that sees it counts.
 * One alone could hang on a paused broker for seconds and see a fault later than the advisor.
 */
final class Witnesses implements AutoCloseable {
  private static final int COUNT = 3;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final InstantSource clock;
  private final Set<TopicIdPartition> writtenOff = ConcurrentHashMap.newKeySet();
  private final List<AdminView> views;
  private final ExecutorService threads = Executors.newCachedThreadPool(Witnesses::thread);

  Witnesses(LocalCluster cluster, InstantSource clock) {
    this.clock = clock;
    this.views =
        IntStream.rangeClosed(1, COUNT)
            .mapToObj(number -> new AdminView(cluster, number, writtenOff))
            .toList();
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "witness");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Looks no more at partitions that went with their brokers: a broker that joins later under the
   * same id is another one, without them.
   *
   * @throws ClusterView.Unseen when the cluster does not answer
   */
  void writeOff() {
    writtenOff.addAll(views.get(0).lost());
  }

  /** When the proof was first seen to hold; empty if its time was up before. */
  Optional<Instant> await(Proof proof) {
    try (Watch watch = start(proof)) {
      return watch.result(proof.within());
    }
  }

  /** Begins to look; the proof's time begins when its result is asked for. */
  Watch start(Proof proof) {
    var seen = new CompletableFuture<Instant>();
    views.forEach(view -> threads.execute(() -> look(view, proof, seen)));
    return new Watch(seen);
  }

  private void look(ClusterView view, Proof proof, CompletableFuture<Instant> seen) {
    Proof looked = proof.begin();
    try {
      while (!seen.isDone()) {
        if (holds(view, looked)) {
          seen.complete(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        } else if (!Deadline.rest(BETWEEN_LOOKS)) {
          return;
        }
      }
    } catch (RuntimeException e) {
      // told to whoever waits for the result
      seen.completeExceptionally(e);
    }
  }

  private static boolean holds(ClusterView view, Proof proof) {
    try {
      return proof.holds(view);
    } catch (ClusterView.Unseen notNow) {
      return false;
    }
  }

  /** A look that goes on until it sees or is closed. */
  record Watch(CompletableFuture<Instant> seen) implements AutoCloseable {
    Optional<Instant> result(Duration within) {
      try {
        return Optional.of(seen.get(within.toMillis(), TimeUnit.MILLISECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      } catch (TimeoutException e) {
        return Optional.empty();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }

    @Override
    public void close() {
      seen.cancel(false);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    views.forEach(AdminView::close);
  }
}
