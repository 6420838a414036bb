package io.kadvisor.collector.admin;

import io.kadvisor.collector.facts.Trouble;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Whether a cluster can be reached at all, and if not, why, in one sentence within 15 s. */
public final class ConnectionCheck {
  private static final Duration CALL = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private ConnectionCheck() {}

  /**
   * Asks for the cluster's id.
   *
   * @param name of the cluster, for the sentence
   * @param properties of any client to it
   * @return what is wrong; empty when the cluster answers
   */
  public static Optional<Trouble> of(String name, Map<String, String> properties)
      throws InterruptedException {
    Outcome<String> outcome = clusterId(properties);
    return outcome.failure().map(why -> new Diagnosis(name, properties, LOOK).of(why));
  }

  private static Outcome<String> clusterId(Map<String, String> properties)
      throws InterruptedException {
    try {
      Admin admin = Admin.create(AdminProperties.of(properties, CALL));
      try {
        return Outcome.of(admin.describeCluster().clusterId(), Deadline.in(CALL));
      } finally {
        admin.close(Duration.ofMillis(TimeUnit.SECONDS.toMillis(1)));
      }
    } catch (KafkaException e) {
      return Outcome.failed(e);
    }
  }
}
