package io.kadvisor.streams.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.testkit.sample.SampledPlan;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is asked of every place where plans are kept. */
interface PlansContract {
  Instant AT = Instant.parse("2026-11-21T03:14:00Z");
  AdvisoryId SKEW = new AdvisoryId("replica-skew", Subject.CLUSTER, 1);
  AdvisoryId WEAK = new AdvisoryId("weak-topic", Subject.CLUSTER, 1);

  /** Of one maker. */
  Plans plans();

  private static ClusterId cluster() {
    return new ClusterId(UUID.randomUUID().toString());
  }

  private static KeptPlan plan(ClusterId cluster, AdvisoryId advisory, int second) {
    return SampledPlan.of(cluster, advisory, "plan-" + second, AT.plusSeconds(second));
  }

  private static KeptPlan large(KeptPlan plan) {
    return new KeptPlan(
        plan.cluster(),
        plan.advisory(),
        plan.id(),
        plan.madeAt(),
        plan.summary(),
        plan.waves(),
        plan.brokers(),
        plan.errors(),
        plan.steps(),
        Map.of("steps.md", "do it\n".repeat(100_000)));
  }

  @Test
  default void shouldKeepThePlanOfEachAdvisoryWhenSeveralAreWritten() {
    ClusterId cluster = cluster();
    try (Plans plans = plans()) {
      assertThat(plans.of(cluster)).isEmpty();
      assertThat(plans.write(plan(cluster, SKEW, 1))).isTrue();
      assertThat(plans.write(plan(cluster, WEAK, 1))).isTrue();
      assertThat(plans.write(plan(cluster(), WEAK, 7))).isTrue();

      assertThat(plans.of(cluster))
          .isEqualTo(Map.of(SKEW, plan(cluster, SKEW, 1), WEAK, plan(cluster, WEAK, 1)));
    }
  }

  @Test
  default void shouldReplaceALargePlanByASmallOneWithoutALeftOver() {
    ClusterId cluster = cluster();
    try (Plans plans = plans()) {
      KeptPlan large = large(plan(cluster, SKEW, 1));
      assertThat(large.parts()).hasSizeGreaterThan(2);
      plans.write(large);
      assertThat(large.equals(plans.of(cluster).get(SKEW))).as("the whole of it").isTrue();

      plans.write(plan(cluster, SKEW, 2));

      assertThat(plans.of(cluster)).isEqualTo(Map.of(SKEW, plan(cluster, SKEW, 2)));
    }
  }

  @Test
  default void shouldKeepWhatIsThereWhenItIsOfTheSameSweepOrANewerOne() {
    ClusterId cluster = cluster();
    try (Plans plans = plans()) {
      plans.write(plan(cluster, SKEW, 2));

      assertThat(plans.write(plan(cluster, SKEW, 2))).isFalse();
      assertThat(plans.write(plan(cluster, SKEW, 1))).isFalse();

      assertThat(plans.of(cluster)).isEqualTo(Map.of(SKEW, plan(cluster, SKEW, 2)));
    }
  }

  @Test
  default void shouldForgetAPlanWhenItsAdvisoryIsForgotten() {
    ClusterId cluster = cluster();
    try (Plans plans = plans()) {
      plans.write(large(plan(cluster, SKEW, 1)));
      plans.forget(cluster, SKEW);
      plans.forget(cluster, WEAK);

      assertThat(plans.of(cluster)).isEmpty();
    }
  }
}
