package io.kadvisor.streams;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.streams.StreamCounters.Count;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Hands on each sweep once, in order, when it is complete. Records of unfinished sweeps wait in
 * memory: a restart in mid-sweep makes that sweep partial, never wrong. The wall clock is read for
 * two things only, as this reader's own: a mark too far ahead of it is refused, and the absence of
 * marks is told.
 */
final class SweepAssembler extends ContextualProcessor<Key, SweepPart, Key, Object> {
  /** How far ahead of this clock a collector's may be. */
  static final Duration AHEAD = Duration.ofSeconds(30);

  private final SweepTopology.Settings settings;
  private final Map<ClusterId, PendingSweeps> clusters = new HashMap<>();
  private SilenceWatch watch;
  private KeyValueStore<Key, SweepId> last;

  SweepAssembler(SweepTopology.Settings settings) {
    this.settings = settings;
  }

  @Override
  public void init(ProcessorContext<Key, Object> context) {
    super.init(context);
    clusters.clear();
    watch = new SilenceWatch(settings.silence());
    last = context.getStateStore(Stores.SWEEP_LAST);
    try (KeyValueIterator<Key, SweepId> known = last.all()) {
      known.forEachRemaining(this::resume);
    }
    context.schedule(
        settings.look(),
        PunctuationType.WALL_CLOCK_TIME,
        time -> lookForSilence(Instant.ofEpochMilli(time)));
  }

  private void resume(KeyValue<Key, SweepId> known) {
    watch.assigned(known.key.cluster(), known.value.sweepAt(), now());
  }

  @Override
  public void process(Record<Key, SweepPart> record) {
    SweepPart part = record.value();
    if (part == null) {
      return;
    }
    requireOwnKey(record.key(), part);
    if (part instanceof SweepPart.Closing closing && !hear(closing.mark())) {
      return;
    }
    PendingSweeps pending = clusters.computeIfAbsent(part.cluster(), this::pendingOf);
    part.addTo(pending);
    pending.ready().forEach(this::handOn);
  }

  /** A record in another cluster's partition would be judged with the wrong neighbours. */
  private static void requireOwnKey(Key key, SweepPart part) {
    if (key == null || !key.cluster().equals(part.cluster())) {
      throw new IllegalArgumentException(
          "the key " + key + " is not of the cluster " + part.cluster());
    }
  }

  private boolean hear(SweepMark mark) {
    if (mark.sweepAt().isAfter(now().plus(AHEAD))) {
      settings.counters().add(Count.MARKS_REFUSED);
      return false;
    }
    watch.heard(mark.cluster(), mark.sweepAt(), now());
    return true;
  }

  private PendingSweeps pendingOf(ClusterId cluster) {
    return new PendingSweeps(Optional.ofNullable(last.get(Key.of(cluster))), settings.counters());
  }

  private void handOn(Sweep sweep) {
    Key key = Key.of(sweep.clusterId());
    last.put(key, sweep.id());
    if (sweep.partial()) {
      settings.counters().add(Count.SWEEPS_PARTIAL);
    }
    Record<Key, Object> record =
        new Record<>(key, new Judgeable.Swept(sweep), sweep.at().toEpochMilli());
    SweepTopology.READERS_OF_SWEEPS.forEach(reader -> context().forward(record, reader));
  }

  private void lookForSilence(Instant now) {
    if (!settings.homeAnswers().test(now)) {
      watch.deaf(now);
      return;
    }
    for (Command.Silence silence : watch.silent(now)) {
      settings.counters().add(Count.SILENCES);
      context()
          .forward(
              new Record<>(Keys.of(silence), silence, now.toEpochMilli()), settings.silenceSink());
    }
  }

  private Instant now() {
    return Instant.ofEpochMilli(context().currentSystemTimeMs());
  }
}
