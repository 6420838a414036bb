package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.cli.exit.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets are planted wherever a person may put one, and looked for wherever one might show. */
class SecretsIT {
  private static final Duration READY_WITHIN = Duration.ofSeconds(240);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(240);
  private static final String READER = "planted-read-token-51c2";
  private static final String APPROVER = "planted-approve-token-9d4e";
  private static final String MARK = "planted-";

  @TempDir static Path folder;

  private static GuardedCluster cluster;
  private static RunProcess run;

  @BeforeAll
  static void runWithSecrets() throws Exception {
    cluster = GuardedCluster.start();
    Path login = folder.resolve("login.properties");
    Files.writeString(login, "password=" + GuardedCluster.PASSWORD + "\n");
    Path tokens = folder.resolve("tokens");
    Files.writeString(tokens, "ann read " + READER + "\nbob approve " + APPROVER + "\n");
    run =
        new RunProcess(
                cluster.brokers().processes(),
                "secrets",
                Map.of("KAFKA_LOGIN", GuardedCluster.PASSWORD),
                config(login, tokens))
            .start();
    await().atMost(READY_WITHIN).until(() -> get("/health/ready").contains("\"lastJudged\""));
  }

  private static Path config(Path login, Path tokens) throws IOException {
    return Files.writeString(
        folder.resolve("kadvisor.yaml"),
        """
        home:
          client:
            bootstrap.servers: %1$s
            security.protocol: SASL_PLAINTEXT
            sasl.mechanism: PLAIN
            sasl.jaas.config: '%2$s'
            config.providers: file
            config.providers.file.class: org.apache.kafka.common.config.provider.FileConfigProvider
        clusters:
        - alias: from-the-environment
          sweep: {fast: 2s, slow: 4s}
          client:
            bootstrap.servers: %1$s
            security.protocol: SASL_PLAINTEXT
            sasl.mechanism: PLAIN
            sasl.jaas.config: '%3$s'
            config.providers: env
            config.providers.env.class: org.apache.kafka.common.config.provider.EnvVarConfigProvider
        - alias: in-the-file
          sweep: {fast: 2s, slow: 4s}
          client:
            bootstrap.servers: %1$s
            security.protocol: SASL_PLAINTEXT
            sasl.mechanism: PLAIN
            sasl.jaas.config: '%4$s'
        streams: {state-dir: %5$s}
        api: {port: 0, tokens-file: %6$s}
        policy: {name: secrets, duration-factor: 60}
        """
            .formatted(
                cluster.guarded(),
                GuardedCluster.login("${file:" + login + ":password}"),
                GuardedCluster.login("${env:KAFKA_LOGIN}"),
                GuardedCluster.login(GuardedCluster.PASSWORD),
                folder.resolve("state"),
                tokens));
  }

  @AfterAll
  static void end() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static String get(String path) {
    return run.get(path, "Authorization", "Bearer " + READER).orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health/live",
        "/health/ready",
        "/metrics",
        "/api/v1/openapi.json",
        "/api/v1/clusters",
        "/api/v1/advisories",
        "/api/v1/no-such-route"
      })
  void shouldShowNoSecretWhenItAnswers(String path) {
    assertThat(get(path)).isNotEmpty().doesNotContain(MARK);
  }

  @Test
  void shouldShowNoSecretWhenATokenIsWrong() {
    String answer =
        run.get("/api/v1/clusters", "Authorization", "Bearer planted-wrong-token-77").orElse("");

    assertThat(answer).contains("401").doesNotContain(MARK);
  }

  @Test
  void shouldShowNoSecretWhenItLogs() {
    assertThat(run.output()).contains("Collecting from").doesNotContain(MARK);
  }

  @Test
  void shouldShowNoSecretWhenProcessesAreListed() {
    String listed =
        String.join(
            "\n",
            ProcessHandle.of(run.pid()).orElseThrow().info().commandLine().orElse(""),
            Stream.of(ProcessHandle.of(run.pid()).orElseThrow().info().arguments())
                .flatMap(Optional::stream)
                .flatMap(Stream::of)
                .toList()
                .toString());

    assertThat(listed).contains("KadvisorMain").doesNotContain(MARK);
  }

  @Test
  void shouldWriteNoSecretWhenItKeepsState() throws IOException {
    List<Path> read = new ArrayList<>();
    List<Path> holding = new ArrayList<>();

    Files.walkFileTree(
        folder.resolve("state"),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            try {
              read.add(file);
              if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(MARK)) {
                holding.add(file);
              }
            } catch (NoSuchFileException gone) {
              read.remove(file);
            }
            return FileVisitResult.CONTINUE;
          }

          /** RocksDB removes files as it goes, also between listing and reading them. */
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });

    assertThat(read).isNotEmpty();
    assertThat(holding).isEmpty();
  }

  @Test
  void shouldShowNoSecretWhenTheFileIsBroken() throws Exception {
    Map<String, String> broken = new LinkedHashMap<>();
    broken.put("not-yaml", "home: {client: {sasl.jaas.config: \"" + MARK + "a\" " + MARK + "b}}");
    broken.put("unknown", "hom: {client: {sasl.jaas.config: " + MARK + "c}}");
    broken.put("nested", "home: {client: {any: {sasl.jaas.config: " + MARK + "d}}}");
    broken.put("line", "home:\n  client:\n    ssl.key.password: " + MARK + "e\n  bad\n");

    for (Map.Entry<String, String> fault : broken.entrySet()) {
      Path config = folder.resolve(fault.getKey() + ".yaml");
      Files.writeString(config, fault.getValue());
      RunProcess ended =
          new RunProcess(cluster.brokers().processes(), fault.getKey(), config).start();
      assertThat(ended.exit(ENDS_WITHIN)).isEqualTo(ExitCode.WRONG_USAGE.number());
      assertThat(ended.output()).as(fault.getKey()).isNotEmpty().doesNotContain(MARK);
    }
  }
}
