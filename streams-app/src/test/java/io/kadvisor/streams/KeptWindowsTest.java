package io.kadvisor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.window.Accumulator;
import io.kadvisor.core.window.Observation;
import io.kadvisor.core.window.WindowJournal;
import io.kadvisor.core.window.WindowPart;
import io.kadvisor.core.window.WindowRoller;
import io.kadvisor.model.Subject;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.wire.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class KeptWindowsTest {
  private static final int TOPICS = 30;
  private static final HexFormat HEX = HexFormat.of();

  private final WindowRoller roller = WindowRoller.standard();
  private KeyValueStore<Key, WindowPart> store = store();
  private KeptWindows kept = new KeptWindows(store, roller);

  @Property(tries = 15)
  void shouldComeBackExactlyAtAnySweep(@ForAll long seed) {
    store = store();
    kept = new KeptWindows(store, roller);
    Random random = new Random(seed);
    SampledCluster cluster = SampledCluster.of(3);
    for (int sweep = 0; sweep < 80; sweep++) {
      change(cluster, random);
      roll(cluster, random.nextInt(8) == 0);

      KeptWindows back = new KeptWindows(store, roller);
      assertThat(bytes(back, cluster)).containsExactlyEntriesOf(bytes(kept, cluster));
      if (random.nextInt(10) == 0) {
        kept = back;
      }
    }
  }

  @Test
  void shouldKeepEachSubjectOnceInTheTimeOfTheJournal() {
    SampledCluster cluster = SampledCluster.of(3);
    IntStream.range(0, TOPICS).forEach(n -> cluster.topic("topic-" + n, 2, 3));
    List<Long> written = new ArrayList<>();
    for (int sweep = 0; sweep < WindowJournal.SWEEPS; sweep++) {
      cluster.pass(Duration.ofSeconds(5));
      roll(cluster, false);
      written.add(accumulators());
    }

    assertThat(written).isSorted().endsWith(TOPICS + 3L);
    assertThat(written.get(0)).isLessThan(TOPICS / 3);
  }

  private long accumulators() {
    long count = 0;
    try (KeyValueIterator<Key, WindowPart> all = store.all()) {
      while (all.hasNext()) {
        count += all.next().value instanceof Accumulator ? 1 : 0;
      }
    }
    return count;
  }

  private static KeyValueStore<Key, WindowPart> store() {
    var builder =
        org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
            org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(Stores.WINDOW),
            Key.serde(),
            Stores.windowParts());
    KeyValueStore<Key, WindowPart> store = builder.withLoggingDisabled().build();
    store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    return store;
  }

  private void change(SampledCluster cluster, Random random) {
    String name = "topic-" + random.nextInt(TOPICS);
    boolean known = cluster.topics().stream().anyMatch(t -> t.topic().value().equals(name));
    if (!known) {
      cluster.topic(name, 1 + random.nextInt(4), 3);
    } else if (random.nextBoolean()) {
      cluster.dropTopic(name);
    }
    cluster.pass(Duration.ofSeconds(1 + random.nextInt(20)));
  }

  private void roll(SampledCluster cluster, boolean partial) {
    Sweep sweep = sweep(cluster, partial);
    Map<Subject, Accumulator> known = kept.of(sweep.clusterId());
    Map<Subject, Accumulator> next = new LinkedHashMap<>(sweep.conclusive() ? Map.of() : known);
    List<Observation> observations = roller.observe(sweep);
    for (Observation seen : observations) {
      Optional<Accumulator> before = Optional.ofNullable(known.get(seen.subject()));
      next.put(seen.subject(), roller.roll(before, seen).next());
    }
    kept.replace(sweep, observations, next);
  }

  /** Of a partial sweep half of the topics came. */
  private static Sweep sweep(SampledCluster cluster, boolean partial) {
    List<TopicSample> topics =
        cluster.topics().stream()
            .filter(topic -> !partial || topic.topic().value().hashCode() % 2 == 0)
            .toList();
    Sweep came =
        Sweep.whole(cluster.mark(), cluster.cluster(), cluster.brokers(), topics, List.of());
    return new Sweep(
        came.mark(), partial, came.cluster(), came.brokers(), came.topics(), came.groups());
  }

  private static Map<String, String> bytes(KeptWindows windows, SampledCluster cluster) {
    Map<String, String> bytes = new TreeMap<>();
    windows
        .of(cluster.id())
        .forEach((subject, a) -> bytes.put(subject.tag(), HEX.formatHex(a.toBytes())));
    return bytes;
  }
}
