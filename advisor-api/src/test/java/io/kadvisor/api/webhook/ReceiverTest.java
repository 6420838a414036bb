package io.kadvisor.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kadvisor.api.health.RoleHealth;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Severity;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One advisory and a receiver that does what receivers do. */
class ReceiverTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Parcel PARCEL = new Parcel("shop%2Fbroker-silent%2F1", "{\"v\":1}");
  private static final String SECRET = "0123456789abcdef";

  @TempDir Path folder;
  private final HookReceiver there = new HookReceiver();
  private final AtomicLong seconds = new AtomicLong(1_700_000_000);
  private WebhookHealth health;
  private Receiver receiver;
  private Path secrets;

  @BeforeEach
  void prepare() throws Exception {
    secrets = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    WebhookSettings settings = settings(there.url());
    // each attempt is made a second later than the one before
    health = new WebhookHealth(settings.receiver(), Instant::now);
    receiver =
        new Receiver(settings, () -> Instant.ofEpochSecond(seconds.getAndIncrement()), health);
  }

  private WebhookSettings settings(URI url) {
    return new WebhookSettings(
        url,
        secrets,
        Severity.NOTICE,
        Set.of(Category.values()),
        "kadvisor-webhook",
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofMillis(500));
  }

  @AfterEach
  void end() {
    there.close();
  }

  @Test
  void shouldSendTheBodySignedWhenTheReceiverIsThere() throws Exception {
    assertThat(ended(receiver.deliver(PARCEL)).kind()).isEqualTo(Answer.Kind.TAKEN);

    assertThat(there.calls())
        .containsExactly(
            new HookReceiver.Call(
                PARCEL.key(),
                Signature.of(
                    java.util.List.of(SECRET),
                    Instant.ofEpochSecond(1_700_000_000),
                    PARCEL.bytes()),
                "application/json",
                "{\"v\":1}"));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 429, 401, 404, 302})
  void shouldTryAgainSignedAnewWhenItAnswersThatItCannot(int status) throws Exception {
    there.answers(status);
    CompletableFuture<Answer> answer = receiver.deliver(PARCEL);
    await().atMost(PATIENCE).until(() -> there.calls().size() >= 3);
    assertThat(health.status()).isEqualTo(RoleHealth.Status.DEGRADED);
    assertThat(health.details().get("trouble")).isEqualTo("it answers " + status);

    there.answers(204);

    assertThat(ended(answer).kind()).isEqualTo(Answer.Kind.TAKEN);
    assertThat(there.calls()).extracting(HookReceiver.Call::key).containsOnly(PARCEL.key());
    assertThat(there.calls()).extracting(HookReceiver.Call::time).doesNotHaveDuplicates();
  }

  @Test
  void shouldTryAgainWhenTheReceiverComesBack() throws Exception {
    there.down();
    CompletableFuture<Answer> answer = receiver.deliver(PARCEL);
    await().atMost(PATIENCE).until(() -> health.counts().get("attempts_failed") >= 2);
    assertThat(health.details().get("trouble")).startsWith("it cannot be reached");

    there.up();

    assertThat(ended(answer).kind()).isEqualTo(Answer.Kind.TAKEN);
  }

  @Test
  void shouldGiveAnAttemptUpWhenTheReceiverIsSlow() throws Exception {
    there.saysNothing();
    CompletableFuture<Answer> answer = receiver.deliver(PARCEL);
    await().atMost(PATIENCE).until(() -> health.counts().get("attempts_failed") >= 1);
    assertThat(health.details().get("trouble")).isEqualTo("it does not answer in time");

    there.answers(200);

    assertThat(ended(answer).kind()).isEqualTo(Answer.Kind.TAKEN);
  }

  @Test
  void shouldGiveAnAttemptUpWhenTheBodyOfTheAnswerDoesNotEnd() throws Exception {
    there.stallsInTheBody();
    CompletableFuture<Answer> answer = receiver.deliver(PARCEL);
    await().atMost(PATIENCE).until(() -> health.counts().get("attempts_failed") >= 1);
    assertThat(health.details().get("trouble")).isEqualTo("it does not answer in time");
    await().atMost(PATIENCE).until(there::wasLeft);

    there.answers(200);

    assertThat(ended(answer).kind()).isEqualTo(Answer.Kind.TAKEN);
  }

  @ParameterizedTest
  @ValueSource(ints = {413, 415, 422})
  void shouldLeaveItOutWhenItWillNeverBeTaken(int status) throws Exception {
    there.answers(status);

    assertThat(ended(receiver.deliver(PARCEL)))
        .isEqualTo(new Answer(Answer.Kind.REFUSED, "it answers " + status));
    assertThat(there.calls()).hasSize(1);
  }

  @Test
  void shouldUseTheNewSecretWhenTheFileChanges() throws Exception {
    ended(receiver.deliver(PARCEL));
    Files.writeString(secrets, "another-secret-of-ours\n" + SECRET + "\n");

    ended(receiver.deliver(PARCEL));

    assertThat(there.calls().get(0).signature()).doesNotMatch(".*v1=.*v1=.*");
    assertThat(there.calls().get(1).signature()).matches(".*v1=.*v1=.*");
  }

  @Test
  void shouldWaitForTheSecretWhenItIsGone() throws Exception {
    Files.delete(secrets);
    CompletableFuture<Answer> answer = receiver.deliver(PARCEL);
    await().atMost(PATIENCE).until(() -> health.counts().get("attempts_failed") >= 1);
    assertThat(health.details().get("trouble")).contains("webhook.secret-file");

    Files.writeString(secrets, SECRET);

    assertThat(ended(answer).kind()).isEqualTo(Answer.Kind.TAKEN);
  }

  @Test
  void shouldShowNoTokenWhenTheUrlHoldsOne() {
    assertThat(settings(there.url()) + health.details().toString()).doesNotContain("planted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://hooks.example.com/x", "ftp://127.0.0.1/x", "127.0.0.1:80"})
  void shouldBeRefusedWhenTheAddressIsNotSafe(String url) {
    assertThatThrownBy(() -> settings(URI.create(url.replace("127.0.0.1:80", "/127.0.0.1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("webhook.url");
  }

  @Test
  void shouldBeRefusedWhenTheSecretIsShort() throws Exception {
    Files.writeString(secrets, "short\n");

    assertThatThrownBy(() -> settings(there.url()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("webhook.secret-file")
        .hasMessageNotContaining("short");
  }

  private static Answer ended(CompletableFuture<Answer> answer) throws Exception {
    return answer.get(20, TimeUnit.SECONDS);
  }
}
