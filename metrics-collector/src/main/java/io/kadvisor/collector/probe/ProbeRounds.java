package io.kadvisor.collector.probe;

import io.kadvisor.model.BrokerId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/** Sends a record to each broker in every interval, spread over it, and reads back what comes. */
final class ProbeRounds {
  private final ProbedCluster cluster;
  private final Ledger ledger;
  private final Duration interval;
  private final long limit;
  private final LongSupplier nanos;
  private final long run = ThreadLocalRandom.current().nextLong();
  private final Map<BrokerId, Long> due = new TreeMap<>();

  /**
   * @param limit of records for each broker
   */
  ProbeRounds(
      ProbedCluster cluster, Ledger ledger, Duration interval, long limit, LongSupplier nanos) {
    this.cluster = cluster;
    this.ledger = ledger;
    this.interval = interval;
    this.limit = limit;
    this.nanos = nanos;
  }

  /**
   * One step: sends what is due, and reads what has come.
   *
   * @param targets the partition of each broker that is probed
   * @param patience how long to wait at most when nothing comes
   * @throws ProbeRefused when what has come cannot be read
   */
  void step(SortedMap<BrokerId, Integer> targets, Duration patience) {
    schedule(targets);
    Map<BrokerId, Long> sent = ledger.sent();
    targets.forEach(
        (broker, partition) -> {
          if (takesTurn(broker) && sent.getOrDefault(broker, 0L) < limit) {
            send(broker, partition);
          }
        });
    ledger.expire(nanos.getAsLong());
    read(new HashSet<>(targets.values()), untilNext(patience));
  }

  private void read(Set<Integer> partitions, Duration patience) {
    try {
      for (ProbedCluster.Returned back : cluster.poll(partitions, patience)) {
        if (back.token().run() == run) {
          ledger.returned(back.token().number(), nanos.getAsLong());
        }
      }
      ledger.readable();
    } catch (ProbeRefused e) {
      ledger.unreadable(e.getMessage());
      throw e;
    }
  }

  /** A broker that is new has its turn within the next interval. */
  private void schedule(SortedMap<BrokerId, Integer> targets) {
    due.keySet().retainAll(targets.keySet());
    long now = nanos.getAsLong();
    long gap = interval.toNanos() / Math.max(1, targets.size());
    long turn = 0;
    for (BrokerId broker : targets.keySet()) {
      due.putIfAbsent(broker, now + turn * gap);
      turn++;
    }
  }

  /** A turn that was missed is not made up for. */
  private boolean takesTurn(BrokerId broker) {
    long late = nanos.getAsLong() - due.get(broker);
    if (late < 0) {
      return false;
    }
    due.merge(broker, Math.max(interval.toNanos(), late + interval.toNanos() / 2), Long::sum);
    return true;
  }

  private void send(BrokerId broker, int partition) {
    long at = nanos.getAsLong();
    long number = ledger.send(broker, at);
    cluster.send(
        partition,
        new Token(run, number),
        new ProbedCluster.Receipt() {
          @Override
          public void acknowledged() {
            ledger.acknowledged(broker, at, nanos.getAsLong());
          }

          @Override
          public void failed(String why) {
            ledger.failed(broker, why);
          }
        });
  }

  private Duration untilNext(Duration patience) {
    long now = nanos.getAsLong();
    long next = due.values().stream().mapToLong(turn -> turn - now).min().orElse(0);
    return Duration.ofNanos(Math.max(1, Math.min(next, patience.toNanos())));
  }
}
