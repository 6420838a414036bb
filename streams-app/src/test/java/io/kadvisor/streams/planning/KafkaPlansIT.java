package io.kadvisor.streams.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.model.ClusterId;
import io.kadvisor.testkit.sample.SampledPlan;
import io.kadvisor.wire.TopicProvisioning;
import io.kadvisor.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plans on a topic of real brokers. */
class KafkaPlansIT implements PlansContract {
  private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);
  private static LocalCluster brokers;

  @BeforeAll
  static void start() {
    brokers = LocalCluster.builder().jmx(false).start();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()))) {
      new TopicProvisioning(admin, Duration.ofSeconds(20)).provision(List.of(TOPICS.plans()));
    }
  }

  @AfterAll
  static void stop() {
    brokers.close();
  }

  @Override
  public Plans plans() {
    return PlanClients.plans(
        Map.of("bootstrap.servers", brokers.bootstrapServers()), "kadvisor-streams", TOPICS);
  }

  @Test
  void shouldSeeWhatAnotherMakerWroteAndKeepTheNewerWhenBothWrite() {
    ClusterId cluster = new ClusterId("shared");
    try (Plans one = plans();
        Plans other = plans()) {
      assertThat(one.of(cluster)).isEmpty();
      assertThat(other.write(SampledPlan.of(cluster, SKEW, "newer", AT.plusSeconds(9)))).isTrue();

      assertThat(one.write(SampledPlan.of(cluster, SKEW, "older", AT))).isFalse();

      assertThat(one.of(cluster).get(SKEW).id()).isEqualTo("newer");
    }
    try (Plans restarted = plans()) {
      assertThat(restarted.of(cluster).get(SKEW).id()).isEqualTo("newer");
    }
  }
}
