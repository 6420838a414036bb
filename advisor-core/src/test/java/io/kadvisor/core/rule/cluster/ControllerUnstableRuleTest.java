package io.kadvisor.core.rule.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.rule.Watch;
import io.kadvisor.model.policy.RuleSettings;
import io.kadvisor.testkit.sample.SampledCluster;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControllerUnstableRuleTest {
  @Test
  void shouldStayQuietWhenNothingWasElectedAndNoneIsTooFew() {
    Watch watch =
        Watch.inProduction(SampledCluster.of(3))
            .with(
                ControllerUnstableRule.NAME,
                new RuleSettings(true, Map.of("changes", 0.0), Map.of()));
    watch.look();

    assertThat(watch.findings()).isEmpty();
  }
}
