package io.kadvisor.model.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.GroupSample.Commits;
import io.kadvisor.model.sample.GroupSample.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PartsTest {
  private static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");
  private static final ClusterId CLUSTER = new ClusterId("c");

  @Property
  void shouldBeTheSameTopicWhenItsPartsCameInAnyOrderAndSomeTwice(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int partitions,
      @ForAll @IntRange(min = 1, max = 50) int parts) {
    Random random = new Random(seed);
    TopicSample whole = topic(random, partitions);

    PartSet<TopicSample> set = PartSet.ofTopic();
    shuffled(TopicParts.split(whole, parts), random).forEach(set::add);

    assertThat(set.whole()).isEqualTo(whole);
  }

  @Property
  void shouldBeTheSameGroupWhenItsPartsCameInAnyOrderAndSomeTwice(
      @ForAll long seed,
      @ForAll @IntRange(max = 9) int topics,
      @ForAll @IntRange(min = 1, max = 50) int parts) {
    Random random = new Random(seed);
    GroupSample whole = group(random, topics);

    PartSet<GroupSample> set = PartSet.ofGroup();
    shuffled(GroupParts.split(whole, parts), random).forEach(set::add);

    assertThat(set.whole()).isEqualTo(whole);
  }

  @Property
  void shouldBeSamplesThatSayWhichRowsTheyHoldWhenTheyAreParts(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int parts) {
    TopicSample whole = topic(new Random(seed), 12);

    for (TopicSample part : TopicParts.split(whole, parts)) {
      int first = part.part().orElseThrow().first();
      for (int row = 0; row < part.partitionCount(); row++) {
        assertThat(part.leader().get(row)).isEqualTo(whole.leader().get(first + row));
        assertThat(part.isr().get(row)).isEqualTo(whole.isr().get(first + row));
      }
      assertThat(part.config()).isEqualTo(whole.config());
      assertThat(part.reassigning().orElse(List.of()))
          .allMatch(
              one -> one.partition() >= first && one.partition() < first + part.partitionCount());
    }
  }

  @Test
  void shouldNotBeCompleteWhenAPartIsMissing() {
    List<TopicSample> parts = TopicParts.split(topic(new Random(1), 10), 3);

    PartSet<TopicSample> set = PartSet.ofTopic();
    set.add(parts.get(2));
    set.add(parts.get(0));
    set.add(parts.get(0));

    assertThat(set.complete()).isFalse();
    assertThat(set.size()).isEqualTo(2);
    assertThatThrownBy(set::whole).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldNotBeCompleteWhenPartsAreOfAnotherCut() {
    TopicSample whole = topic(new Random(1), 10);

    PartSet<TopicSample> set = PartSet.ofTopic();
    set.add(TopicParts.split(whole, 3).get(0));
    set.add(TopicParts.split(whole, 2).get(1));

    assertThat(set.complete()).isFalse();
  }

  private static <S> List<S> shuffled(List<S> parts, Random random) {
    List<S> mixed = new ArrayList<>(parts);
    parts.stream().filter(part -> random.nextInt(4) == 0).forEach(mixed::add);
    Collections.shuffle(mixed, random);
    return mixed;
  }

  private static TopicSample topic(Random random, int partitions) {
    List<IntColumn> replicas = rows(random, partitions);
    return new TopicSample(
        1,
        CLUSTER,
        new TopicName("orders"),
        "id",
        7,
        AT,
        random.nextBoolean(),
        random.nextBoolean(),
        ints(random, partitions),
        replicas,
        rows(random, partitions),
        random.nextBoolean() ? List.of() : rows(random, partitions),
        random.nextBoolean() ? Optional.empty() : Optional.of(moves(random, partitions)),
        column(random, partitions),
        column(random, partitions),
        column(random, partitions),
        column(random, partitions),
        random.nextBoolean() ? Optional.empty() : Optional.of(AT.minusSeconds(2)),
        random.nextBoolean()
            ? List.of()
            : replicas.stream().map(row -> column(random, row.size())).toList(),
        Map.of("min.insync.replicas", "2"),
        List.of(new NotSeen(Fact.LOG_DIRS, Optional.empty(), "no answer", Optional.empty())));
  }

  private static List<TopicSample.Reassigning> moves(Random random, int partitions) {
    return IntStream.range(0, partitions)
        .filter(partition -> random.nextBoolean())
        .mapToObj(p -> new TopicSample.Reassigning(p, ints(random, 1), ints(random, 1)))
        .toList();
  }

  private static GroupSample group(Random random, int topics) {
    return new GroupSample(
        1,
        CLUSTER,
        new GroupId("billing"),
        7,
        AT,
        random.nextBoolean(),
        GroupSample.Type.CONSUMER,
        Optional.of("Stable"),
        Optional.of(new BrokerId(1)),
        random.nextBoolean() ? Optional.empty() : Optional.of(members(random.nextInt(20))),
        IntStream.range(0, topics).mapToObj(n -> commits(random, n)).toList(),
        Optional.of(AT.minusSeconds(2)),
        List.of());
  }

  private static List<Member> members(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> new Member("m-" + n, "client", "/127.0.0.1", n))
        .toList();
  }

  private static Commits commits(Random random, int topic) {
    int rows = 1 + random.nextInt(8);
    return new Commits(
        new TopicName("topic-" + topic),
        random.nextBoolean() ? Optional.empty() : Optional.of("id-" + topic),
        ints(random, rows),
        column(random, rows),
        column(random, rows),
        column(random, rows),
        column(random, rows),
        ints(random, rows),
        column(random, rows),
        column(random, rows),
        random.nextBoolean() ? Optional.empty() : Optional.of(column(random, rows)));
  }

  private static List<IntColumn> rows(Random random, int count) {
    return IntStream.range(0, count).mapToObj(n -> ints(random, random.nextInt(4))).toList();
  }

  private static IntColumn ints(Random random, int size) {
    return IntColumn.of(random.ints(size, -1, 100).toArray());
  }

  /** Now and then without a value, cut short or not observed at all. */
  private static LongColumn column(Random random, int size) {
    int length = random.nextInt(3) == 0 ? random.nextInt(size + 1) : size;
    return LongColumn.of(
        random
            .longs(length, 0, 1_000)
            .map(value -> value % 7 == 0 ? LongColumn.ABSENT : value)
            .toArray());
  }
}
