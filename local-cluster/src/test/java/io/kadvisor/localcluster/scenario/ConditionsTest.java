package io.kadvisor.localcluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kadvisor.localcluster.scenario.ClusterView.Partition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
  private static final FixedView WELL = FixedView.well();
  private static final FixedView BROKER_2_AWAY =
      WELL.taking(1, 3).with(new Partition(0, Optional.of(3), List.of(1, 2, 3), Set.of(1, 3)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unfenced: {broker: all}",
        "unfenced: {broker: 2}",
        "accepts: {broker: 2}",
        "reachable: {}",
        "isr-full: {}",
        "isr-full: {topic: orders}",
        "leaders-preferred: {}",
        "led-by: {topic: orders, broker: 1}",
        "replicas: {topic: orders, factor: 3}",
        "topic-exists: {topic: orders}",
        "topic-gone: {topic: payments}",
        "lag-above: {group: g, topic: orders, records: 9}",
        "lag-below: {group: g, topic: orders, records: 11}",
        "members: {group: g, count: 2}",
        "replicas-on: {topic: orders, broker: 2, count: 1}",
        "settings: {broker: 1, config: {leader.replication.throttled.rate: 1}}",
        "settings: {topic: orders, config: {retention.bytes: null}}",
        "records-above: {topic: orders, records: 30}",
        "busiest-above: {topic: orders, share: 0.7}",
        "busiest-below: {topic: orders, share: 0.8}",
        "reassigning: {topic: orders}",
        "not-reassigning: {topic: payments}",
        "volume-above: {broker: 1, share: 0.7}",
        "volume-below: {broker: 1, share: 0.9}",
        "cpu-between: {broker: 1, from: 0.2, to: 0.4}",
        "controller-not: {controller: 102}",
        "voter-silent: {controller: 102, time: 400ms}",
        "voters-fetch: {}"
      })
  void shouldHoldWhenAllIsWell(String condition) throws IOException {
    assertThat(read(condition).holds(WELL)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fenced: {broker: 2}",
        "unreachable: {}",
        "isr-without: {broker: 2}",
        "led-by: {topic: orders, broker: 2}",
        "led-by: {topic: payments, broker: 1}",
        "replicas: {topic: orders, factor: 2}",
        "replicas: {topic: payments, factor: 3}",
        "topic-gone: {topic: orders}",
        "lag-above: {group: g, topic: orders, records: 10}",
        "lag-below: {group: g, topic: orders, records: 10}",
        "members: {group: g, count: 1}",
        "leaders-not-preferred: {}",
        "replicas-on: {topic: orders, broker: 4, count: 1}",
        "settings: {broker: 1, config: {leader.replication.throttled.rate: null}}",
        "settings: {broker: 1, config: {leader.replication.throttled.rate: 2}}",
        "records-above: {topic: orders, records: 31}",
        "busiest-above: {topic: orders, share: 0.9}",
        "busiest-above: {topic: payments, share: 0.1}",
        "busiest-below: {topic: orders, share: 0.7}",
        "busiest-below: {topic: payments, share: 0.1}",
        "reassigning: {topic: payments}",
        "not-reassigning: {topic: orders}",
        "volume-above: {broker: 1, share: 0.9}",
        "volume-above: {broker: 2, share: 0.1}",
        "volume-below: {broker: 2, share: 0.9}",
        "cpu-between: {broker: 1, from: 0.4, to: 0.5}",
        "isr-below: {topic: orders, replicas: 3}",
        "isr-below: {replicas: 3}",
        "leaderless: {topic: orders}",
        "refuses-writes: {topic: orders}",
        "handlers-idle-below: {broker: 1}",
        "controller-not: {controller: 101}",
        "voter-silent: {controller: 103, time: 5s}",
        "voter-silent: {controller: 9, time: 5s}"
      })
  void shouldNotHoldWhenAllIsWell(String condition) throws IOException {
    assertThat(read(condition).holds(WELL)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fenced: {broker: 2}",
        "isr-without: {topic: orders, broker: 2}",
        "isr-below: {topic: orders, replicas: 3}",
        "isr-below: {replicas: 3}",
        "refuses-writes: {topic: orders}",
        "unfenced: {broker: 1}"
      })
  void shouldHoldWhenBrokerIsAway(String condition) throws IOException {
    assertThat(read(condition).holds(BROKER_2_AWAY)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unfenced: {broker: all}",
        "fenced: {broker: all}",
        "isr-full: {}",
        "leaders-preferred: {}",
        "isr-without: {broker: 2, leaders: 2}",
        "isr-below: {topic: orders, replicas: 2}",
        "isr-below: {replicas: 4}",
        "leaderless: {topic: orders}",
        "replicas: {topic: orders, factor: 3}"
      })
  void shouldNotHoldWhenBrokerIsAway(String condition) throws IOException {
    assertThat(read(condition).holds(BROKER_2_AWAY)).isFalse();
  }

  @Test
  void shouldHoldWhenLeadersAreEven() throws IOException {
    Condition even = read("led-evenly: {topic: orders}");
    FixedView round = WELL.with(led(0, 1), led(1, 2), led(2, 3), led(3, 1));
    FixedView skewed = WELL.with(led(0, 1), led(1, 1), led(2, 3));
    FixedView away =
        WELL.with(
            led(0, 1), new Partition(1, Optional.of(3), List.of(2, 3), Set.of(2, 3)), led(2, 3));

    assertThat(even.holds(round)).isTrue();
    assertThat(even.holds(skewed)).isFalse();
    assertThat(even.holds(away)).isFalse();
    assertThat(read("led-evenly: {topic: payments}").holds(round)).isFalse();
  }

  @Test
  void shouldKnowWhenAVoterIsSlow() throws IOException {
    FixedView slow = WELL.withSlowVoter();

    assertThat(read("voter-silent: {controller: 103, time: 5s}").holds(slow)).isTrue();
    assertThat(read("voters-fetch: {}").holds(slow)).isFalse();
  }

  @Test
  void shouldKnowWhenAPartitionHasNoLeader() throws IOException {
    FixedView offline =
        WELL.with(new Partition(0, Optional.empty(), List.of(2), Set.of(2)), led(1, 1));

    assertThat(read("leaderless: {topic: orders}").holds(offline)).isTrue();
  }

  @Test
  void shouldCountEachReturnWhenABrokerFlaps() throws IOException {
    Condition twice = read("isr-flaps: {broker: 2, times: 2}").begin();

    assertThat(twice.holds(BROKER_2_AWAY)).isFalse();
    assertThat(twice.holds(WELL)).isFalse();
    assertThat(twice.holds(BROKER_2_AWAY)).isFalse();
    assertThat(twice.holds(BROKER_2_AWAY)).isFalse();
    assertThat(twice.holds(WELL)).isTrue();
    assertThat(twice.begin().holds(WELL)).isFalse();
  }

  private static Partition led(int number, int leader) {
    return new Partition(
        number, Optional.of(leader), List.of(leader, leader % 3 + 1), Set.of(leader));
  }

  @Test
  void shouldKnowNoLagAndNoMembersWhenGroupIsAbsent() throws IOException {
    FixedView view = WELL.withoutGroup();

    assertThat(read("lag-below: {group: g, topic: orders, records: 10}").holds(view)).isFalse();
    assertThat(read("lag-above: {group: g, topic: orders, records: 0}").holds(view)).isFalse();
    assertThat(read("members: {group: g, count: 0}").holds(view)).isTrue();
  }

  private static Condition read(String text) throws IOException {
    var faults = new ArrayList<Fault>();
    var tree = new YAMLMapper().readTree("all: [{" + text + "}]");
    List<Condition> conditions = Conditions.read(new Fields("", tree, faults), "all");
    assertThat(faults).isEmpty();
    return conditions.get(0);
  }
}
