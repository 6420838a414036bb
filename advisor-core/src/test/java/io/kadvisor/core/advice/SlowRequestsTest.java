package io.kadvisor.core.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.kadvisor.core.judgement.SampledStory;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.Metric;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which part of a request's time has grown, and what the broker's gauges say beside it. */
class SlowRequestsTest {
  private static final String HANDLERS =
      "The request handlers of broker 2 are idle for 80.0 % of the time";
  private static final String FLUSH =
      "Flushing a log takes 900 ms on broker 2 (p99); on its peers 12 ms";
  private static final List<String> EVERY_GAUGE =
      List.of("handlers of", "network thread", "wait for", "Flushing", "quota holds back");

  private final BusyShop shop = new BusyShop();
  private final SampledStory story = shop.story;

  static Stream<Arguments> parts() {
    return Stream.of(
        arguments(
            "PRODUCE",
            "QUEUE",
            "queue-time",
            List.of("37 requests wait for a request handler of broker 2", HANDLERS)),
        arguments("PRODUCE", "LOCAL", "local-time", List.of(FLUSH, HANDLERS)),
        arguments(
            "PRODUCE",
            "REMOTE",
            "remote-time",
            List.of("12 produce requests wait for followers on broker 2")),
        arguments(
            "PRODUCE",
            "RESPONSE_SEND",
            "response-time",
            List.of(
                "5 answers wait for a network thread of broker 2",
                "The network threads of broker 2 are idle for 15.0 % of the time")),
        arguments(
            "PRODUCE",
            "THROTTLE",
            "throttle-time",
            List.of(
                "The client that a quota holds back most on broker 2 waits 800 ms a produce request on average")),
        arguments(
            "CONSUMER_FETCH",
            "THROTTLE",
            "throttle-time",
            List.of(
                "The client that a quota holds back most on broker 2 waits 300 ms a consumer's fetch on average")),
        arguments("CONSUMER_FETCH", "LOCAL", "local-time", List.of(FLUSH, HANDLERS)));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void shouldNameThePartThatGrewWithItsGaugesWhenRequestsTakeLonger(
      String request, String part, String cause, List<String> gauges) {
    shop.also(this::readGauges);
    story.minutes(60);
    shop.slow(2, request, part, 2.5);
    story.minutes(6);

    Finding found = slow();
    assertThat(found.cause()).isEqualTo(cause);
    assertThat(found.severity())
        .isEqualTo(cause.equals("throttle-time") ? Severity.NOTICE : Severity.WARNING);
    List<String> sentences = found.evidence().stream().map(Evidence::sentence).toList();
    assertThat(sentences.get(1)).startsWith("2.5 s of it ");
    assertThat(sentences)
        .filteredOn(sentence -> EVERY_GAUGE.stream().anyMatch(sentence::contains))
        .as("the gauges of this part and of no other")
        .containsExactlyElementsOf(gauges);
  }

  @Test
  void shouldLeaveOutWhatWasNotReadWhenRequestsTakeLonger() {
    story.minutes(60);
    shop.slow(2, "PRODUCE", "LOCAL", 2.5);
    shop.also(() -> story.gauge(2, Metric.LOG_FLUSH, 0));
    story.minutes(6);

    assertThat(slow().evidence())
        .extracting(Evidence::sentence)
        .contains(HANDLERS)
        .noneMatch(sentence -> sentence.startsWith("Flushing"));
  }

  private Finding slow() {
    return story
        .state()
        .findings()
        .get(new FindingId("request-latency", Subject.of(new BrokerId(2))));
  }

  private void readGauges() {
    List.of(1, 3).forEach(peer -> story.gauge(peer, Metric.LOG_FLUSH, 0.012));
    story
        .gauge(2, Metric.LOG_FLUSH, 0.9)
        .gauge(2, Metric.REQUEST_QUEUE, 37)
        .gauge(2, Metric.RESPONSE_QUEUE, 5)
        .gauge(2, Metric.PRODUCE_PURGATORY, 12)
        .gauge(2, Metric.NETWORK_IDLE, 0.15)
        .gauge(2, Metric.PRODUCE_QUOTA_DELAY, 0.8)
        .gauge(2, Metric.FETCH_QUOTA_DELAY, 0.3);
  }
}
