package io.kadvisor.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kadvisor.collector.probe.ProbeSettings;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.policy.Backup;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.policy.OwnerPattern;
import io.kadvisor.model.unit.DataRate;
import io.kadvisor.model.unit.DataSize;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
  private static final String LEAST =
      """
      home:
        client: {bootstrap.servers: "home:9092"}
      clusters:
        - alias: shop
          client: {bootstrap.servers: "shop:9092"}
      """;

  private final ConfigFile file = new ConfigFile(List.of(rule()));

  private static RuleDefinition rule() {
    return new RuleDefinition(
        "lag-growing",
        "Lag grows",
        Category.LAG,
        "lag grows",
        Set.of(),
        Set.of(),
        List.of(
            new RuleDefinition.Threshold(
                "minimum-lag", 100, Unit.RECORDS, "less is noise", "test")),
        new RuleDefinition.Timing("for", Duration.ofMinutes(10), "", ""),
        new RuleDefinition.Timing("keep", Duration.ofMinutes(5), "", ""),
        List.of(),
        List.of(),
        "slow-consumer");
  }

  @Test
  void shouldFillInDefaultsWhenOnlyAddressesAreGiven() {
    KadvisorConfig config = file.parse("kadvisor.yaml", LEAST);

    assertThat(config.home().prefix()).isEqualTo("kadvisor.");
    assertThat(config.clusters().get(0).fast()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.api().host()).isEqualTo("127.0.0.1");
    assertThat(config.policy().durationFactor()).isEqualTo(1);
  }

  @Test
  void shouldPassClientPropertiesThroughWhenTheyAreUnknownToKadvisor() {
    KadvisorConfig config =
        file.parse(
            "kadvisor.yaml",
            LEAST.replace(
                "\"shop:9092\"}",
                "\"shop:9092\", security.protocol: SASL_SSL, request.timeout.ms: 4000}"));

    assertThat(config.clusters().get(0).client())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("request.timeout.ms", "4000");
  }

  @Test
  void shouldProbeNothingUnlessItIsAskedFor() {
    ProbeSettings probe = file.parse("kadvisor.yaml", LEAST).clusters().get(0).probe();

    assertThat(probe).isEqualTo(ProbeSettings.OFF);
  }

  @Test
  void shouldReadHowAClusterIsProbed() {
    ProbeSettings probe =
        file.parse(
                "kadvisor.yaml",
                LEAST + "    probe: {enabled: true, interval: 500ms, topic: t, rack: az1}\n")
            .clusters()
            .get(0)
            .probe();

    assertThat(probe).isEqualTo(ProbeSettings.on("t", Duration.ofMillis(500), Optional.of("az1")));
  }

  @Test
  void shouldRefuseAProbeThatIsNoSmallLoad() {
    String often = LEAST + "    probe: {interval: 10ms, topic: a/b}\n";

    assertThatThrownBy(() -> file.parse("kadvisor.yaml", often))
        .hasMessageContaining("clusters[0].probe.interval")
        .hasMessageContaining("clusters[0].probe.topic");
  }

  @Test
  void shouldReadRulesAndOwnersWhenThePolicyNamesThem() {
    KadvisorConfig config =
        file.parse(
            "kadvisor.yaml",
            LEAST
                + """
                policy:
                  name: shop
                  duration-factor: 60
                  rules:
                    lag-growing: {for: 20m, minimum-lag: 5}
                  owners:
                    - {kind: topic, pattern: "orders*", owner: checkout}
                  calm: {settle: 5m}
                """);

    assertThat(config.policy().rules().get("lag-growing").durations())
        .containsEntry("for", Duration.ofMinutes(20));
    assertThat(config.policy().rules().get("lag-growing").thresholds())
        .containsEntry("minimum-lag", 5.0);
    assertThat(config.policy().owners())
        .containsExactly(new OwnerPattern(Subject.Kind.TOPIC, "orders*", "checkout"));
    assertThat(config.policy().calm().settle()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void shouldRefuseAThresholdOfZero() {
    InvalidConfig invalid =
        catchThrowableOfType(
            InvalidConfig.class,
            () ->
                file.parse(
                    "kadvisor.yaml", LEAST + "policy: {rules: {lag-growing: {minimum-lag: 0}}}\n"));

    assertThat(invalid.faults())
        .extracting(Fault::key)
        .containsExactly("policy.rules.lag-growing.minimum-lag");
    assertThat(invalid).hasMessageContaining("must be a number above 0");
  }

  @Test
  void shouldReadCapacityAndBackupWhenThePolicyDeclaresThem() {
    PolicyTemplate policy =
        file.parse(
                "kadvisor.yaml",
                LEAST
                    + """
                    policy:
                      capacity:
                        every-broker: {cores: 0.5, network-in: 5 MB/s, network-out: 10 Gbit/s, type: kafka.m7g.large}
                        brokers:
                          4: {cores: 8, storage: 2 TiB}
                        cooldown: 24h
                        max-step: 2
                        max-brokers: 9
                      backup:
                        topics: [orders, "payments*"]
                        mirrors: backup
                    """)
            .policy();

    Capacity.Resources fourth = policy.capacity().of(new BrokerId(4));
    assertThat(policy.capacity().everyBroker().cores()).contains(0.5);
    assertThat(fourth.cores()).contains(8.0);
    assertThat(fourth.networkIn()).contains(new DataRate(5e6));
    assertThat(fourth.networkOut()).contains(new DataRate(1.25e9));
    assertThat(fourth.storage()).contains(new DataSize(2L << 40));
    assertThat(policy.capacity().cooldown()).isEqualTo(Duration.ofHours(24));
    assertThat(policy.capacity().maxBrokers()).contains(9);
    assertThat(policy.backup().topics()).containsExactly("orders", "payments*");
    assertThat(policy.backup().mirrors()).containsExactly("backup");
    assertThat(policy.backup().sinkGroups()).isEqualTo(Backup.CONNECT);
  }

  @Test
  void shouldTellEveryFaultOfCapacityAndBackup() {
    InvalidConfig invalid =
        catchThrowableOfType(
            InvalidConfig.class,
            () ->
                file.parse(
                    "kadvisor.yaml",
                    LEAST
                        + """
                        policy:
                          capacity:
                            every-broker: {network-in: 5 MB, storage: 10 Gbit, core: 4}
                            brokers: {four: {cores: 0}}
                            max-step: 0
                          backup: {topics: [orders, 7], sink-group: [x]}
                        """));

    assertThat(invalid.faults())
        .extracting(Fault::key)
        .containsExactlyInAnyOrder(
            "policy.capacity.every-broker.network-in",
            "policy.capacity.every-broker.storage",
            "policy.capacity.every-broker.core",
            "policy.capacity.brokers.four",
            "policy.capacity.brokers.four.cores",
            "policy.capacity.max-step",
            "policy.backup.topics",
            "policy.backup.sink-group");
    assertThat(invalid).hasMessageContaining("did you mean cores?");
  }

  @Test
  void shouldTellAllFaultsAtOnceWhenSeveralThingsAreWrong() {
    InvalidConfig invalid =
        catchThrowableOfType(
            InvalidConfig.class,
            () ->
                file.parse(
                    "kadvisor.yaml",
                    """
                    home: {client: {}}
                    clusters:
                      - alias: shop
                        client: {bootstrap.servers: "a:1", ssl.keystore.password: {a: hunter2}}
                        sweep: {fast: soon, slow: 1s}
                    apis: {port: 80}
                    api: {port: 99999, tokens-flie: /x}
                    policy: {rules: {lag-groving: {for: 1m}, lag-growing: {fro: 1m}}}
                    """));

    assertThat(invalid.faults())
        .extracting(Fault::key)
        .contains(
            "home.client.bootstrap.servers",
            "clusters[0].sweep.fast",
            "clusters[0].client.ssl.keystore.password",
            "apis",
            "api.port",
            "api.tokens-flie",
            "policy.rules.lag-groving",
            "policy.rules.lag-growing.fro");
    assertThat(invalid)
        .hasMessageContaining("did you mean api?")
        .hasMessageContaining("did you mean lag-growing?")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void shouldListEveryKeyWhenTheReferenceAsks() {
    assertThat(file.keys())
        .contains(
            new ConfigKey(
                "clusters[].sweep.fast",
                "a time above zero such as 500ms, 5s, 10m, 2h, 7d or PT5S",
                "5s"),
            new ConfigKey("api.port", "a whole number from 0 to 65535", "8080"))
        .extracting(ConfigKey::path)
        .contains(
            "home.client.*", "policy.owners[].pattern", "policy.calm.settle", "api.tls.certificate")
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldSayWhereWhenTheFileIsNotYaml() {
    InvalidConfig invalid =
        catchThrowableOfType(
            InvalidConfig.class, () -> file.parse("kadvisor.yaml", "home: [\nclusters: }"));

    assertThat(invalid.faults().get(0).key()).startsWith("line ");
  }

  @Test
  void shouldRefuseWhenAKeyStandsTwice() {
    InvalidConfig invalid =
        catchThrowableOfType(
            InvalidConfig.class, () -> file.parse("kadvisor.yaml", LEAST + "home: {}\n"));

    assertThat(invalid).hasMessageContaining("Duplicate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "home: {client: {sasl.jaas.config: \"a\" hush-hush}}",
        "home:\n  client:\n    sasl.jaas.config: hush-hush\n  bad\n",
        "hom: {client: {sasl.jaas.config: hush-hush}}",
        "home: {client: {any: {sasl.jaas.config: hush-hush}}}",
        "home: {client: [hush-hush]}"
      })
  void shouldQuoteNothingThatMayBeASecretWhenTheFileIsBroken(String yaml) {
    InvalidConfig invalid =
        catchThrowableOfType(InvalidConfig.class, () -> file.parse("kadvisor.yaml", yaml));

    assertThat(invalid).hasMessageStartingWith("kadvisor.yaml has ");
    assertThat(invalid.getMessage()).doesNotContain("hush-hush");
  }

  @Test
  void shouldReadTheWebhookWhenThereIsOne() {
    KadvisorConfig config =
        file.parse(
            "kadvisor.yaml",
            LEAST
                + """
                webhook:
                  url: https://hooks.example.com/x
                  secret-file: /etc/kadvisor/webhook-secret
                  categories: [lag, Durability]
                """);

    assertThat(config.webhook())
        .hasValueSatisfying(
            webhook -> {
              assertThat(webhook.minimumSeverity()).isEqualTo(Severity.WARNING);
              assertThat(webhook.categories())
                  .containsExactlyInAnyOrder(Category.LAG, Category.DURABILITY);
            });
    assertThat(file.parse("kadvisor.yaml", LEAST).webhook()).isEmpty();
  }

  @Test
  void shouldTellTheFaultsOfTheWebhookWithoutItsAddress() {
    assertThatThrownBy(
            () ->
                file.parse(
                    "kadvisor.yaml",
                    LEAST
                        + """
                        webhook:
                          url: hooks.example.com/planted-token
                          minimum-severity: loud
                          categories: [lag, weather]
                        """))
        .hasMessageContaining("has 4 faults")
        .hasMessageContaining("webhook.url: found (hidden); must be an address")
        .hasMessageContaining("webhook.secret-file")
        .hasMessageContaining("webhook.minimum-severity")
        .hasMessageContaining("webhook.categories: found a list; must be a list of [availability")
        .hasMessageNotContaining("planted");
  }
}
