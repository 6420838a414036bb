package io.kadvisor.streams;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.window.Accumulator;
import io.kadvisor.core.window.Observation;
import io.kadvisor.core.window.Rolled;
import io.kadvisor.core.window.WindowRoller;
import io.kadvisor.model.Subject;
import io.kadvisor.model.window.Window;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Keys;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Rolls windows along each cluster's own sweep time; stream time, which the clusters of a partition
 * share, is not read. Closed windows are told as they close, open ones whenever the sweep time
 * enters another sixth of their length, of large clusters more rarely.
 */
final class WindowProcessor extends ContextualProcessor<Key, Judgeable.Swept, Key, Object> {
  /** How often an open window is told: a minute every ten seconds. */
  private static final int TIMES = 6;

  /**
   * Subjects of which all open windows are told that often; of more, each is told less often and
   * they take turns. Telling all was as much work as rolling them.
   */
  private static final int SUBJECTS = 500;

  private final Topics topics;
  private final WindowRoller roller;
  private final WindowWatch watch;
  private KeptWindows windows;

  WindowProcessor(Topics topics, WindowRoller roller, WindowWatch watch) {
    this.topics = topics;
    this.roller = roller;
    this.watch = watch;
  }

  @Override
  public void init(ProcessorContext<Key, Object> context) {
    super.init(context);
    windows = new KeptWindows(context.getStateStore(Stores.WINDOW), roller);
  }

  @Override
  public void process(Record<Key, Judgeable.Swept> record) {
    Sweep sweep = record.value().sweep();
    Map<Subject, Accumulator> known = windows.of(sweep.clusterId());
    Map<Subject, Accumulator> next = new LinkedHashMap<>(sweep.conclusive() ? Map.of() : known);
    List<Observation> observations = roller.observe(sweep);
    int turns = 1 + observations.size() / SUBJECTS;
    for (Observation observation : observations) {
      Accumulator grown = grow(known.get(observation.subject()), observation, sweep.at(), turns);
      next.put(grown.subject(), grown);
    }
    known.values().stream()
        .filter(last -> !next.containsKey(last.subject()))
        .sorted(Comparator.comparing(Accumulator::subject))
        .forEach(gone -> tell(roller.close(gone), sweep.at()));
    windows.replace(sweep, observations, next);
    watch.rolled(sweep.clusterId(), sweep.at(), next);
  }

  /** Before the first record, too, and after an init that failed. */
  @Override
  public void close() {
    if (windows != null) {
      windows.clusters().forEach(watch::left);
    }
  }

  private Accumulator grow(Accumulator known, Observation observation, Instant at, int turns) {
    Optional<Accumulator> previous = Optional.ofNullable(known);
    Rolled rolled = roller.roll(previous, observation);
    tell(rolled.closed(), at);
    previous.ifPresent(
        last -> tell(rolled.next().open(length -> isTurn(last, at, length, turns)), at));
    return rolled.next();
  }

  private void tell(List<Window> windows, Instant at) {
    for (Window window : windows) {
      context()
          .forward(
              new Record<>(Keys.of(window), window, at.toEpochMilli()),
              Graph.sinkOf(topicOf(window)));
    }
  }

  private Topic<Window> topicOf(Window window) {
    return switch (window.subject().kind()) {
      case BROKER -> topics.brokerWindows();
      case TOPIC -> topics.topicWindows();
      case GROUP -> topics.groupWindows();
      case CLUSTER ->
          throw new IllegalArgumentException(
              "a cluster has no windows of its own: " + window.start());
    };
  }

  /** Whether the time since the last sweep passed the turn of this subject's window. */
  private static boolean isTurn(Accumulator previous, Instant at, Duration length, int turns) {
    int turn = previous.turn(turns);
    long every = Math.max(1, length.toMillis() / TIMES);
    return turn(previous.last().sweepAt(), every, turn, turns) != turn(at, every, turn, turns);
  }

  private static long turn(Instant at, long every, int turn, int turns) {
    return Math.floorDiv(Math.floorDiv(at.toEpochMilli(), every) + turn, turns);
  }
}
