package io.kadvisor.api.webhook;

import io.kadvisor.api.health.RoleHealth;
import io.kadvisor.wire.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Sends advisories to an address, on a thread and with clients of its own. Instances of one group
 * share the partitions, so one of them sends the advisories of a cluster, in their order. What was
 * taken is remembered by the group: a restart or another instance goes on there, and sends what was
 * not yet remembered a second time, with the same key.
 */
public final class Webhook implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

  private final Supplier<Consumer<byte[], byte[]>> clients;
  private final WebhookHealth health;
  private final Delivery delivery;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "webhook");

  Webhook(
      WebhookSettings settings,
      Topics topics,
      Supplier<Consumer<byte[], byte[]>> clients,
      InstantSource clock) {
    this.clients = clients;
    this.health = new WebhookHealth(settings.receiver(), clock);
    this.delivery =
        new Delivery(
            topics.advisories().name(),
            new Selection(settings, topics.advisories(), health),
            new Receiver(settings, clock, health),
            health);
  }

  /**
   * Ready to be started.
   *
   * @param home client properties of the home cluster
   */
  public static Webhook of(WebhookSettings settings, Map<String, Object> home, Topics topics) {
    WebhookClients clients = new WebhookClients(home, settings.group());
    return new Webhook(settings, topics, clients::consumer, InstantSource.system());
  }

  /** Begins to send. Its topic must be there. */
  public void start() {
    thread.setDaemon(true);
    thread.start();
  }

  public RoleHealth health() {
    return health;
  }

  private void run() {
    while (closing.getCount() > 0) {
      try (Consumer<byte[], byte[]> consumer = clients.get()) {
        delivery.follow(consumer, () -> closing.getCount() == 0);
      } catch (WakeupException | InterruptException e) {
        Thread.interrupted();
      } catch (KafkaException e) {
        stumbled(e);
      }
    }
  }

  private void stumbled(KafkaException failure) {
    health.stumbled("its topic cannot be read: " + failure.getMessage());
    try {
      closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends within ten seconds; what is on its way is sent again by whoever goes on. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(ENDS_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
