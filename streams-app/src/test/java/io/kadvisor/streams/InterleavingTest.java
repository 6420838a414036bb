package io.kadvisor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.sample.GroupParts;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.TopicParts;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.testkit.sample.SampledCluster;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The four metrics topics are read at different speeds; whatever the speeds, the same sweeps come
 * out. Each topic is in order, and none runs ahead by as many sweeps as the assembler's patience.
 */
class InterleavingTest {
  private static final int SWEEPS = 8;
  private static final int AHEAD = SweepMark.HELD_BACK - 1;

  /** A record of a sweep, in the order of its topic. */
  private record Entry(int sweep, SweepPart part) {}

  @Property(tries = 300)
  void shouldHandOnTheSameSweepsWhenTheTopicsAreReadAtAnySpeed(
      @ForAll long content, @ForAll long speeds) {
    List<Sweep> inOrder = assemble(topics(new Random(content)), Optional.empty());

    List<Sweep> interleaved =
        assemble(topics(new Random(content)), Optional.of(new Random(speeds)));

    assertThat(interleaved).isEqualTo(inOrder);
    assertThat(inOrder).hasSizeGreaterThanOrEqualTo(SWEEPS - SweepMark.HELD_BACK);
  }

  /** Brokers, topics, groups, cluster: some samples are lost on the way, never the last sweeps'. */
  private static List<Deque<Entry>> topics(Random random) {
    List<Deque<Entry>> topics =
        List.of(new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>());
    SampledCluster cluster = SampledCluster.of(3);
    cluster.topic("orders", 2, 3);
    cluster.topic("payments", 2, 3);
    cluster.group("billing");
    cluster.group("");
    for (int n = 0; n < SWEEPS; n++) {
      cluster.pass(Duration.ofSeconds(2));
      put(topics.get(0), n, cluster.brokers(), random);
      put(topics.get(1), n, topicRecords(cluster), random);
      put(topics.get(2), n, groupRecords(cluster), random);
      put(topics.get(3), n, List.of(cluster.cluster()), random);
      topics.get(3).add(new Entry(n, new SweepPart.Closing(counting(cluster.mark(), 3, 3))));
    }
    return topics;
  }

  /** Orders in two parts, payments whole. */
  private static List<TopicSample> topicRecords(SampledCluster cluster) {
    return cluster.topics().stream()
        .flatMap(
            topic ->
                topic.topic().value().equals("orders")
                    ? TopicParts.split(topic, 2).stream()
                    : Stream.of(topic))
        .toList();
  }

  /** Billing in two parts, the other whole. */
  private static List<GroupSample> groupRecords(SampledCluster cluster) {
    return cluster.groups().stream()
        .flatMap(
            group ->
                group.group().value().equals("billing")
                    ? GroupParts.split(group, 2).stream()
                    : Stream.of(group))
        .toList();
  }

  private static SweepMark counting(SweepMark mark, int topics, int groups) {
    return new SweepMark(
        mark.v(),
        mark.cluster(),
        mark.alias(),
        mark.epoch(),
        mark.sweepAt(),
        mark.finishedAt(),
        mark.collector(),
        new SweepMark.Counts(mark.counts().brokers(), topics, groups, mark.counts().cluster()),
        mark.renewed(),
        mark.unreachable(),
        mark.gap(),
        mark.sources(),
        mark.notSeen());
  }

  private static void put(
      Deque<Entry> topic, int sweep, List<? extends Sample> samples, Random random) {
    for (Sample sample : samples) {
      if (random.nextInt(10) > 0 || sweep >= SWEEPS - 2) {
        topic.add(new Entry(sweep, new SweepPart.Sampled(sample)));
      }
    }
  }

  private static List<Sweep> assemble(List<Deque<Entry>> topics, Optional<Random> speeds) {
    PendingSweeps pending = new PendingSweeps(Optional.empty(), new StreamCounters());
    List<Sweep> sweeps = new ArrayList<>();
    while (topics.stream().anyMatch(topic -> !topic.isEmpty())) {
      next(topics, speeds).part().addTo(pending);
      sweeps.addAll(pending.ready());
    }
    return sweeps;
  }

  /** In sweep order, or from any topic that does not run ahead of the slowest. */
  private static Entry next(List<Deque<Entry>> topics, Optional<Random> speeds) {
    List<Deque<Entry>> open = topics.stream().filter(topic -> !topic.isEmpty()).toList();
    int slowest = open.stream().mapToInt(topic -> topic.peek().sweep()).min().orElseThrow();
    int limit = speeds.isPresent() ? slowest + AHEAD : slowest;
    List<Deque<Entry>> allowed =
        open.stream().filter(topic -> topic.peek().sweep() <= limit).toList();
    return allowed.get(speeds.map(random -> random.nextInt(allowed.size())).orElse(0)).poll();
  }
}
