package io.kadvisor.core.rule.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.capacity.LoadedCluster;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.Finding.State;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.policy.Backup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackupMissingRuleTest {
  private static final String RULE = "backup-missing";
  private static final Duration LONG = Duration.ofMinutes(12);
  private static final int[] ALL = {1, 2, 3};

  private final LoadedCluster cluster =
      LoadedCluster.of(3).topic("orders", 1, ALL, ALL).topic("clicks", 1, ALL);

  private static Backup wanted(String... topics) {
    return new Backup(List.of(topics), List.of(), Backup.CONNECT, List.of("dr"));
  }

  private Optional<State> state() {
    return cluster.finding(RULE).map(Finding::state);
  }

  @Test
  void shouldSayNothingWhenThePolicyWantsNone() {
    cluster.lookFor(LONG);

    assertThat(cluster.times()).isZero();
  }

  @Test
  void shouldGiveOneNoticeForAllTopicsWithoutABackup() {
    cluster.needsBackup(wanted("*")).lookFor(LONG);

    Finding finding = cluster.finding(RULE).orElseThrow();
    assertThat(finding.state()).isEqualTo(State.FIRING);
    assertThat(finding.cause()).isEqualTo("not-covered");
    assertThat(finding.severity()).isEqualTo(Severity.NOTICE);
    assertThat(finding.evidence()).hasSize(2);
    assertThat(finding.evidence().get(0).sentence())
        .startsWith("Topic clicks needs a backup and has none: no group of connect-*");
  }

  @Test
  void shouldBeCalmWhenASinkTakesAllPartitions() {
    cluster
        .needsBackup(wanted("orders"))
        .group("connect-s3", Optional.of(2), "orders", 2, 7)
        .lookFor(LONG);

    assertThat(state()).isEmpty();
    assertThat(
            BackupCoverage.of(cluster.sweep(false), cluster.memory(), cluster.policy())
                .topics()
                .get(new TopicName("orders"))
                .words())
        .isEqualTo("is taken by group connect-s3, 14 records behind");
  }

  @Test
  void shouldNotCountAnyOtherGroup() {
    cluster
        .needsBackup(wanted("orders"))
        .group("billing", Optional.of(2), "orders", 2, 0)
        .lookFor(LONG);

    assertThat(state()).contains(State.FIRING);
  }

  @Test
  void shouldTellWhenASinkTakesPartsOnly() {
    cluster
        .needsBackup(wanted("orders"))
        .group("connect-s3", Optional.of(2), "orders", 1, 0)
        .lookFor(LONG);

    assertThat(cluster.finding(RULE).orElseThrow().evidence().get(0).sentence())
        .isEqualTo(
            "Topic orders needs a backup and has one in part: group connect-s3 takes 1 of 2 partitions");
  }

  @Test
  void shouldTellWhenTheSinkIsGoneAndRecoverWhenItIsBack() {
    cluster.needsBackup(wanted("orders"));
    cluster.group("connect-s3", Optional.of(0), "orders", 2, 5).lookFor(LONG);
    assertThat(cluster.finding(RULE).orElseThrow().evidence().get(0).sentence())
        .contains("group connect-s3 has no members since 2026-11-21T00:00:05Z");
    cluster.group("connect-s3", Optional.of(1), "orders", 2, 5);
    cluster.lookFor(Duration.ofMinutes(2));

    assertThat(state()).isEmpty();
  }

  @Test
  void shouldStayQuietWhenAConnectorRestarts() {
    cluster.needsBackup(wanted("orders"));
    cluster.group("connect-s3", Optional.of(1), "orders", 2, 0).lookFor(LONG);
    cluster.group("connect-s3", Optional.of(0), "orders", 2, 0);
    cluster.lookFor(Duration.ofMinutes(8));
    assertThat(state()).contains(State.PENDING);
    cluster.group("connect-s3", Optional.of(1), "orders", 2, 0).lookFor(LONG);

    assertThat(state()).isEmpty();
  }

  @Test
  void shouldJudgeNothingWhenAGroupCouldNotBeDescribed() {
    cluster
        .needsBackup(wanted("orders"))
        .group("connect-s3", Optional.empty(), "orders", 2, 0)
        .lookFor(LONG);

    assertThat(state()).isEmpty();
  }

  @Test
  void shouldCountMirrorsAndDeclarations() {
    cluster.needsBackup(wanted("orders", "clicks"));
    cluster.topic("mm2-offset-syncs.dr.internal", 1, ALL).lookFor(LONG);
    assertThat(state()).isEmpty();
    cluster.drop("mm2-offset-syncs.dr.internal");
    cluster.needsBackup(
        new Backup(
            List.of("orders", "clicks"), List.of("clicks", "ord*"), Backup.CONNECT, List.of()));
    cluster.lookFor(LONG);

    assertThat(state()).isEmpty();
  }

  @Test
  void shouldTakeACopyFromAnotherClusterForNoBackup() {
    cluster.needsBackup(wanted("clicks"));
    cluster.topic("dr.clicks", 1, ALL).lookFor(LONG);

    assertThat(state()).isPresent();
  }

  @Test
  void shouldForgetATopicThatIsDeleted() {
    cluster.needsBackup(wanted("clicks")).lookFor(LONG);
    cluster.drop("clicks").lookFor(Duration.ofMinutes(2));

    assertThat(state()).isEmpty();
  }
}
