package io.kadvisor.collector;

import io.kadvisor.collector.facts.Trouble;
import io.kadvisor.collector.lease.Leases;
import io.kadvisor.collector.publish.Home;
import io.kadvisor.collector.publish.SweepRecords;
import io.kadvisor.collector.publish.Unwritable;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.wire.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writing half of a lane: the records of a sweep, all acknowledged, then its mark. */
final class Publisher implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final Duration SLOW_WRITE = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final SweepQueue queue;
  private final Home home;
  private final Leases leases;
  private final Topics topics;
  private final Marks marks;
  private final LaneHealth health;
  private final Clock clock;
  private final Pause pause;

  Publisher(
      SweepQueue queue,
      Home home,
      Leases leases,
      Topics topics,
      Marks marks,
      LaneHealth health,
      Clock clock,
      Pause pause) {
    this.queue = queue;
    this.home = home;
    this.leases = leases;
    this.topics = topics;
    this.marks = marks;
    this.health = health;
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public void run() {
    try {
      while (!pause.over()) {
        publish(queue.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void publish(PendingSweep sweep) throws InterruptedException {
    if (sweep.trouble().isPresent() && !queue.isEmpty()) {
      // a later sweep says what is true now
      return;
    }
    if (leases.of(sweep.stamp().cluster()) == Leases.Standing.ELSEWHERE) {
      // read before the lease went; who has it now has read the same
      return;
    }
    Instant start = clock.instant();
    health.writing(start);
    try {
      write(sweep);
      noteSlowWrite(Duration.between(start, clock.instant()));
    } catch (Unwritable e) {
      LOG.atWarn()
          .setMessage("A sweep could not be published")
          .addKeyValue("cluster", sweep.stamp().alias())
          .addKeyValue("sweepAt", sweep.at())
          .addKeyValue("reason", e.trouble().sentence())
          .log();
      marks.unwritable(e.trouble());
      health.unwritable(e.trouble(), clock.instant());
      health.lost(1);
      pause.sleep(RETRY);
    }
  }

  private void write(PendingSweep sweep) throws InterruptedException {
    Optional<SweepRecords> records = sweep.samples().map(s -> SweepRecords.of(s, topics));
    long bytes = 0;
    int count = 1;
    if (records.isPresent()) {
      bytes += home.write(records.get().records());
      count += records.get().records().size();
    }
    SweepMark mark = marks.of(sweep, records);
    bytes += home.write(List.of(SweepRecords.mark(mark, topics)));
    marks.written(sweep);
    health.written(sweep.stamp().sweep(), count, bytes);
  }

  /** What was acknowledged late explains the gap that may follow. */
  private void noteSlowWrite(Duration took) {
    if (took.compareTo(SLOW_WRITE) >= 0) {
      var sentence = "the home cluster acknowledged nothing for " + took.toSeconds() + " s";
      marks.unwritable(new Trouble(Trouble.Cause.TIMEOUT, sentence));
    }
  }
}
