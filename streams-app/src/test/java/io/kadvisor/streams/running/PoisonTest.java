package io.kadvisor.streams.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.ClusterId;
import io.kadvisor.streams.StreamCounters.Count;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bad record on any input topic goes to the dead letters with its origin, is counted, and the
 * stream goes on.
 */
class PoisonTest {
  private static final ClusterId CLUSTER = new ClusterId("cluster-a");

  /** A key and a value that somebody wrote by hand; null stands for absent. */
  private record Poison(String what, String key, String value) {}

  private static final List<Poison> POISONS =
      List.of(
          new Poison("no JSON", "cluster-a|x", "rubbish"),
          new Poison("another type", "cluster-a|x", "[1,2]"),
          new Poison("JSON null", "cluster-a|x", "null"),
          new Poison("no fields", "cluster-a|x", "{}"),
          new Poison("an unreadable key", "%zz|x", "{}"),
          new Poison("no bytes", "cluster-a|x", ""));

  @TempDir Path folder;
  private Driver driver;

  @BeforeEach
  void start() {
    driver = new Driver(new TellingJudging(), folder);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @TestFactory
  Stream<DynamicTest> shouldSetARecordAsideWhenItIsPoisoned() {
    return inputs()
        .flatMap(
            topic ->
                POISONS.stream()
                    .map(
                        poison ->
                            DynamicTest.dynamicTest(
                                topic.shortName() + ": " + poison.what(),
                                () -> setAside(topic, poison))));
  }

  private void setAside(Topic<?> topic, Poison poison) {
    long before = driver.counters.of(Count.DEAD_LETTERS);

    driver.pipeRaw(topic, poison.key(), poison.value(), SampleSweep.START);

    assertThat(driver.counters.of(Count.DEAD_LETTERS)).isEqualTo(before + 1);
    assertThat(driver.takeDeadLetters())
        .singleElement()
        .satisfies(letter -> namesItsOrigin(letter, topic, poison));
  }

  private static void namesItsOrigin(
      TestRecord<byte[], byte[]> letter, Topic<?> topic, Poison poison) {
    assertThat(text(letter.key())).isEqualTo(poison.key());
    assertThat(text(letter.value())).isEqualTo(poison.value());
    assertThat(header(letter.headers(), "__streams.errors.topic")).isEqualTo(topic.name());
    assertThat(header(letter.headers(), "__streams.errors.partition")).isEqualTo("0");
    assertThat(header(letter.headers(), "__streams.errors.offset")).matches("\\d+");
    assertThat(header(letter.headers(), "__streams.errors.exception")).isNotEmpty();
  }

  @Test
  void shouldGoOnWhenEveryInputTopicWasPoisoned() {
    inputs().forEach(topic -> driver.pipeRaw(topic, "cluster-a|x", "rubbish", SampleSweep.START));

    driver.put(SampleSweep.number(CLUSTER, 1));

    assertThat(driver.told()).singleElement().asString().contains("partial=false");
  }

  @TestFactory
  Stream<DynamicTest> shouldIgnoreATombstoneWhenNoneBelongsThere() {
    return inputs()
        .map(
            topic ->
                DynamicTest.dynamicTest(
                    topic.shortName(),
                    () -> {
                      driver.pipeRaw(topic, "cluster-a|x", null, SampleSweep.START);
                      assertThat(driver.takeDeadLetters()).isEmpty();
                    }));
  }

  @Test
  void shouldSetARecordAsideWhenItsKeyNamesAnotherCluster() {
    SampleSweep sweep = SampleSweep.number(CLUSTER, 1);
    driver.pipe(
        driver.topics.clusterRecords(), Key.of(new ClusterId("other")), sweep.mark(), sweep.at());

    assertThat(driver.takeDeadLetters())
        .singleElement()
        .satisfies(
            letter ->
                assertThat(header(letter.headers(), "__streams.errors.message"))
                    .contains("other")
                    .contains("cluster-a"));
  }

  @TestFactory
  Stream<DynamicTest> shouldSetACommandAsideWhenItIsIncomplete() {
    String advisory = "\"advisory\":\"" + TellingJudging.ADVISORY + "\"";
    return Stream.of(
            "\"type\":\"acknowledge\"",
            "\"type\":\"approve\",\"revision\":1",
            "\"type\":\"dismiss\"," + advisory,
            "\"type\":\"snooze\"," + advisory,
            "\"type\":\"report\"," + advisory + ",\"outcome\":\"RUNNING\"",
            "\"type\":\"report\"," + advisory + ",\"detail\":\"done\"")
        .map(said -> DynamicTest.dynamicTest(said, () -> setAsideAsCommand(said)));
  }

  @TestFactory
  Stream<DynamicTest> shouldSetACommandAsideWhenItsTimeIsNone() {
    String told = "\"advisory\":\"" + TellingJudging.ADVISORY + "\",\"effectiveFrom\":";
    return Stream.of(
            "\"type\":\"acknowledge\"," + told + "\"-999999999-01-01T00:00:00Z\"",
            "\"type\":\"acknowledge\"," + told + "\"+999999999-01-01T00:00:00Z\"",
            "\"type\":\"silence\",\"effectiveFrom\":\"+999999999-01-01T00:00:00Z\"",
            "\"type\":\"snooze\","
                + told
                + "\"2020-01-01T00:00:00Z\",\"until\":\"+999999999-01-01T00:00:00Z\"")
        .map(said -> DynamicTest.dynamicTest(said, () -> setAsideWithItsOwnTime(said)));
  }

  private void setAsideWithItsOwnTime(String said) {
    pipeCommand(said);

    assertThat(driver.takeDeadLetters())
        .singleElement()
        .satisfies(
            letter ->
                assertThat(header(letter.headers(), "__streams.errors.message"))
                    .contains("in the years 1970 to 9999", "999999999-01-01"));
  }

  private void pipeCommand(String said) {
    String head = "{\"v\":1,\"cluster\":\"cluster-a\",\"commandId\":\"c\",\"by\":\"ann\",";
    driver.pipeRaw(driver.topics.commands(), "cluster-a|x", head + said + "}", SampleSweep.START);
  }

  private void setAsideAsCommand(String said) {
    pipeCommand("\"effectiveFrom\":\"2020-01-01T00:00:00Z\"," + said);

    assertThat(driver.takeDeadLetters())
        .singleElement()
        .satisfies(
            letter ->
                assertThat(header(letter.headers(), "__streams.errors.message"))
                    .contains("a command without"));
  }

  @Test
  void shouldKeepItsStateWhenAJudgementFails() {
    driver.put(SampleSweep.number(CLUSTER, 1));
    driver.put(SampleSweep.number(CLUSTER, 2).withTopics("explode"));

    driver.put(SampleSweep.number(CLUSTER, 3));

    assertThat(driver.take(driver.topics.advisories()))
        .extracting(r -> r.value().revision())
        .containsExactly(1, 2);
    assertThat(driver.takeDeadLetters()).hasSize(1);
  }

  private Stream<Topic<?>> inputs() {
    return Stream.of(
        driver.topics.brokerSamples(),
        driver.topics.topicSamples(),
        driver.topics.groupSamples(),
        driver.topics.clusterRecords(),
        driver.topics.commands(),
        driver.topics.policies());
  }

  private static String header(Headers headers, String name) {
    return text(headers.lastHeader(name).value());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
