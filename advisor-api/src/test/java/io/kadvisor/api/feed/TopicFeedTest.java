package io.kadvisor.api.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.api.event.EventId;
import io.kadvisor.api.event.EventLog;
import io.kadvisor.api.health.RoleHealth;
import io.kadvisor.api.read.ClusterBook;
import io.kadvisor.api.read.Limits;
import io.kadvisor.api.read.ReadModel;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.window.Window;
import io.kadvisor.wire.Keys;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicFeedTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Topics TOPICS = new Topics("test.");
  private static final Finding FINDING = finding();
  private static final String KEY = Keys.of(FINDING).toString();

  private final EventLog events = new EventLog(10);
  private final Intake intake = new Intake(new ReadModel(Limits.DEFAULT), events);
  private final Deque<Consumer<byte[], byte[]>> clients = new ArrayDeque<>();
  private final TopicFeed feed =
      new TopicFeed(TOPICS, intake, this::nextClient, InstantSource.system());

  @AfterEach
  void close() {
    feed.close();
  }

  @Test
  void shouldBeUpWhenAllThatWasThereHasBeenRead() {
    TopicsInMemory home = new TopicsInMemory(TOPICS);
    home.holds(TOPICS.findings(), 1);
    clients.add(home);
    feed.start();
    assertThat(feed.health().status()).isEqualTo(RoleHealth.Status.STARTING);
    assertThat(feed.loaded()).isFalse();

    home.bring(TOPICS.findings(), 0, KEY, bytes(TOPICS.findings(), FINDING));

    await().atMost(PATIENCE).until(() -> feed.health().status() == RoleHealth.Status.UP);
    assertThat(feed.loaded()).isTrue();
    assertThat(findings()).containsExactly(FINDING);
  }

  @Test
  void shouldSkipAndCountWhenARecordIsPoisoned() {
    TopicsInMemory home = new TopicsInMemory(TOPICS);
    clients.add(home);
    feed.start();

    byte[] nonsense = "not json".getBytes(StandardCharsets.UTF_8);
    byte[] wrong = "{\"v\":1,\"cluster\":\"\"}".getBytes(StandardCharsets.UTF_8);
    home.bring(
        TOPICS.findings(), 0, KEY, nonsense, wrong, new byte[0], bytes(TOPICS.findings(), FINDING));
    home.bring(TOPICS.advisories(), 0, "%", (byte[]) null);

    await().atMost(PATIENCE).until(() -> intake.records() == 5);
    assertThat(intake.skipped()).isEqualTo(4);
    assertThat(findings()).containsExactly(FINDING);
    assertThat(events.since(EventId.START).events()).isEmpty();
  }

  @Test
  void shouldForgetWhenATombstoneComes() {
    TopicsInMemory home = new TopicsInMemory(TOPICS);
    clients.add(home);
    feed.start();

    home.bring(TOPICS.findings(), 0, KEY, bytes(TOPICS.findings(), FINDING), null);

    await().atMost(PATIENCE).until(() -> intake.records() == 2);
    assertThat(findings()).isEmpty();
  }

  @Test
  void shouldBeginAnewWhenTheClientFails() {
    TopicsInMemory first = new TopicsInMemory(TOPICS);
    TopicsInMemory second = new TopicsInMemory(TOPICS);
    second.holds(TOPICS.findings(), 1);
    clients.add(first);
    clients.add(second);
    feed.start();
    await().atMost(PATIENCE).until(() -> feed.health().status() == RoleHealth.Status.UP);

    first.setPollException(new KafkaException("the log directory is gone"));
    await()
        .atMost(PATIENCE)
        .until(() -> feed.health().details().getOrDefault("trouble", "").contains("log directory"));
    assertThat(feed.health().status()).isEqualTo(RoleHealth.Status.DEGRADED);
    second.bring(TOPICS.findings(), 0, KEY, bytes(TOPICS.findings(), FINDING));

    await().atMost(PATIENCE).until(() -> feed.health().status() == RoleHealth.Status.UP);
    assertThat(findings()).containsExactly(FINDING);
  }

  @Test
  void shouldCountDeadLettersWhenThereAreSome() {
    TopicsInMemory home = new TopicsInMemory(TOPICS);
    clients.add(home);
    feed.start();

    home.bring(TOPICS.deadLetters(), 0, "k", new byte[3], null);

    await().atMost(PATIENCE).until(() -> intake.deadLetters() == 2);
    assertThat(intake.skipped()).isZero();
  }

  @Test
  void shouldKnowWhatIsJudgedWhenAWindowComes() {
    TopicsInMemory home = new TopicsInMemory(TOPICS);
    clients.add(home);
    feed.start();
    Instant sweptAt = Instant.parse("2026-11-21T03:00:50Z");
    Window window = window(Instant.parse("2026-11-21T03:00:00Z"));

    home.bring(
        TOPICS.brokerWindows(),
        sweptAt,
        Keys.of(window).toString(),
        bytes(TOPICS.brokerWindows(), window));

    await()
        .atMost(PATIENCE)
        .until(() -> intake.model().cluster("c").flatMap(ClusterBook::judged).isPresent());
    assertThat(intake.model().cluster("c").orElseThrow().judged()).contains(sweptAt);
  }

  private static Window window(Instant start) {
    return new Window(
        1,
        new ClusterId("c"),
        Subject.of(new BrokerId(1)),
        start,
        Duration.ofMinutes(1),
        25,
        false,
        Map.of(),
        List.of());
  }

  private Consumer<byte[], byte[]> nextClient() {
    if (clients.isEmpty()) {
      throw new KafkaException("no client is left");
    }
    return clients.removeFirst();
  }

  private List<Finding> findings() {
    return intake.model().cluster("c").map(book -> book.findings()).orElse(List.of());
  }

  private static <V> byte[] bytes(Topic<V> topic, V value) {
    return topic.valueSerde().serializer().serialize(topic.name(), value);
  }

  private static Finding finding() {
    Instant at = Instant.parse("2026-11-21T03:00:00Z");
    return new Finding(
        1,
        new ClusterId("c"),
        "weak-topic",
        Subject.of(new TopicName("orders")),
        Finding.State.FIRING,
        Category.DURABILITY,
        Severity.WARNING,
        "factor-low",
        PartitionRanges.of(0, 1),
        Set.of(),
        List.of(),
        List.of(),
        at,
        null,
        at,
        at,
        "1");
  }
}
