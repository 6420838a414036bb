package io.kadvisor.model.advisory;

import static io.kadvisor.model.advisory.AdvisoryState.ACKNOWLEDGED;
import static io.kadvisor.model.advisory.AdvisoryState.APPROVED;
import static io.kadvisor.model.advisory.AdvisoryState.DISMISSED;
import static io.kadvisor.model.advisory.AdvisoryState.EXPIRED;
import static io.kadvisor.model.advisory.AdvisoryState.FAILED;
import static io.kadvisor.model.advisory.AdvisoryState.INEFFECTIVE;
import static io.kadvisor.model.advisory.AdvisoryState.MERGED;
import static io.kadvisor.model.advisory.AdvisoryState.OPEN;
import static io.kadvisor.model.advisory.AdvisoryState.RESOLVED;
import static io.kadvisor.model.advisory.AdvisoryState.RUNNING;
import static io.kadvisor.model.advisory.AdvisoryState.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AdvisoryStateTest {
  /**
   * The table of the design, written a second time on purpose: whoever changes one must mean it.
   */
  private static final Map<AdvisoryState, Set<AdvisoryState>> ALLOWED =
      Map.of(
          OPEN, Set.of(ACKNOWLEDGED, APPROVED, RESOLVED, DISMISSED, EXPIRED, MERGED),
          ACKNOWLEDGED, Set.of(APPROVED, RESOLVED, DISMISSED, EXPIRED, MERGED),
          APPROVED, Set.of(ACKNOWLEDGED, RUNNING, RESOLVED, DISMISSED, EXPIRED, MERGED),
          RUNNING, Set.of(VERIFIED, INEFFECTIVE, FAILED),
          FAILED, Set.of(APPROVED, RESOLVED, DISMISSED, EXPIRED, MERGED),
          INEFFECTIVE, Set.of(APPROVED, RESOLVED, DISMISSED, EXPIRED, MERGED));

  static Stream<Arguments> everyPair() {
    return Stream.of(AdvisoryState.values())
        .flatMap(from -> Stream.of(AdvisoryState.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("everyPair")
  void shouldAllowExactlyWhatTheTableAllowsWhenAPairIsAsked(AdvisoryState from, AdvisoryState to) {
    assertThat(from.mayBecome(to)).isEqualTo(ALLOWED.getOrDefault(from, Set.of()).contains(to));
  }

  @ParameterizedTest
  @MethodSource("everyState")
  void shouldHaveEndedWhenNothingMayFollow(AdvisoryState state) {
    assertThat(state.ended()).isEqualTo(!ALLOWED.containsKey(state));
  }

  static Stream<AdvisoryState> everyState() {
    return Stream.of(AdvisoryState.values());
  }
}
