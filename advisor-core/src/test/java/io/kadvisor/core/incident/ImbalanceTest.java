package io.kadvisor.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.rule.Watch;
import io.kadvisor.core.sweep.Sweeps;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.Finding.State;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.unit.Unit;
import io.kadvisor.testkit.sample.SampledCluster;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One trouble of balance is one advisory, and replicas that are on their way are none. */
class ImbalanceTest {
  private static final Subject FIRST = Subject.of(new BrokerId(1));
  private static final Subject SECOND = Subject.of(new BrokerId(2));
  private static final Subject ORDERS = Subject.of(new TopicName("orders"));

  private final SampledCluster cluster = SampledCluster.of(3);
  private Watch watch;
  private final SortedMap<FindingId, Finding> findings = new TreeMap<>();

  @BeforeEach
  void look() {
    cluster.topic("orders", 3, 3);
    watch = Watch.inProduction(cluster).look();
  }

  @Test
  void shouldTellReplicasAloneWhenDiskAndBytesAreUnevenToo() {
    find("replica-skew", SECOND, "uneven-placement", State.FIRING);
    find("disk-skew", FIRST, "uneven-placement", State.FIRING);
    find("bytes-out-skew", FIRST, "uneven-placement", State.FIRING);

    List<Incident> incidents = incidents();

    assertThat(incidents).extracting(Incident::kind).containsExactly("replica-skew");
    assertThat(incidents.get(0).symptoms())
        .extracting(Finding::rule)
        .containsExactlyInAnyOrder("disk-skew", "bytes-out-skew");
  }

  @Test
  void shouldWaitWithBytesWhenLeadersMayStillTurnOutToBeOff() {
    find("leaders-off-preferred", Subject.CLUSTER, "not-elected", State.PENDING);
    find("bytes-out-skew", FIRST, "uneven-placement", State.FIRING);

    assertThat(incidents()).isEmpty();
  }

  @Test
  void shouldTellBytesWhenNothingDeeperIsSeen() {
    find("bytes-out-skew", FIRST, "uneven-placement", State.FIRING);
    find("leader-skew", SECOND, "preferred-order", State.RECOVERING);

    assertThat(incidents()).extracting(Incident::kind).containsExactly("bytes-out-skew");
  }

  @Test
  void shouldListMissingReplicasUnderAReassignmentThatDoesNotEnd() {
    find("reassignment-stuck", Subject.CLUSTER, "throttled", State.FIRING);
    find("under-replicated", ORDERS, "reassignment-running", State.FIRING);

    assertThat(incidents())
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.kind()).isEqualTo("reassignment-stuck");
              assertThat(incident.symptoms())
                  .extracting(Finding::rule)
                  .containsExactly("under-replicated");
            });
  }

  @Test
  void shouldTellNothingWhenAReassignmentGetsOn() {
    find("reassignment-stuck", Subject.CLUSTER, "no-progress", State.PENDING);
    find("under-replicated", ORDERS, "reassignment-running", State.FIRING);

    assertThat(incidents()).isEmpty();
  }

  @Test
  void shouldTellMissingReplicasOfTheirOwnWhenTheReassignmentIsNotTheirCause() {
    find("reassignment-stuck", Subject.CLUSTER, "throttled", State.FIRING);
    find("under-replicated", ORDERS, "unknown", State.FIRING);

    assertThat(incidents())
        .extracting(Incident::kind)
        .containsExactlyInAnyOrder("reassignment-stuck", "under-replicated");
  }

  @Test
  void shouldWaitWithWhatWasUnevenBeforeReplicasMoved() {
    find("replica-skew", SECOND, "uneven-placement", State.FIRING);
    watch.look();

    assertThat(incidents()).isEmpty();
  }

  @Test
  void shouldWaitWithWhatIsHeldAndWasUnevenBeforeReplicasMoved() {
    Evidence before =
        Evidence.of(SECOND, "replicas", 18, Unit.COUNT, cluster.now(), "Broker 2 holds 18");
    watch.look();
    find("replica-skew", SECOND, "uneven-placement", State.FIRING, before);

    assertThat(incidents()).isEmpty();
  }

  private List<Incident> incidents() {
    return new IncidentGrouper()
        .group(findings, Sweeps.of(cluster), watch.memory(), watch.policy(), List.of())
        .incidents();
  }

  private void find(String rule, Subject subject, String cause, State state, Evidence... evidence) {
    Finding finding =
        new Finding(
            Finding.VERSION,
            cluster.id(),
            rule,
            subject,
            state,
            Category.BALANCE,
            Severity.WARNING,
            cause,
            PartitionRanges.none(),
            Set.of(),
            List.of(evidence),
            List.of(),
            SampledCluster.START,
            Optional.of(SampledCluster.START),
            cluster.now(),
            cluster.now(),
            "1");
    findings.put(finding.id(), finding);
  }
}
