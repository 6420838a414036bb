package io.kadvisor.core.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.advice.Retention.Sized;
import io.kadvisor.core.capacity.LoadedCluster;
import io.kadvisor.model.BrokerId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static Optional<Sized> biggest(Map<String, String> config) {
    LoadedCluster cluster =
        LoadedCluster.of(1)
            .topic("orders", LoadedCluster.GIB, config, new long[0], new int[][] {{1}});
    return Retention.on(Set.of(new BrokerId(1)), cluster.sweep(false)).biggest();
  }

  @Test
  void shouldHalveTheTimeWhenItIsKnown() {
    assertThat(biggest(LoadedCluster.deletes("86400000")))
        .hasValueSatisfying(
            topic -> {
              assertThat(topic.keeps()).contains(Duration.ofDays(1));
              assertThat(topic.setting()).isEqualTo("retention.ms=43200000");
            });
  }

  @Test
  void shouldEndAWeekLaterWhenRecordsAreKeptForEver() {
    assertThat(biggest(LoadedCluster.deletes("-1")))
        .hasValueSatisfying(
            topic -> {
              assertThat(topic.keeps()).isEmpty();
              assertThat(topic.setting()).isEqualTo("retention.ms=604800000");
            });
  }

  @Test
  void shouldLeaveOutATopicWhenItsRetentionIsNotKnown() {
    assertThat(biggest(Map.of("cleanup.policy", "delete"))).isEmpty();
  }

  @Test
  void shouldLeaveOutATopicWhenItsCleanupIsNotKnown() {
    assertThat(biggest(Map.of("retention.ms", "86400000"))).isEmpty();
  }

  @Test
  void shouldLeaveOutATopicWhenItIsOnlyCompacted() {
    assertThat(biggest(Map.of("cleanup.policy", "compact", "retention.ms", "-1"))).isEmpty();
  }
}
