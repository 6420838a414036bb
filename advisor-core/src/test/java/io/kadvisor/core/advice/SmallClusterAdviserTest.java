package io.kadvisor.core.advice;

import static io.kadvisor.core.advice.Shop.finding;
import static io.kadvisor.core.advice.Shop.incident;
import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.sweep.Sweeps;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Recommendation;
import io.kadvisor.model.finding.Category;
import io.kadvisor.testkit.sample.SampledCluster;
import org.junit.jupiter.api.Test;

class SmallClusterAdviserTest {
  private final SampledCluster cluster = SampledCluster.of(2);

  private Recommendation advised() {
    var two = finding("small-cluster", Category.CONFIGURATION, Subject.CLUSTER, "two-brokers", 0);
    return new SmallClusterAdviser().advise(incident(two), Sweeps.of(cluster)).recommendation();
  }

  @Test
  void shouldAskForARackWhenAllBrokersHaveOne() {
    assertThat(advised().steps())
        .anyMatch(step -> step.what().startsWith("Add 1 broker with broker.rack set"));
  }

  @Test
  void shouldNotAskForARackWhenNoBrokerHasOne() {
    cluster.broker(1).withoutRack();
    cluster.broker(2).withoutRack();

    assertThat(advised().toString()).contains("Add 1 broker.").doesNotContain("rack");
  }

  @Test
  void shouldNotAskForARackWhenOnlyOneOfTheBrokersHasOne() {
    cluster.broker(2).withoutRack();

    assertThat(advised().toString()).contains("Add 1 broker.").doesNotContain("rack");
  }
}
