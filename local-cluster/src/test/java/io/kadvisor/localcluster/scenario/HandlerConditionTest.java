package io.kadvisor.localcluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HandlerConditionTest {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final HandlerCondition condition = new HandlerCondition(1, 0.1);
  private Duration idle = Duration.ofHours(1);
  private long now = Duration.ofDays(1).toNanos();

  @Test
  void shouldNotHoldWhenItHasNotLookedForLongEnough() {
    assertThat(looks(6, 0)).isFalse();
    assertThat(looks(1, 0)).isTrue();
  }

  @Test
  void shouldHoldAsSoonAsTheLastSecondsWereBusyWhenTheBrokerWasIdleBefore() {
    looks(20, 1);

    assertThat(looks(5, 0)).isFalse();
    assertThat(looks(1, 0)).isTrue();
  }

  @Test
  void shouldHoldNoMoreWhenTheBrokerIsIdleAgain() {
    looks(20, 0);

    assertThat(looks(1, 1)).isFalse();
  }

  /** The last of so many looks at a broker that is idle for this share between them. */
  private boolean looks(int count, double share) {
    boolean holds = false;
    for (int look = 0; look < count; look++) {
      now += LOOK.toNanos();
      idle = idle.plusNanos(Math.round(LOOK.toNanos() * share));
      holds = condition.holds(idle, now);
    }
    return holds;
  }
}
