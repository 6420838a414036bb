package io.kadvisor.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.kadvisor.api.AdvisorApi;
import io.kadvisor.api.ApiSettings;
import io.kadvisor.api.access.Tokens;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Secrets are planted wherever the API takes some, and looked for wherever it tells something. */
class SecretsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String TOKEN = "planted-token-0123456789";
  private static final String WRONG = "planted-wrong-0123456789";
  private static final String PASSWORD = "planted-password-0123456789";
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger kafka = (Logger) LoggerFactory.getLogger("org.apache.kafka");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Appender<ILoggingEvent> console = root.getAppender("out");

  @BeforeEach
  void listen() {
    log.start();
    root.addAppender(log);
    root.detachAppender(console);
    root.setLevel(Level.INFO);
    kafka.setLevel(Level.INFO);
  }

  @AfterEach
  void stopListening() {
    root.setLevel(Level.WARN);
    kafka.setLevel(Level.ERROR);
    root.detachAppender(log);
    root.addAppender(console);
  }

  @Test
  void shouldTellNoSecretWhenEverythingIsAsked() {
    ApiSettings settings =
        new ApiSettings(
            "127.0.0.1",
            0,
            false,
            Optional.empty(),
            Tokens.parse("anna approve " + TOKEN, "test"),
            home(),
            "test.",
            Set.of());
    StringBuilder told = new StringBuilder(settings.toString());
    try (AdvisorApi api = AdvisorApi.start(settings, List.of())) {
      HttpCalls calls = new HttpCalls(api.port());
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> askAll(calls, told).contains("home-unreachable"));
    }
    root.detachAppender(log);
    log.stop();
    List.copyOf(log.list)
        .forEach(
            event -> told.append(event.getFormattedMessage()).append(event.getKeyValuePairs()));

    assertThat(told).contains("kadvisor_home_blind", "sasl.jaas.config");
    assertThat(told.toString()).doesNotContain("planted");
  }

  private static Map<String, Object> home() {
    return Map.of(
        "bootstrap.servers", "127.0.0.1:1",
        "security.protocol", "SASL_PLAINTEXT",
        "sasl.mechanism", "PLAIN",
        "sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\" password=\""
                + PASSWORD
                + "\";");
  }

  private static String askAll(HttpCalls calls, StringBuilder told) {
    String answers = "";
    for (String path :
        List.of(
            "/health/ready",
            "/metrics",
            "/api/v1/clusters",
            "/api/v1/advisories?x=1",
            "/",
            "/no")) {
      for (String token : List.of(TOKEN, WRONG)) {
        HttpResponse<String> answer = calls.get(path, "Authorization", "Bearer " + token);
        answers += answer.body() + answer.headers().map();
      }
    }
    told.append(answers);
    return answers;
  }
}
