package io.kadvisor.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.localcluster.BrokerLibrary;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.SweepMark.SourceStatus;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers whose own policy refuses what the probe wants of its topic. */
class ProbeRefusalIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir static Path jars;
  private static LocalCluster brokers;

  @BeforeAll
  static void startWithAPolicy() throws IOException {
    brokers =
        LocalCluster.builder()
            .brokers(2)
            .jmx(false)
            .library(withPolicy())
            .setting("create.topic.policy.class.name", TwoCopiesPolicy.class.getName())
            .start();
  }

  private static BrokerLibrary withPolicy() throws IOException {
    try (DirectoryStream<Path> own = Files.newDirectoryStream(BrokerLibrary.locate().folder())) {
      for (Path jar : own) {
        Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar.toAbsolutePath());
      }
    }
    String policy = TwoCopiesPolicy.class.getName().replace('.', '/') + ".class";
    try (var code = TwoCopiesPolicy.class.getResourceAsStream("/" + policy);
        var jar = new JarOutputStream(Files.newOutputStream(jars.resolve("policy.jar")))) {
      jar.putNextEntry(new ZipEntry(policy));
      code.transferTo(jar);
      jar.closeEntry();
    }
    return new BrokerLibrary(jars);
  }

  /** The links go first: JUnit warns of each that it finds. */
  @AfterAll
  static void stop() throws IOException {
    if (brokers != null) {
      brokers.close();
    }
    try (DirectoryStream<Path> links = Files.newDirectoryStream(jars)) {
      for (Path link : links) {
        Files.delete(link);
      }
    }
  }

  private static Map<String, String> client() {
    return Map.of("bootstrap.servers", brokers.bootstrapServers());
  }

  private static LiveProber prober(String topic) {
    var settings = ProbeSettings.on(topic, Duration.ofMillis(200), Optional.empty());
    return new LiveProber(
        "strict", settings, () -> new KafkaProbedCluster(client(), topic), Clock.systemUTC());
  }

  @Test
  void shouldTakeTheClustersOwnFactorWhenItsPolicyRefusesOne() throws Exception {
    try (LiveProber prober = prober("probe.refused");
        Admin admin = Admin.create(Map.<String, Object>copyOf(client()))) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(prober.read().readings())
                      .containsOnlyKeys(new BrokerId(1), new BrokerId(2)));

      TopicDescription made =
          admin.describeTopics(List.of("probe.refused")).allTopicNames().get().get("probe.refused");

      assertThat(made.partitions())
          .hasSize(2)
          .allSatisfy(partition -> assertThat(partition.replicas()).hasSize(2));
      assertThat(prober.read().notSeen()).isEmpty();
    }
  }

  @Test
  void shouldSayWhatThePolicySaidWhenItRefusesTheTopicAtAll() {
    try (LiveProber prober = prober(TwoCopiesPolicy.FORBIDDEN)) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(prober.read().status().flatMap(SourceStatus::reason))
                      .contains("PolicyViolation: no topic of this name"));

      Probed probed = prober.read();

      assertThat(probed.readings()).isEmpty();
      assertThat(probed.status()).hasValueSatisfying(source -> assertThat(source.open()).isFalse());
      assertThat(probed.notSeen())
          .extracting(NotSeen::reason)
          .hasSize(2)
          .allMatch(why -> why.endsWith("forbidden: PolicyViolation: no topic of this name"));
    }
  }
}
