package io.kadvisor.localcluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MeetingTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final ScenarioRun RUN =
      ScenarioRun.of(
          ScenarioFile.shipped("weak-topic")
              .scenarios()
              .get(0)
              .bind(Map.of("target", "1", "topic", "t", "group", "g")),
          1,
          Map.of());

  private final Meeting meeting = new Meeting(AdviceGate.none(), 2);

  @Test
  void shouldGoOnTogetherWhenBothHaveTheirAdvisory() {
    CompletableFuture<Void> one = opened();
    assertThat(one).isNotDone();

    CompletableFuture<Void> other = opened();

    assertThat(one).succeedsWithin(SOON);
    assertThat(other).succeedsWithin(SOON);
  }

  @Test
  void shouldWaitForNobodyWhenTheOtherHasEnded() {
    CompletableFuture<Void> one = opened();

    meeting.leave();

    assertThat(one).succeedsWithin(SOON);
  }

  private CompletableFuture<Void> opened() {
    return CompletableFuture.runAsync(() -> meeting.awaitOpened(RUN));
  }
}
