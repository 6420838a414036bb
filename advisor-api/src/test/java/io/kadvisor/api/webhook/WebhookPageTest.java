package io.kadvisor.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receiver that the page shows, run as the page says. */
class WebhookPageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Path PAGE = Path.of("../docs/webhook.md");
  private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
  private static final Parcel PARCEL = new Parcel("key", "{\"v\":1}");

  @TempDir Path folder;
  private Process printer;
  private Path printed;
  private int port;

  @BeforeEach
  void startTheReceiverOfThePage() throws Exception {
    var snippet = JAVA.matcher(Files.readString(PAGE));
    assertThat(snippet.find()).isTrue();
    Path source = Files.writeString(folder.resolve("HookPrinter.java"), snippet.group(1));
    Path secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef\n");
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    printed = folder.resolve("printed");
    printer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                source.toString(),
                Integer.toString(port),
                secret.toString())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    await().atMost(Duration.ofSeconds(120)).until(this::listens);
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @AfterEach
  void end() {
    printer.destroyForcibly();
  }

  private Answer sent(String secret, InstantSource clock) throws Exception {
    WebhookSettings settings =
        WebhookSettings.of(
            URI.create("http://127.0.0.1:" + port + "/"),
            Files.writeString(folder.resolve("ours"), secret),
            Severity.NOTICE,
            Set.of(Category.values()),
            "kadvisor-webhook");
    WebhookHealth health = new WebhookHealth(settings.receiver(), clock);
    var answer = new Receiver(settings, clock, health).deliver(PARCEL);
    await()
        .atMost(PATIENCE)
        .until(() -> answer.isDone() || health.counts().get("attempts_failed") > 0);
    if (answer.isDone()) {
      return answer.get(1, TimeUnit.SECONDS);
    }
    answer.cancel(true);
    return new Answer(Answer.Kind.LATER, health.details().get("trouble"));
  }

  @Test
  void shouldTakeWhatIsGenuineAndFreshAloneWhenItIsSent() throws Exception {
    assertThat(sent("another-secret-of-ours", Instant::now).why()).isEqualTo("it answers 401");
    assertThat(sent("0123456789abcdef", () -> Instant.now().minusSeconds(600)).why())
        .isEqualTo("it answers 401");
    assertThat(Files.readString(printed)).isEmpty();

    assertThat(sent("0123456789abcdef", Instant::now).kind()).isEqualTo(Answer.Kind.TAKEN);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(Files.readString(printed)).contains("{\"v\":1}"));
  }
}
