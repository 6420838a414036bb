package io.kadvisor.cli.plan.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.executor.wave.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NarrationTest {
  private static final long MEGABYTES = 1024 * 1024;

  @Test
  void shouldTellPartitionsBytesAndTimeWhenAllIsKnown() {
    var progress =
        new Progress(
            3,
            12,
            OptionalLong.of(80 * MEGABYTES),
            OptionalLong.of(50 * MEGABYTES),
            30 * MEGABYTES,
            Duration.ofSeconds(30),
            Optional.of(Duration.ofSeconds(50)));

    assertThat(Narration.sentence(progress))
        .isEqualTo("3 of 12 partitions done, 30.0 MiB of 80.0 MiB copied, 30 s, about 50 s left");
  }

  private static Progress withoutBytes(Optional<Duration> left) {
    return new Progress(
        3, 12, OptionalLong.empty(), OptionalLong.empty(), 0, Duration.ofSeconds(30), left);
  }

  @Test
  void shouldSpeakOfAMomentRatherThanOfNoTime() {
    assertThat(Narration.sentence(withoutBytes(Optional.of(Duration.ofMillis(300)))))
        .isEqualTo("3 of 12 partitions done, 30 s, a moment left");
  }

  @Test
  void shouldTellNoBytesWhenTheyAreNotKnown() {
    assertThat(Narration.sentence(withoutBytes(Optional.empty())))
        .isEqualTo("3 of 12 partitions done, 30 s");
  }

  @Test
  void shouldNameTheFirstTopicsAndTheMissingRightWhenMinIsrIsNotKnown() {
    assertThat(Narration.unknown(new TreeSet<>(Set.of("a", "b", "c", "d"))))
        .isEqualTo(
            "The min ISR of 4 topics is not known (a, b, c, ...) and taken for 1: to read it takes"
                + " DescribeConfigs on topics.");
    assertThat(Narration.unknown(new TreeSet<>(Set.of("a"))))
        .startsWith("The min ISR of 1 topic is not known (a) and");
  }
}
