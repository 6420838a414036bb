package io.kadvisor.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.Artefact;
import io.kadvisor.model.policy.Backup;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.GroupParts;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.TopicParts;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.DataSize;
import io.kadvisor.model.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadModelTest {
  private static final ClusterId CLUSTER = new ClusterId("c");
  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final AdvisoryId ADVISORY =
      new AdvisoryId("broker-silent", Subject.of(new BrokerId(2)), 1);

  private final ReadModel model = new ReadModel(new Limits(3, 4, 2, 10, 10, new DataSize(10), 2));

  @Test
  void shouldForgetATopicWhenThreeSweepsDidNotNameIt() {
    see("kept", 0);
    see("gone", 0);
    for (int second = 0; second <= 8; second += 2) {
      see("kept", second);
      mark(second);
    }

    assertThat(book().topics()).extracting(topic -> topic.topic().value()).containsExactly("kept");
    assertThat(book().tally().topics()).isEqualTo(1);
  }

  @Test
  void shouldKeepEverythingWhenTheClusterCannotBeRead() {
    see("orders", 0);
    mark(0);
    Optional<SweepMark.Unreachable> trouble =
        Optional.of(new SweepMark.Unreachable(START, "x", "y"));
    for (int second = 2; second < 60; second += 2) {
      model.see(mark(START.plusSeconds(second), 1, trouble), START);
    }

    assertThat(book().topics()).hasSize(1);
    assertThat(book().lastSeen()).contains(START);
  }

  @Test
  void shouldTakeTheNewestWhenRecordsComeAgain() {
    see("orders", 4);
    see("orders", 2);
    mark(4);

    assertThat(book().topics().get(0).sweepAt()).isEqualTo(START.plusSeconds(4));
    assertThat(model.see(mark(START.plusSeconds(2), 1, Optional.empty()), START)).isFalse();
  }

  @Test
  void shouldLearnTheRhythmWhenSweepsFollowEachOther() {
    mark(0);
    mark(2);
    assertThat(book().lastSweep().orElseThrow().interval()).isEqualTo(Duration.ofSeconds(2));

    model.see(mark(START.plusSeconds(600), 2, Optional.empty()), START);
    assertThat(book().lastSweep().orElseThrow().interval())
        .as("a new epoch is no rhythm")
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void shouldCountPartitionsByHealthWhenBrokersAreAway() {
    see("orders", 0);

    Tally tally = book().tally();

    assertThat(tally.partitions()).isEqualTo(2);
    assertThat(tally.offline()).isEqualTo(1);
    assertThat(tally.underReplicated()).isEqualTo(2);
    assertThat(tally.underMinIsr()).isEqualTo(1);
    assertThat(tally.leaders()).containsExactly(Map.entry(1, 1));
    assertThat(tally.replicas()).containsOnly(Map.entry(1, 2), Map.entry(2, 2), Map.entry(3, 2));
  }

  @Test
  void shouldKeepOnlyTheNewestWindowsWhenThereAreMany() {
    Subject orders = Subject.of(new TopicName("orders"));
    for (int minute = 0; minute < 9; minute++) {
      model.see(window(orders, minute, 1));
    }
    model.see(window(orders, 8, 2));

    List<Window> all = book().windows(orders, MINUTE, START, START.plus(Duration.ofHours(1)));
    assertThat(all).extracting(Window::start).containsExactly(minute(6), minute(7), minute(8));
    assertThat(all.get(2).sweeps()).as("the revision replaces").isEqualTo(2);

    Subject stock = Subject.of(new TopicName("stock"));
    for (int minute = 20; minute < 23; minute++) {
      model.see(window(stock, minute, 1));
    }
    assertThat(book().windows(orders, MINUTE, START, START.plus(Duration.ofHours(1))))
        .as("four of the cluster in all")
        .extracting(Window::start)
        .containsExactly(minute(8));
  }

  @Test
  void shouldTellWindowsThatTouchTheRangeWhenAsked() {
    Subject orders = Subject.of(new TopicName("orders"));
    for (int minute = 0; minute < 3; minute++) {
      model.see(window(orders, minute, 1));
    }

    assertThat(book().windows(orders, MINUTE, minute(1).plusSeconds(30), minute(2)))
        .extracting(Window::start)
        .containsExactly(minute(1));
    assertThat(book().windows(orders, MINUTE, minute(2), minute(1))).isEmpty();
    assertThat(book().windowLengths()).containsExactly(MINUTE);
  }

  @Test
  void shouldPutAFileTogetherWhenItsPartsComeInAnyOrder() {
    model.see(part("a", 1, 2, "b"));
    assertThat(book().artefact(ADVISORY, "a").orElseThrow().complete()).isFalse();
    model.see(part("a", 0, 2, "a"));

    assertThat(book().artefact(ADVISORY, "a").orElseThrow().content()).isEqualTo("ab");
    model.forget(CLUSTER, ADVISORY, "a", 0);
    model.forget(CLUSTER, ADVISORY, "a", 1);
    assertThat(book().artefact(ADVISORY, "a")).isEmpty();
  }

  @Test
  void shouldPutTheNewFileTogetherWhenPartsOfALongerOneAreLeft() {
    for (int part = 0; part < 3; part++) {
      model.see(part("a", part, 3, "old"));
    }
    model.see(part("a", 0, 2, "new", minute(1)));
    assertThat(book().artefact(ADVISORY, "a").orElseThrow().complete()).isFalse();

    model.see(part("a", 1, 2, "er", minute(1)));

    assertThat(book().artefact(ADVISORY, "a").orElseThrow().complete()).isTrue();
    assertThat(book().artefact(ADVISORY, "a").orElseThrow().content()).isEqualTo("newer");
  }

  @Test
  void shouldDropTheOldestFileWhenTheRoomIsFull() {
    model.see(part("a", 0, 1, "123456"));
    model.see(part("b", 0, 1, "123456"));

    assertThat(book().artefact(ADVISORY, "a")).isEmpty();
    assertThat(book().artefact(ADVISORY, "b")).isPresent();
  }

  @Test
  void shouldKeepTheLastLagsWhenSweepsGoOn() {
    for (int second = 0; second < 6; second += 2) {
      model.see(group(second, 10 + second));
    }

    assertThat(book().lag(new GroupId("billing")))
        .extracting(LagPoint::lag)
        .containsExactly(12L, 14L);
  }

  @Test
  void shouldKnowThePolicyInForceWhenSeveralAreThere() {
    model.see(policy("1", START));
    model.see(policy("2", START.plusSeconds(10)));

    assertThat(book().policy(START.plusSeconds(9)).orElseThrow().version()).isEqualTo("1");
    assertThat(book().policy(START.plusSeconds(10)).orElseThrow().version()).isEqualTo("2");
    assertThat(book().policy(START.minusSeconds(1))).isEmpty();
  }

  @Test
  void shouldShowATopicAndAGroupWhenAllTheirPartsAreThereAndTheOldOnesUntilThen() {
    see("orders", 0);
    model.see(group(0, 7));
    List<TopicSample> topic = TopicParts.split(topic("orders", 2), 2);
    List<GroupSample> group = GroupParts.split(group(2, 9), 3);

    model.see(topic.get(1));
    model.see(group.get(0));
    model.see(group.get(2));

    assertThat(book().topics()).singleElement().isEqualTo(topic("orders", 0));
    assertThat(book().groups()).singleElement().isEqualTo(group(0, 7));

    model.see(topic.get(0));
    model.see(group.get(1));

    assertThat(book().topics()).singleElement().isEqualTo(topic("orders", 2));
    assertThat(book().groups()).singleElement().isEqualTo(group(2, 9));
    assertThat(book().lag(new GroupId("billing")))
        .extracting(LagPoint::lag)
        .containsExactly(7L, 9L);
  }

  @Test
  void shouldNotMixPartsWhenTheyAreOfTwoSweeps() {
    model.see(TopicParts.split(topic("orders", 0), 2).get(0));
    model.see(TopicParts.split(topic("orders", 2), 2).get(1));
    model.see(TopicParts.split(topic("orders", 0), 2).get(1));

    assertThat(book().topics()).isEmpty();

    model.see(TopicParts.split(topic("orders", 2), 2).get(0));

    assertThat(book().topics()).singleElement().isEqualTo(topic("orders", 2));
  }

  private ClusterBook book() {
    return model.cluster("c").orElseThrow();
  }

  private static Instant minute(int minute) {
    return START.plus(MINUTE.multipliedBy(minute));
  }

  private void see(String topic, int second) {
    model.see(topic(topic, second));
  }

  private static TopicSample topic(String topic, int second) {
    return new TopicSample(
        1,
        CLUSTER,
        new TopicName(topic),
        topic,
        1,
        START.plusSeconds(second),
        false,
        false,
        IntColumn.of(1, -1),
        List.of(IntColumn.of(1, 2, 3), IntColumn.of(1, 2, 3)),
        List.of(IntColumn.of(1, 2), IntColumn.of(3)),
        List.of(),
        Optional.empty(),
        null,
        null,
        null,
        null,
        Optional.empty(),
        List.of(),
        Map.of("min.insync.replicas", "2"),
        List.of());
  }

  private void mark(int second) {
    model.see(mark(START.plusSeconds(second), 1, Optional.empty()), START.plusSeconds(second));
  }

  private static SweepMark mark(
      Instant at, long epoch, Optional<SweepMark.Unreachable> unreachable) {
    return new SweepMark(
        1,
        CLUSTER,
        "shop",
        epoch,
        at,
        at,
        "collector",
        new SweepMark.Counts(1, 1, 1, 1),
        Set.of(),
        unreachable,
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static Window window(Subject subject, int minute, int sweeps) {
    return new Window(
        1, CLUSTER, subject, minute(minute), MINUTE, sweeps, true, Map.of(), List.of());
  }

  private static Artefact part(String name, int part, int parts, String content) {
    return part(name, part, parts, content, START);
  }

  private static Artefact part(String name, int part, int parts, String content, Instant at) {
    return new Artefact(1, CLUSTER, ADVISORY, name, "text/plain", part, parts, at, content);
  }

  private static GroupSample group(int second, long lag) {
    GroupSample.Commits commits =
        new GroupSample.Commits(
            new TopicName("orders"),
            Optional.empty(),
            IntColumn.of(0),
            LongColumn.of(0),
            LongColumn.of(lag),
            null,
            null,
            null,
            null,
            null);
    return new GroupSample(
        1,
        CLUSTER,
        new GroupId("billing"),
        1,
        START.plusSeconds(second),
        false,
        GroupSample.Type.CLASSIC,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(commits),
        Optional.empty(),
        List.of());
  }

  private static Policy policy(String version, Instant from) {
    return new Policy(
        1,
        CLUSTER,
        "p",
        version,
        from,
        1,
        Map.of(),
        "platform",
        List.of(),
        Policy.Calm.DEFAULT,
        Capacity.UNDECLARED,
        Backup.NONE,
        List.of());
  }
}
