package io.kadvisor.streams;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.window.Accumulator;
import io.kadvisor.core.window.GrowingWindows;
import io.kadvisor.core.window.Observation;
import io.kadvisor.core.window.ObservedPart;
import io.kadvisor.core.window.WindowJournal;
import io.kadvisor.core.window.WindowPart;
import io.kadvisor.core.window.WindowRoller;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import io.kadvisor.wire.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The growing windows of a task's clusters: whole in memory; in the store each subject's in its
 * turn, and what the sweeps since observed.
 */
final class KeptWindows {
  private static final String JOURNAL = "journal";

  private final KeyValueStore<Key, WindowPart> store;
  private final WindowRoller roller;
  private final Map<ClusterId, GrowingWindows> clusters = new HashMap<>();

  KeptWindows(KeyValueStore<Key, WindowPart> store, WindowRoller roller) {
    this.store = store;
    this.roller = roller;
  }

  Map<Subject, Accumulator> of(ClusterId cluster) {
    return clusters.computeIfAbsent(cluster, this::load).subjects();
  }

  /** Clusters whose windows are in memory. */
  Set<ClusterId> clusters() {
    return clusters.keySet();
  }

  /** What a sweep made of them: subjects that are not there any more are forgotten. */
  void replace(Sweep sweep, List<Observation> observations, Map<Subject, Accumulator> next) {
    ClusterId cluster = sweep.clusterId();
    GrowingWindows before = clusters.computeIfAbsent(cluster, this::load);
    long number = before.next();
    for (ObservedPart part : WindowJournal.parts(sweep, number, observations, next)) {
      store.put(keyOf(part), part);
    }
    next.forEach(
        (subject, accumulator) -> {
          if (WindowJournal.isTurn(accumulator, number)) {
            store.put(keyOf(cluster, subject), accumulator);
          }
        });
    before.subjects().keySet().stream()
        .filter(subject -> !next.containsKey(subject))
        .forEach(subject -> store.delete(keyOf(cluster, subject)));
    clusters.put(cluster, new GrowingWindows(next, number + 1));
  }

  private GrowingWindows load(ClusterId cluster) {
    List<WindowPart> kept = new ArrayList<>();
    StoredStates.each(store, cluster, (key, part) -> kept.add(part));
    return GrowingWindows.of(kept, roller);
  }

  private static Key keyOf(ClusterId cluster, Subject subject) {
    return Key.of(cluster, subject.tag());
  }

  /** No subject's tag: that has a colon. */
  private static Key keyOf(ObservedPart part) {
    return Key.of(
        part.cluster(),
        JOURNAL,
        Integer.toString(WindowJournal.place(part.number())),
        Integer.toString(part.part()));
  }
}
