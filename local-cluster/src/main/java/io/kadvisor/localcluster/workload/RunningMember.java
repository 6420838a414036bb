package io.kadvisor.localcluster.workload;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** One member of a group, in a thread of its own since a consumer belongs to one thread. */
final class RunningMember {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration AFTER_ERROR = Duration.ofSeconds(1);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final LongAdder consumed = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private volatile OptionalDouble limit;

  RunningMember(String bootstrapServers, GroupPlan plan, int member) {
    this.limit = plan.limit();
    this.consumer = new KafkaConsumer<>(ClientSettings.consumer(bootstrapServers, plan, member));
    this.thread = new Thread(this::run, "workload-" + plan.group() + "-" + member);
    consumer.subscribe(List.of(plan.topic()));
    thread.setDaemon(true);
    thread.start();
  }

  void changeLimit(OptionalDouble newLimit) {
    limit = newLimit;
  }

  long consumed() {
    return consumed.sum();
  }

  long errors() {
    return errors.sum();
  }

  private void run() {
    try {
      while (!isAsked(Duration.ZERO)) {
        step();
      }
    } finally {
      consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
    }
  }

  private void step() {
    try {
      OptionalDouble current = limit;
      if (current.isPresent() && current.getAsDouble() == 0) {
        standStill();
      } else {
        consume(current);
      }
    } catch (WakeupException askedToStop) {
      // the loop's condition sees it
    } catch (KafkaException e) {
      errors.increment();
      isAsked(AFTER_ERROR);
    }
  }

  private void consume(OptionalDouble current) {
    consumer.resume(consumer.paused());
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    if (current.isEmpty()) {
      consumed.add(records.count());
    } else {
      consumeSome(records, current.getAsDouble());
    }
  }

  /**
   * Half a second's worth; the rest is read again. So a member that was let go and then slowed down
   * commits as steadily as one that was slow from the beginning.
   */
  private void consumeSome(ConsumerRecords<byte[], byte[]> records, double perSecond) {
    int most = (int) Math.max(1, perSecond / 2);
    int taken = 0;
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> here = records.records(partition);
      int some = Math.min(here.size(), most - taken);
      if (some < here.size()) {
        consumer.seek(partition, here.get(some).offset());
      }
      taken += some;
    }
    consumed.add(taken);
    isAsked(Duration.ofNanos((long) (taken / perSecond * 1e9)));
  }

  /** Stays a member and commits nothing new. */
  private void standStill() {
    consumer.pause(consumer.assignment());
    ConsumerRecords<byte[], byte[]> unwanted = consumer.poll(POLL);
    unwanted
        .partitions()
        .forEach(
            partition -> consumer.seek(partition, unwanted.records(partition).get(0).offset()));
  }

  /** Rests, but not beyond the moment in which somebody asks to stop. */
  private boolean isAsked(Duration rest) {
    try {
      return asked.await(rest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Asks the member to leave the group; it does so in its own thread. */
  void askToStop() {
    asked.countDown();
    consumer.wakeup();
  }

  void awaitStop(Duration patience) throws InterruptedException {
    thread.join(patience.toMillis());
  }
}
