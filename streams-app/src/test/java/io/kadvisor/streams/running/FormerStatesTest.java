package io.kadvisor.streams.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.judgement.Judge;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.window.Window;
import io.kadvisor.streams.Judging;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An upgrade in the middle of an incident: what an earlier version left in the changelogs is read,
 * its open advisory goes on as the same one, and its open windows hold what they held. The bytes
 * were written by that version and never change; {@code -Dstates.record=FILE} writes those of this
 * one.
 */
class FormerStatesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String BEFORE_THE_JOURNAL = "states-1.txt";
  private static final String WITH_THE_JOURNAL = "states-2.txt";
  private static final Duration CADENCE = Duration.ofSeconds(2);
  private static final int UPGRADE = 22;
  private static final int SWEEPS = 90;

  @TempDir Path folder;
  private final SampledCluster cluster = SampledCluster.of(3);
  private final List<Advisory> told = new ArrayList<>();
  private final List<Window> closed = new ArrayList<>();
  private Driver driver;

  @ParameterizedTest
  @ValueSource(strings = {BEFORE_THE_JOURNAL, WITH_THE_JOURNAL})
  void shouldGoOnWithTheSameAdvisoryWhenTheStatesAreOfAnEarlierVersion(String file)
      throws IOException {
    cluster.topic("orders", 6, 3).minInsync(2);
    driver = new Driver(Judging.of(new Judge()), folder);
    IntStream.range(0, UPGRADE).forEach(sweep -> pass(sweep, false));
    driver.restore(former(file));

    IntStream.range(UPGRADE, SWEEPS).forEach(sweep -> pass(sweep, true));
    driver.close();

    List<Advisory> loss =
        told.stream().filter(a -> a.id().toString().startsWith("broker-silent")).toList();
    assertThat(loss).extracting(a -> a.id().toString()).containsOnly("broker-silent~broker:2~1");
    assertThat(loss.get(0).revision()).as("it was open before").isGreaterThan(1);
    assertThat(loss)
        .extracting(Advisory::revision)
        .isEqualTo(
            IntStream.range(0, loss.size()).map(i -> loss.get(0).revision() + i).boxed().toList());
    assertThat(loss.get(0).transitions().get(0).to()).isEqualTo(AdvisoryState.OPEN);
    assertThat(loss.get(loss.size() - 1).state()).isEqualTo(AdvisoryState.RESOLVED);
    assertThat(closed.get(0).sweeps()).as("the window holds what it held").isGreaterThan(UPGRADE);
  }

  @Test
  void shouldHoldSomethingOfEveryStoreWhenStatesAreRecorded() throws IOException {
    cluster.topic("orders", 6, 3).minInsync(2);
    driver = new Driver(Judging.of(new Judge()), folder);
    driver.put(policy());
    IntStream.range(0, UPGRADE).forEach(sweep -> pass(sweep, true));
    Map<String, Map<String, byte[]>> now = driver.changelogs();
    driver.close();
    if (System.getProperty("states.record") != null) {
      Files.write(Path.of(System.getProperty("states.record")), lines(now));
    }

    for (String file : List.of(BEFORE_THE_JOURNAL, WITH_THE_JOURNAL)) {
      var former = former(file);
      assertThat(former.keySet())
          .as("a store that is gone or new is a new name: see the decision on upgrades")
          .isEqualTo(now.keySet());
      assertThat(former.get("judge-advisory-v1")).isNotEmpty();
      assertThat(former.get("judge-cluster-v1")).hasSize(now.get("judge-cluster-v1").size());
    }
    assertThat(former(WITH_THE_JOURNAL).get("window-v1").keySet())
        .as("the journal is kept, too")
        .isEqualTo(now.get("window-v1").keySet());
  }

  private static Map<String, Map<String, byte[]>> former(String file) throws IOException {
    Map<String, Map<String, byte[]>> stores = new TreeMap<>();
    for (String line : Files.readAllLines(GOLDEN.resolve(file))) {
      String[] columns = line.split("\t", -1);
      Map<String, byte[]> entries = stores.computeIfAbsent(columns[0], store -> new TreeMap<>());
      if (columns.length == 3) {
        entries.put(columns[1], Base64.getDecoder().decode(columns[2]));
      }
    }
    return stores;
  }

  /** Store, key and bytes, a line each; the name alone of a store that is empty. */
  private static List<String> lines(Map<String, Map<String, byte[]>> stores) {
    List<String> lines = new ArrayList<>();
    stores.forEach(
        (store, entries) -> {
          lines.add(store);
          entries.forEach(
              (key, value) ->
                  lines.add(
                      String.join("\t", store, key, Base64.getEncoder().encodeToString(value))));
        });
    return lines;
  }

  private void pass(int sweep, boolean seen) {
    switch (sweep) {
      case 10 -> cluster.silence(2, Outcome.REFUSED);
      case 15 -> cluster.fence(2);
      case 35 -> cluster.restart(2);
      case 38 -> cluster.catchUp(2);
      default -> {}
    }
    cluster.pass(CADENCE);
    if (seen) {
      cluster.brokers().forEach(driver::put);
      cluster.topics().forEach(driver::put);
      cluster.groups().forEach(driver::put);
      driver.put(cluster.cluster());
      driver.put(cluster.mark());
      driver.take(driver.topics.advisories()).forEach(record -> told.add(record.value()));
      driver.take(driver.topics.topicWindows()).stream()
          .map(TestRecord::value)
          .filter(Window::closed)
          .forEach(closed::add);
    }
  }

  private Policy policy() {
    return SampledPolicy.demo(cluster.id()).version("demo-1").policy();
  }
}
