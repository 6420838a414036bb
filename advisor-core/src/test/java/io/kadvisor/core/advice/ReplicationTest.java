package io.kadvisor.core.advice;

import static io.kadvisor.core.advice.Shop.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.advice.Replication.Loss;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import org.junit.jupiter.api.Test;

class ReplicationTest {
  private static Replication of(Sweep sweep) {
    return new Replication(sweep.topics().values());
  }

  @Test
  void shouldNameTheBrokerWhoseLossHurtsMostWhenCopiesAreFew() {
    Sweep sweep = Shop.open().topic("orders", 2, on(1, 2, 3)).topic("audit", 1, on(3)).sweep();

    Loss loss = of(sweep).worstNextLoss(ClusterView.of(sweep).alive()).orElseThrow();

    assertThat(loss.broker()).isEqualTo(new BrokerId(3));
    assertThat(loss.offline().named()).isEqualTo("audit 0");
    assertThat(loss.refusing().isEmpty()).isTrue();
  }

  @Test
  void shouldNameNoneWhenEveryLossIsBorne() {
    Sweep sweep = Shop.open().topic("orders", 2, on(1, 2, 3)).sweep();

    assertThat(of(sweep).worstNextLoss(ClusterView.of(sweep).alive())).isEmpty();
  }

  @Test
  void shouldCountRefusalWhenOnlyTheMinimumIsLeft() {
    Sweep sweep = Shop.open().topic("orders", 2, on(1, 2, 3)).without(2).sweep();

    Loss loss = of(sweep).worstNextLoss(ClusterView.of(sweep).alive()).orElseThrow();

    assertThat(loss.refusing().named()).isEqualTo("orders 0");
    assertThat(of(sweep).missingOn(new BrokerId(2)).count()).isEqualTo(1);
    assertThat(of(sweep).fewestCopies(new BrokerId(2))).contains(2);
  }

  @Test
  void shouldAskForNoMoreCopiesThanThereAreReplicas() {
    Sweep sweep = Shop.open().topic("audit", 2, on(3)).sweep();

    Loss loss = of(sweep).worstNextLoss(ClusterView.of(sweep).alive()).orElseThrow();

    assertThat(of(sweep).refusing().isEmpty()).isTrue();
    assertThat(loss.offline().named()).isEqualTo("audit 0");
  }

  @Test
  void shouldSeeOfflinePartitionsWhenTheLastCopyIsAway() {
    Sweep sweep = Shop.open().topic("audit", 1, on(2)).without(2).sweep();

    assertThat(of(sweep).offline().named()).isEqualTo("audit 0");
    assertThat(of(sweep).missingOn(new BrokerId(2)).named()).isEqualTo("audit 0");
    assertThat(of(sweep).refusing().isEmpty()).isTrue();
  }
}
