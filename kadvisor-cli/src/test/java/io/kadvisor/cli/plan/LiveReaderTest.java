package io.kadvisor.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.cli.config.NamedCluster;
import io.kadvisor.core.planner.live.PlatformChoice;
import io.kadvisor.core.planner.wave.Platform;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.testkit.sample.SampledCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveReaderTest {
  private static final String MSK = "b-2.shop.a1b2c3.c4.kafka.eu-central-1.amazonaws.com";

  private final SampledCluster cluster = SampledCluster.of(3);

  @TempDir private Path folder;

  private PlatformChoice platform(NamedCluster named) throws Exception {
    cluster.topic("orders", 3, 3);
    return LiveReader.of(named).read(sweep(), broker -> false).platform();
  }

  private Sweep sweep() {
    return Sweep.whole(
        cluster.mark(), cluster.cluster(), cluster.brokers(), cluster.topics(), List.of());
  }

  private NamedCluster alias(String policy) throws Exception {
    Path config = folder.resolve("kadvisor.yaml");
    Files.writeString(
        config,
        """
        home: {client: {bootstrap.servers: "kafka:9092"}}
        clusters: [{alias: shop, client: {bootstrap.servers: "kafka:9092"}}]
        """
            + policy);
    return NamedCluster.of("shop", config);
  }

  private NamedCluster address() {
    return NamedCluster.of(MSK + ":9098", folder.resolve("none.yaml"));
  }

  @Test
  void shouldTakeTheTypeThatThePolicyOfTheAliasDeclares() throws Exception {
    cluster.broker(2).host(MSK);

    PlatformChoice choice =
        platform(alias("policy: {capacity: {every-broker: {type: express.m7g.large}}}"));

    assertThat(choice.platform()).isEqualTo(Platform.MSK_EXPRESS);
    assertThat(choice.why())
        .isEqualTo("policy.capacity declares brokers of type express.m7g.large");
  }

  @Test
  void shouldTakeTheLimitOfStandardBrokersWhenOnlyTheAddressesAreKnown() throws Exception {
    cluster.broker(2).host(MSK);

    assertThat(platform(address()).platform()).isEqualTo(Platform.MSK_STANDARD);
    assertThat(platform(alias("")).why()).startsWith(MSK + " is an address of Amazon MSK");
  }

  @Test
  void shouldBeKafkaWhenBrokersAdvertiseOtherAddresses() throws Exception {
    assertThat(platform(address()).platform()).isEqualTo(Platform.KAFKA);
  }
}
