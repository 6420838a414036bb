package io.kadvisor.localcluster.workload;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** One producer at work; {@link #sendDue} is called a few times a second. */
final class RunningProducer implements AutoCloseable {
  private static final int KEYS = 10_000;
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

  private final ProducerPlan plan;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Pacer pacer = new Pacer();
  private final SplittableRandom random;
  private final long startNanoseconds = System.nanoTime();
  private final LongAdder sent = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private long asked;
  private volatile RateShape rate;
  private volatile boolean closed;

  RunningProducer(String bootstrapServers, ProducerPlan plan) {
    this.plan = plan;
    this.rate = plan.rate();
    this.random = new SplittableRandom(plan.name().hashCode());
    this.producer = new KafkaProducer<>(ClientSettings.producer(bootstrapServers, plan));
  }

  ProducerPlan plan() {
    return plan;
  }

  void changeRate(RateShape newRate) {
    rate = newRate;
  }

  synchronized void sendDue() {
    int due = pacer.due(rate, Duration.ofNanos(System.nanoTime() - startNanoseconds));
    // what was given up is asked for once more: a plan counts records that arrive
    for (int record = 0; record < due && asked - failed() < plan.most() && !closed; record++) {
      asked++;
      send();
    }
  }

  private void send() {
    var value = new byte[plan.recordBytes()];
    random.nextBytes(value);
    try {
      var unused =
          producer.send(
              new ProducerRecord<>(plan.topic(), key(), value),
              (metadata, error) -> (error == null ? sent : failed).increment());
    } catch (KafkaException e) {
      failed.increment();
    }
  }

  private byte[] key() {
    boolean hot = random.nextDouble() < plan.hotKeyShare();
    String key = hot ? "hot" : Integer.toString(random.nextInt(KEYS));
    return key.getBytes(StandardCharsets.US_ASCII);
  }

  /** Records that the cluster has acknowledged. */
  long sent() {
    return sent.sum();
  }

  /** Records that were given up. */
  long failed() {
    return failed.sum();
  }

  @Override
  public void close() {
    closed = true;
    producer.close(CLOSE_PATIENCE);
  }
}
