package io.kadvisor.streams.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.command.Command;
import io.kadvisor.wire.Key;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SilenceTest {
  private static final ClusterId CLUSTER = new ClusterId("cluster-a");
  private static final Duration SHORT = Driver.SILENCE.minusSeconds(2);
  private static final Duration LONG = Driver.SILENCE.plusSeconds(2);

  @TempDir Path folder;
  private Driver driver;

  @BeforeEach
  void start() {
    driver = new Driver(new TellingJudging(), folder);
    driver.put(sweep(1));
    driver.told();
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void shouldTellOnceWhenNoMarkWasReadForTooLong() {
    driver.pass(SHORT);
    assertThat(driver.take(driver.topics.commands())).isEmpty();

    driver.pass(LONG);
    driver.pass(LONG);

    assertThat(driver.take(driver.topics.commands()))
        .singleElement()
        .satisfies(record -> assertThat(record.key()).isEqualTo(Key.of(CLUSTER)))
        .extracting(TestRecord::value)
        .isInstanceOfSatisfying(
            Command.Silence.class,
            silence -> assertThat(silence.lastMark()).contains(sweep(1).at()));
  }

  @Test
  void shouldJudgeTheSilenceWhenItIsReadBack() {
    driver.pass(LONG);

    assertThat(driver.told()).containsExactly("silence after 2026-11-21T08:00:02Z");
  }

  @Test
  void shouldTellAgainWhenAMarkBrokeTheSilence() {
    driver.pass(LONG);
    driver.put(sweep(2));
    driver.pass(LONG);

    assertThat(driver.take(driver.topics.commands())).hasSize(2);
  }

  @Test
  void shouldSayNothingWhenTheHomeClusterItselfDoesNotAnswer() {
    driver.homeAnswers.set(false);
    driver.pass(Duration.ofMinutes(2));
    driver.homeAnswers.set(true);
    driver.pass(SHORT);

    assertThat(driver.take(driver.topics.commands())).isEmpty();
  }

  @Test
  void shouldIgnoreASilenceWhenAMarkCameAfterIt() {
    driver.put(sweep(2));
    driver.told();

    driver.put(
        new Command.Silence(
            Command.VERSION,
            CLUSTER,
            "s-1",
            "silence-watch",
            sweep(3).at(),
            Optional.of(sweep(1).at())));

    assertThat(driver.told()).isEmpty();
  }

  private static SampleSweep sweep(int n) {
    return SampleSweep.number(CLUSTER, n);
  }
}
