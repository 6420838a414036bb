package io.kadvisor.api.webhook;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The address that takes advisories, asked again with growing pauses until it answers for good. */
final class Receiver {
  private static final double JITTER = 0.2;

  private final WebhookSettings settings;
  private final InstantSource clock;
  private final HttpClient http;
  private final FailsafeExecutor<Answer> trying;

  Receiver(WebhookSettings settings, InstantSource clock, WebhookHealth health) {
    this.settings = settings;
    this.clock = clock;
    this.http = HttpClient.newBuilder().connectTimeout(settings.patience()).build();
    this.trying =
        Failsafe.with(
            RetryPolicy.<Answer>builder()
                .handleResultIf(Answer::later)
                .withBackoff(settings.firstPause(), settings.longestPause())
                .withJitter(JITTER)
                .withMaxRetries(-1)
                .onFailedAttempt(attempt -> health.failed(attempt.getLastResult().why()))
                .build());
  }

  /** Ends when it was taken or refused, never with a failure; may be cancelled. */
  CompletableFuture<Answer> deliver(Parcel parcel) {
    return trying.getStageAsync(() -> once(parcel));
  }

  private CompletionStage<Answer> once(Parcel parcel) {
    HttpRequest request;
    try {
      request = request(parcel);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(Answer.of(e));
    }
    return inTime(http.sendAsync(request, HttpResponse.BodyHandlers.discarding()));
  }

  /** The timeout of a request ends with the headers of its answer; the body must end, too. */
  private CompletionStage<Answer> inTime(CompletableFuture<HttpResponse<Void>> exchange) {
    return exchange
        .handle(
            (answer, failure) ->
                failure == null ? Answer.of(answer.statusCode()) : Answer.of(failure))
        .completeOnTimeout(
            Answer.NOT_IN_TIME, settings.patience().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((answer, failure) -> exchange.cancel(true));
  }

  /** Signed anew at each attempt, since receivers turn old times away. */
  private HttpRequest request(Parcel parcel) {
    byte[] body = parcel.bytes();
    String signature = Signature.of(Secrets.read(settings.secretFile()), clock.instant(), body);
    return HttpRequest.newBuilder(settings.url())
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", parcel.key())
        .header(Signature.HEADER, signature)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }
}
