package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.cli.demo.Attempts.Attempt;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final List<String> done = new ArrayList<>();
  private Optional<String> disturbed = Optional.empty();

  private final Attempts.Machine machine =
      new Attempts.Machine() {
        @Override
        public Optional<String> disturbed(Instant from, Instant to) {
          return disturbed;
        }

        @Override
        public void awaitCalm() {
          done.add("waited");
        }
      };

  /** Plays one scenario whose attempts come out so. */
  private List<Attempt> played(Boolean... passed) {
    var outcomes = Stream.of(passed).iterator();
    Attempts attempts =
        new Attempts(machine, attempt -> outcomes.next(), again -> done.add("said"), CLOCK);
    attempts.play(
        () -> {
          done.add("played");
          return List.of();
        });
    return attempts.all();
  }

  @Test
  void shouldPlayOnceWhenItGoesAsExpected() {
    disturbed = Optional.of("the machine stood still for 3.0 s");

    assertThat(played(true)).containsExactly(Attempt.of(List.of()));
    assertThat(done).containsExactly("played");
  }

  @Test
  void shouldFailAtOnceWhenTheMachineGaveItsTime() {
    assertThat(played(false)).containsExactly(Attempt.of(List.of()));
    assertThat(done).containsExactly("played");
  }

  @Test
  void shouldPlayOnceMoreWhenTheMachineIsTheReason() {
    disturbed = Optional.of("the machine stood still for 3.0 s");

    assertThat(played(false, true))
        .containsExactly(new Attempt(List.of(), disturbed), Attempt.of(List.of()));
    assertThat(done).containsExactly("played", "said", "waited", "played");
  }

  @Test
  void shouldFailWhenTheThirdAttemptFails() {
    disturbed = Optional.of("the machine stood still for 3.0 s");
    Attempt again = new Attempt(List.of(), disturbed);

    assertThat(played(false, false, false)).containsExactly(again, again, Attempt.of(List.of()));
    assertThat(done).filteredOn("played"::equals).hasSize(3);
  }
}
