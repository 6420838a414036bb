package io.kadvisor.streams.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.window.Window;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.wire.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowFlowTest {
  private static final ClusterId CLUSTER = new ClusterId("cluster-a");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private Driver driver;

  @BeforeEach
  void start() {
    driver = new Driver(new TellingJudging(), folder);
    driver.pass(Duration.ofMinutes(10));
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void shouldTellAClosedWindowOnceWhenItsMinuteIsOver() {
    sweep(0, 29);
    assertThat(minutes(driver.topics.topicWindows())).noneMatch(Window::closed);

    sweep(30, 35);

    assertThat(minutes(driver.topics.topicWindows()).stream().filter(Window::closed))
        .hasSize(2)
        .allSatisfy(
            window -> {
              assertThat(window.start()).isEqualTo(SampleSweep.START);
              assertThat(window.sweeps()).isEqualTo(30);
              assertThat(window.figures()).isNotEmpty();
            });
  }

  @Test
  void shouldTellAnOpenWindowWhenItGrowsIntoAnotherTenSeconds() {
    sweep(0, 10);

    assertThat(
            minutes(driver.topics.topicWindows()).stream()
                .filter(w -> w.subject().name().equals("orders")))
        .extracting(Window::sweeps)
        .containsExactly(6, 11);
  }

  @Test
  void shouldTellALongOpenWindowAsOftenInItsLengthAsAShortOne() {
    sweep(0, 299);

    assertThat(
            driver.take(driver.topics.topicWindows()).stream()
                .map(TestRecord::value)
                .filter(window -> window.length().equals(Duration.ofMinutes(10)))
                .filter(window -> window.subject().name().equals("orders")))
        .extracting(Window::sweeps)
        .containsExactly(51, 101, 151, 201, 251);
  }

  @Test
  void shouldTellOpenWindowsInTurnsWhenSubjectsAreMany() {
    SampledCluster many = SampledCluster.of(3);
    IntStream.range(0, 600).forEach(n -> many.topic("topic-" + n, 1, 3));

    List<Integer> told = new ArrayList<>();
    Map<String, Integer> times = new HashMap<>();
    for (int sweep = 0; sweep <= 20; sweep++) {
      put(many);
      List<Window> open = minutes(driver.topics.topicWindows());
      open.forEach(window -> times.merge(window.subject().name(), 1, Integer::sum));
      told.add(open.size());
      many.pass(Duration.ofSeconds(2));
    }

    assertThat(times).hasSize(600);
    assertThat(times.values()).containsOnly(2);
    assertThat(told.stream().filter(count -> count > 0)).hasSize(4);
  }

  private void put(SampledCluster cluster) {
    cluster.brokers().forEach(driver::put);
    cluster.topics().forEach(driver::put);
    driver.put(cluster.cluster());
    driver.put(cluster.mark());
  }

  @Test
  void shouldCloseItsWindowsWhenASubjectHasGone() {
    sweep(0, 3);

    driver.put(SampleSweep.number(CLUSTER, 4).withTopics("orders"));

    assertThat(minutes(driver.topics.topicWindows()))
        .singleElement()
        .satisfies(
            window -> {
              assertThat(window.subject().name()).isEqualTo("payments");
              assertThat(window.closed()).isTrue();
              assertThat(window.sweeps()).isEqualTo(4);
            });
  }

  @Test
  void shouldKeepGrowingWhenItRestarts() {
    sweep(0, 14);
    driver = driver.restarted(new TellingJudging(), folder);
    driver.pass(Duration.ofMinutes(10));
    sweep(15, 30);

    assertThat(minutes(driver.topics.topicWindows()).stream().filter(Window::closed))
        .extracting(Window::sweeps)
        .containsExactly(30, 30);
  }

  private void sweep(int first, int last) {
    for (int n = first; n <= last; n++) {
      driver.put(SampleSweep.number(CLUSTER, n));
    }
  }

  private List<Window> minutes(Topic<Window> topic) {
    return driver.take(topic).stream()
        .map(TestRecord::value)
        .filter(window -> window.length().equals(MINUTE))
        .toList();
  }
}
