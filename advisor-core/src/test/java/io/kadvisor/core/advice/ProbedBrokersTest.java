package io.kadvisor.core.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.judgement.SampledStory;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.sample.Metric;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a probe adds to what is told of brokers. */
class ProbedBrokersTest {
  private static final double USUAL = 0.004;
  private static final double MINUTE = 60;

  private final BusyShop shop = new BusyShop();
  private final SampledStory story = shop.story;
  private final Map<Integer, Double> unanswered = new TreeMap<>();
  private final Map<Integer, Double> roundTrip = new TreeMap<>();

  /** Every broker gives its records back, unless something else is said of it. */
  private void minutes(int minutes) {
    sweeps(minutes * 12);
  }

  /** Five seconds each. */
  private void sweeps(int sweeps) {
    for (int sweep = 0; sweep < sweeps; sweep++) {
      for (int broker = 1; broker <= 3; broker++) {
        double waits = unanswered.getOrDefault(broker, 0.0);
        story.gauge(broker, Metric.PROBE_UNANSWERED, waits);
        if (waits < MINUTE) {
          story.gauge(broker, Metric.PROBE_ROUND_TRIP_P50, USUAL);
          story.gauge(broker, Metric.PROBE_ROUND_TRIP_P99, 3 * USUAL);
        }
        unanswered.computeIfPresent(broker, (id, seconds) -> seconds + 5);
        story.rate(broker, Metric.PROBE_RETURNED, waits > 0 ? 0 : 1);
        story.rate(
            broker,
            Metric.PROBE_ROUND_TRIP_TIME,
            waits > 0 ? 0 : roundTrip.getOrDefault(broker, USUAL));
      }
      story.look();
    }
  }

  @Test
  void shouldSayOfADeadBrokerThatRecordsDoNotComeBack() {
    minutes(1);
    story.cluster.silence(2, Outcome.TIMED_OUT);
    unanswered.put(2, 5.0);
    sweeps(2);
    story.cluster.fence(2);
    sweeps(8);

    assertThat(story.told()).containsExactly("broker-silent~broker:2~1 broker-down OPEN");
    assertThat(sentences())
        .contains(
            "No record of the probe has come back from it since 2026-03-02T10:01:00Z"
                + "; before that p50 4.0 ms, p99 12 ms there and back");
  }

  @Test
  void shouldSayHowLongRecordsTakeWhenTheyComeBackFromABrokerThatGivesNoAnswer() {
    minutes(1);
    story.cluster.silence(2, Outcome.TIMED_OUT);
    minutes(17);

    assertThat(story.told()).containsExactly("broker-silent~broker:2~1 disputed OPEN");
    assertThat(sentences())
        .contains(
            "Records of the probe come back from it: p50 4.0 ms, p99 12 ms there and back in the last minute");
  }

  private List<String> sentences() {
    return story.open().evidence().stream().map(Evidence::sentence).toList();
  }

  @Test
  void shouldTellABrokerThatAnswersAndGivesNoRecordBack() throws IOException {
    minutes(1);
    unanswered.put(2, 5.0);
    minutes(14);
    assertThat(story.told()).isEmpty();
    minutes(3);

    assertThat(story.told()).containsExactly("broker-silent~broker:2~1 probe-unanswered OPEN");
    Golden.compare("broker-probe-unanswered.txt", AdvisoryText.full(story.open()));
  }

  @Test
  void shouldRecoverWhenRecordsComeBack() {
    minutes(1);
    unanswered.put(2, 5.0);
    minutes(17);
    unanswered.remove(2);
    minutes(3);

    assertThat(story.told()).containsExactly("broker-silent~broker:2~1 probe-unanswered RESOLVED");
  }

  @Test
  void shouldSuspectTheProbeItselfWhenNothingComesBackFromAnybody() {
    minutes(1);
    for (int broker = 1; broker <= 3; broker++) {
      unanswered.put(broker, 5.0);
    }
    minutes(30);

    assertThat(story.told()).isEmpty();
  }

  @Test
  void shouldTellABrokerWhoseRecordsTakeSeveralTimesAsLongAsUsual() {
    minutes(60);
    roundTrip.put(3, 2.0);
    minutes(7);

    Advisory told = story.open();
    assertThat(told.id()).hasToString("broker-slow~broker:3~1");
    assertThat(told.evidence())
        .extracting(evidence -> evidence.sentence())
        .anyMatch(sentence -> sentence.contains("a record's way through it and back takes 2 s"));
  }

  @Test
  void shouldCallNoBrokerSlowWhenItsRecordsAreQuickEnough() {
    minutes(60);
    roundTrip.put(3, 1.0);
    minutes(10);

    assertThat(story.told()).isEmpty();
  }
}
