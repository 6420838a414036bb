package io.kadvisor.localcluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** All scenarios but the loss of the home keep a quorum of controllers and two live brokers. */
class LiveServersTest {
  private static final int ALL = 3;
  private static final int NEEDED = 2;
  private static final List<String> SCENARIOS =
      ScenarioFile.SHIPPED.stream().filter(name -> !name.startsWith("tour")).toList();
  private static final List<UnrelatedFaults> PAIRS = UnrelatedFaults.ALL;

  @Test
  void shouldKeepTheQuorumAndTwoBrokersInAllButOneOfTheScenarios() {
    assertThat(SCENARIOS).filteredOn(name -> !keeps(shipped(name))).containsExactly("home-loss");
  }

  @ParameterizedTest
  @FieldSource("SCENARIOS")
  void shouldHaveEveryServerBackWhenAScenarioEnds(String name) {
    assertThat(shipped(name).allAtEnd()).isTrue();
  }

  @ParameterizedTest
  @FieldSource("PAIRS")
  void shouldKeepTheQuorumAndTwoBrokersWhenTwoFaultsOverlap(UnrelatedFaults pair) {
    LiveServers one = shipped(pair.one());
    LiveServers other = shipped(pair.other());

    assertThat(one.brokers() + other.brokers() - ALL).isGreaterThanOrEqualTo(NEEDED);
    assertThat(one.controllers() + other.controllers() - ALL).isGreaterThanOrEqualTo(NEEDED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kill: {broker: 1}                              | true",
        "kill: {broker: 1}}, {stop: {broker: 2}         | false",
        "kill: {broker: 1}}, {restart: {broker: 2}      | false",
        "pause: {broker: 1}}, {add-volume: {broker: 2}  | false",
        "kill: {broker: 1}}, {start: {broker: 1}}, {kill: {broker: 2} | true",
        "kill: {broker: 1}}, {add-broker: {id: 4}}, {kill: {broker: 2} | false",
        "repeat: {times: 2, steps: [{pause: {broker: all}}, {resume: {broker: all}}]} | false",
        "kill-controller: {controller: 101}             | true",
        "kill-controller: {controller: 101}}, {pause-controller: {controller: 103} | false",
        "limit-replication: {follower: 1, bytesPerSecond: 1024} | true"
      })
  void shouldSeeHowFewAreLeft(String steps, boolean keeps) {
    String file =
        """
        format: scenario/1
        scenarios:
          - {name: a, watch: b, quiet: true, steps: [{%s}]}
        """
            .formatted(steps);

    assertThat(keeps(LiveServers.worst(ScenarioFile.parse("a file", file).scenarios().get(0))))
        .isEqualTo(keeps);
  }

  private static LiveServers shipped(String name) {
    return LiveServers.worst(ScenarioFile.shipped(name).scenarios().get(0));
  }

  private static boolean keeps(LiveServers live) {
    return live.brokers() >= NEEDED && live.controllers() >= NEEDED;
  }
}
