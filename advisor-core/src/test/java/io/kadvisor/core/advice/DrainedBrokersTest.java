package io.kadvisor.core.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.capacity.LoadedCluster;
import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Watch;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.Sweeps;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Advice puts nothing on the last of four brokers while that is to be emptied. */
class DrainedBrokersTest {
  private static final BrokerId LAST = new BrokerId(4);
  private static final Pattern REPLICAS = Pattern.compile("\"replicas\":\\s*\\[([^\\]]*)\\]");

  private final SampledCluster cluster = SampledCluster.of(4);

  private static Advice advice(Finding finding, Sweep sweep, Memory memory, Policy policy) {
    Incident incident =
        new Incident(
            finding.rule(), finding.subject(), finding.cause(), List.of(finding), List.of());
    return Advisers.standard().of(finding.rule()).advise(incident, sweep, memory, policy);
  }

  /** With the finding of a cluster that knows nothing of a drain. */
  private Advice advice(String rule, Subject subject, BrokerId... drained) {
    Watch watch = Watch.inProduction(cluster).lookFor(Duration.ofMinutes(26));
    return advice(
        watch.finding(rule, subject).orElseThrow(),
        Sweeps.of(cluster),
        watch.memory(),
        SampledPolicy.standard(cluster.id()).drain(drained).policy());
  }

  private static long mentions(Advice advice, String file, String broker) {
    return advice.files().stream()
        .filter(each -> each.name().equals(file))
        .flatMap(each -> REPLICAS.matcher(each.content()).results())
        .flatMap(row -> Stream.of(row.group(1).split(",")))
        .filter(id -> id.strip().equals(broker))
        .count();
  }

  private void assertThatTheThirdTakesItsPlace() {
    Subject orders = Subject.of(new TopicName("orders"));
    assertThat(mentions(advice("weak-topic", orders), "reassignment.json", "4")).isPositive();
    Advice draining = advice("weak-topic", orders, LAST);
    assertThat(mentions(draining, "reassignment.json", "3")).isPositive();
    assertThat(mentions(draining, "reassignment.json", "4")).isZero();
  }

  @Test
  void shouldAddNoReplicaToIt() {
    cluster.topic("orders").partition(1).partition(2).partition(3).partition(1);

    assertThatTheThirdTakesItsPlace();
  }

  @Test
  void shouldSpreadNothingIntoItsRack() {
    cluster.broker(2).rack("rack-1");
    cluster.topic("orders").partition(1, 2).partition(2, 1);

    assertThatTheThirdTakesItsPlace();
  }

  @Test
  void shouldGiveItNoLeaderships() {
    cluster.topic("orders");
    for (int partition = 0; partition < 12; partition++) {
      cluster.topic("orders").partition(1, 4, 2);
    }
    Subject first = Subject.of(new BrokerId(1));

    Advice draining = advice("leader-skew", first, LAST);

    assertThat(draining.files())
        .filteredOn(file -> file.name().equals("reassignment.json"))
        .singleElement()
        .satisfies(file -> assertThat(file.content()).doesNotContainPattern("\\[\\s*4"));
  }

  @Test
  void shouldElectItNowhere() {
    cluster.topic("orders", 12, 3).leader(3, 1).leader(7, 1).leader(11, 1);
    cluster.topic("orders").leader(2, 1);
    for (int broker = 1; broker <= 4; broker++) {
      cluster.broker(broker).config("auto.leader.rebalance.enable", "false");
    }

    Advice draining = advice("leaders-off-preferred", Subject.CLUSTER, LAST);

    assertThat(draining.recommendation().parameters()).containsEntry("partitions", "1");
  }

  private static Policy draining(LoadedCluster loaded) {
    return SampledPolicy.standard(loaded.policy().cluster())
        .capacity(loaded.policy().capacity())
        .drain(LAST)
        .policy();
  }

  @Test
  void shouldCountOnNothingOfItWhenTheClusterRunsShort() {
    LoadedCluster loaded =
        LoadedCluster.of(4)
            .topic("orders", LoadedCluster.GIB, new int[] {1, 2, 3}, new int[] {1, 4, 2})
            .cpu(3.2, 1.6, 1.6, 1.6)
            .lookFor(Duration.ofMinutes(40));
    Finding finding = loaded.finding("capacity").orElseThrow();

    Advice even = advice(finding, loaded.sweep(false), loaded.memory(), loaded.policy());
    Advice drained = advice(finding, loaded.sweep(false), loaded.memory(), draining(loaded));

    assertThat(even.recommendation().action()).isEqualTo("rebalance");
    assertThat(drained.recommendation().action()).isEqualTo("add-brokers");
    assertThat(drained.recommendation().parameters()).containsEntry("from", "3");
    assertThat(commands(drained)).anyMatch(command -> command.contains("1,2,3,5"));
  }

  @Test
  void shouldAdviseWhenItsLoadIsNotKnown() {
    LoadedCluster loaded =
        LoadedCluster.of(4)
            .withoutJmx(4)
            .topic("orders", LoadedCluster.GIB, new int[] {1, 2, 3}, new int[] {1, 4, 2})
            .cpu(3.2)
            .lookFor(Duration.ofMinutes(40));
    Finding finding = loaded.finding("capacity").orElseThrow();

    Advice drained = advice(finding, loaded.sweep(false), loaded.memory(), draining(loaded));

    assertThat(drained.files())
        .filteredOn(file -> file.name().equals("headroom.json"))
        .singleElement()
        .satisfies(
            file ->
                assertThat(file.content())
                    .contains("\"now\":{\"1\":0.8000,\"2\":0.8000,\"3\":0.8000}"));
  }

  private static List<String> commands(Advice advice) {
    return advice.recommendation().steps().stream()
        .flatMap(step -> step.command().stream())
        .toList();
  }

  @Test
  void shouldProposeNoSpreadOverItWhenOneBrokerIsShort() {
    LoadedCluster loaded =
        LoadedCluster.of(4)
            .topic("scans", LoadedCluster.GIB, Map.of(), new long[] {900}, new int[] {1, 2, 3})
            .cpu(3.2, 0.4, 0.4, 0.4)
            .lookFor(Duration.ofMinutes(40));

    Advice drained =
        advice(
            loaded.finding("capacity").orElseThrow(),
            loaded.sweep(false),
            loaded.memory(),
            draining(loaded));

    assertThat(drained.recommendation().action()).isEqualTo("rebalance");
    assertThat(commands(drained))
        .anyMatch(command -> command.contains("1,2,3"))
        .noneMatch(command -> command.contains("1,2,3,4"));
  }
}
