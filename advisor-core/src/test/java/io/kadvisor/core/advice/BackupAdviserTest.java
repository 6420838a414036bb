package io.kadvisor.core.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.capacity.LoadedCluster;
import io.kadvisor.core.incident.Incident;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.policy.Backup;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackupAdviserTest {
  private static final int[] ALL = {1, 2, 3};

  @Test
  void shouldReadWellWhenThePagerRings() throws IOException {
    LoadedCluster cluster =
        LoadedCluster.of(3)
            .topic("vault-ledger", 1, ALL, ALL, ALL)
            .topic("vault-keys", 1, ALL)
            .topic("vault-audit", 1, ALL)
            .topic("clicks", 1, ALL)
            .needsBackup(new Backup(List.of("vault-*"), List.of(), Backup.CONNECT, List.of()))
            .group("connect-audit", Optional.of(1), "vault-audit", 1, 3)
            .group("connect-keys", Optional.of(0), "vault-keys", 1, 90)
            .lookFor(Duration.ofMinutes(15));
    Finding finding = cluster.finding("backup-missing").orElseThrow();
    Incident incident =
        new Incident(
            "backup-missing", finding.subject(), finding.cause(), List.of(finding), List.of());

    Advice advice =
        new BackupAdviser()
            .advise(incident, cluster.sweep(false), cluster.memory(), cluster.policy());

    assertThat(advice.title()).hasSizeLessThanOrEqualTo(80);
    Golden.compare("backup-missing.txt", Told.full(incident, advice));
  }
}
