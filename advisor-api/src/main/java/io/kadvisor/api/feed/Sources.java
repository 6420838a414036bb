package io.kadvisor.api.feed;

import io.kadvisor.api.event.Position;
import io.kadvisor.api.read.ReadModel;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.window.Window;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;

/** Which topics are read, from where, and what their records do. */
final class Sources {
  private static final Duration SAMPLES = Duration.ofMinutes(10);
  private static final Duration WINDOWS = Duration.ofHours(6);
  private static final Duration ACTIONS = Duration.ofDays(30);
  private static final Duration DEAD_LETTERS = Duration.ofDays(1);
  private static final long SOME = 10_000;
  private static final long MANY = 50_000;

  private final Topics topics;
  private final Intake intake;
  private final InstantSource clock;
  private final BooleanSupplier live;

  /**
   * @param live false while what was there at the start is read: the time of reading says nothing
   *     then
   */
  Sources(Topics topics, Intake intake, InstantSource clock, BooleanSupplier live) {
    this.topics = topics;
    this.intake = intake;
    this.clock = clock;
    this.live = live;
  }

  List<Source<?>> all() {
    ReadModel model = intake.model();
    return List.of(
        Source.whole(topics.policies(), (policy, raw) -> model.see(policy), (key, raw) -> {}),
        Source.whole(
            topics.findings(), (finding, raw) -> model.see(finding), (k, raw) -> forgetFinding(k)),
        Source.whole(
            topics.advisories(),
            (a, raw) -> intake.see(a, position("advisories", raw)),
            this::forget),
        Source.whole(
            topics.artefacts(), (part, raw) -> model.see(part), (k, raw) -> forgetArtefact(k)),
        Source.whole(topics.plans(), (part, raw) -> intake.see(part), (k, raw) -> forgetPlan(k)),
        Source.tail(
            topics.actions(), ACTIONS, SOME, (a, raw) -> intake.see(a, position("actions", raw))),
        Source.tail(topics.brokerSamples(), SAMPLES, SOME, (sample, raw) -> model.see(sample)),
        Source.tail(topics.topicSamples(), SAMPLES, MANY, (sample, raw) -> model.see(sample)),
        Source.tail(topics.groupSamples(), SAMPLES, MANY, (sample, raw) -> model.see(sample)),
        Source.tail(topics.clusterRecords(), SAMPLES, SOME, (r, raw) -> intake.see(r, readAt(r))),
        Source.tail(topics.brokerWindows(), WINDOWS, MANY, this::see),
        Source.tail(topics.topicWindows(), WINDOWS, MANY, this::see),
        Source.tail(topics.groupWindows(), WINDOWS, MANY, this::see),
        deadLetters());
  }

  private Source<byte[]> deadLetters() {
    Deserializer<byte[]> bytes = Serdes.ByteArray().deserializer();
    return new Source<>(
        topics.deadLetters(),
        bytes,
        Optional.of(DEAD_LETTERS),
        SOME,
        (value, raw) -> intake.deadLetter(),
        (key, raw) -> intake.deadLetter());
  }

  /** A window is written by what judges, and its record bears the time of the sweep. */
  private void see(Window window, ConsumerRecord<byte[], byte[]> raw) {
    intake.model().see(window);
    intake.model().judged(window.cluster(), Instant.ofEpochMilli(raw.timestamp()));
  }

  private Instant readAt(Object record) {
    return !live.getAsBoolean() && record instanceof SweepMark mark
        ? mark.finishedAt()
        : clock.instant();
  }

  private void forgetFinding(Key key) {
    FindingId finding = new FindingId(key.parts().get(0), Subject.parse(key.parts().get(1)));
    intake.model().forget(key.cluster(), finding);
  }

  private void forget(Key key, ConsumerRecord<byte[], byte[]> raw) {
    AdvisoryId advisory = AdvisoryId.parse(key.parts().get(0));
    intake.forget(key.cluster(), advisory, position("advisories", raw));
  }

  private void forgetPlan(Key key) {
    AdvisoryId advisory = AdvisoryId.parse(key.parts().get(0));
    intake.model().forgetPlan(key.cluster(), advisory, Integer.parseInt(key.parts().get(1)));
  }

  private void forgetArtefact(Key key) {
    intake
        .model()
        .forget(
            key.cluster(),
            AdvisoryId.parse(key.parts().get(0)),
            key.parts().get(1),
            Integer.parseInt(key.parts().get(2)));
  }

  private static Position position(String topic, ConsumerRecord<byte[], byte[]> raw) {
    return new Position(topic, raw.partition(), raw.offset());
  }
}
