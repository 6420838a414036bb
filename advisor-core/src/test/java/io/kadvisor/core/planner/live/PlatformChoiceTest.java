package io.kadvisor.core.planner.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.wave.Platform;
import io.kadvisor.core.sweep.Sweeps;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.policy.Capacity.Resources;
import io.kadvisor.testkit.sample.SampledCluster;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformChoiceTest {
  private static final String MSK = "b-2.shop.a1b2c3.c4.kafka.eu-central-1.amazonaws.com";

  private final SampledCluster cluster = SampledCluster.of(3);

  private PlatformChoice chosen(Capacity declared) {
    return PlatformChoice.of(Sweeps.of(cluster), declared);
  }

  private static Resources type(String name) {
    return new Resources(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(name));
  }

  private static Capacity declaring(Resources everyBroker, Map<String, Resources> brokers) {
    return new Capacity(everyBroker, brokers, Duration.ofHours(1), 3, Optional.empty());
  }

  @Test
  void shouldBeKafkaWhenNothingTellsOfMsk() {
    PlatformChoice choice = chosen(declaring(type("m5.large"), Map.of()));

    assertThat(choice.platform()).isEqualTo(Platform.KAFKA);
    assertThat(choice.sentence())
        .isEqualTo(
            "KAFKA, at most 1250 partitions in a call: no broker has an address of Amazon MSK, and"
                + " policy.capacity declares no type of it.");
  }

  @Test
  void shouldTakeTheTypeThatIsDeclaredBeforeTheAddresses() {
    cluster.broker(2).host(MSK);

    PlatformChoice express = chosen(declaring(type("express.m7g.large"), Map.of()));
    assertThat(express.platform()).isEqualTo(Platform.MSK_EXPRESS);
    assertThat(express.why())
        .isEqualTo("policy.capacity declares brokers of type express.m7g.large");
    cluster.broker(2).host("kafka-2.example");
    assertThat(chosen(declaring(type("kafka.m7g.large"), Map.of())).platform())
        .isEqualTo(Platform.MSK_STANDARD);
  }

  @Test
  void shouldTakeTheSmallerLimitWhenTypesOfSingleBrokersAreDeclared() {
    var brokers = Map.of("1", type("express.m7g.large"), "2", type("kafka.m5.large"));

    assertThat(chosen(declaring(Resources.UNKNOWN, brokers)).platform())
        .isEqualTo(Platform.MSK_STANDARD);
    assertThat(
            chosen(declaring(Resources.UNKNOWN, Map.of("3", type("express.m7g.large")))).platform())
        .isEqualTo(Platform.MSK_EXPRESS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        MSK,
        "b-1-public.shop.a1b2c3.c4.kafka.us-east-1.amazonaws.com",
        "b-1.scram.shop.a1b2c3.c4.kafka.us-east-1.amazonaws.com",
        "b-1.shop.a1b2c3.c4.kafka.cn-north-1.amazonaws.com.cn",
        "B-1.Shop.a1b2c3.c4.kafka.us-east-1.AmazonAWS.com.",
        "boot-a1b2c3.c4.kafka-serverless.us-east-1.amazonaws.com"
      })
  void shouldTakeTheLimitOfStandardBrokersWhenOnlyAnAddressIsOfMsk(String host) {
    cluster.broker(3).host(host);

    PlatformChoice choice = chosen(Capacity.UNDECLARED);

    assertThat(choice.platform()).isEqualTo(Platform.MSK_STANDARD);
    assertThat(choice.why()).startsWith(host + " is an address of Amazon MSK");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.7",
        "ec2-1-2-3-4.eu-central-1.compute.amazonaws.com",
        "b-1.shop.a1b2c3.c4.kafka.eu-central-1.amazonaws.com.example",
        "kafka.eu-central-1.amazonaws.com"
      })
  void shouldBeKafkaWhenAnAddressIsSomebodyElses(String host) {
    cluster.broker(3).host(host);

    assertThat(chosen(Capacity.UNDECLARED).platform()).isEqualTo(Platform.KAFKA);
  }
}
