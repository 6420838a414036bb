package io.kadvisor.streams.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.judgement.Judge;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.streams.Judging;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real judgement over a broker's death and return: a restart between any two sweeps changes no
 * record.
 */
class RestartTest {
  private static final Duration CADENCE = Duration.ofSeconds(2);
  private static final int SWEEPS = 70;
  private static final int DEATH = 10;
  private static final int FENCED = 15;
  private static final int RETURN = 35;
  private static final int CAUGHT_UP = 38;

  @TempDir Path folder;

  @Test
  void shouldTellTheSameStoryWhenItRestartsAfterEverySweep() {
    List<String> straight = story(sweep -> false);

    List<String> restarted = story(sweep -> true);

    assertThat(restarted).isEqualTo(straight);
  }

  @Test
  void shouldTellOneAdvisoryWhenABrokerDies() {
    List<Advisory> advisories = new ArrayList<>();

    run(
        sweep -> sweep % 20 == 0,
        driver -> driver.take(driver.topics.advisories()).forEach(r -> advisories.add(r.value())));

    assertThat(advisories.stream().map(Advisory::id).distinct().map(Object::toString))
        .containsExactly("broker-silent~broker:2~1");
    assertThat(advisories.stream().map(Advisory::revision))
        .isEqualTo(IntStream.rangeClosed(1, advisories.size()).boxed().toList());
    assertThat(advisories.get(0).state()).isEqualTo(AdvisoryState.OPEN);
    assertThat(advisories.get(advisories.size() - 1).state()).isEqualTo(AdvisoryState.RESOLVED);
  }

  private List<String> story(IntPredicate restart) {
    List<String> told = new ArrayList<>();
    run(restart, driver -> tell(driver, told));
    return told;
  }

  private static void tell(Driver driver, List<String> told) {
    Stream.of(
            driver.topics.findings(),
            driver.topics.advisories(),
            driver.topics.artefacts(),
            driver.topics.brokerWindows(),
            driver.topics.topicWindows())
        .flatMap(topic -> driver.take(topic).stream())
        .forEach(
            record -> told.add(record.key() + " " + record.value() + " " + record.getRecordTime()));
  }

  private void run(IntPredicate restart, Consumer<Driver> afterEach) {
    SampledCluster cluster = SampledCluster.of(3);
    cluster.topic("orders", 6, 3).minInsync(2);
    Driver driver = new Driver(Judging.of(new Judge()), folder);
    driver.put(policy(cluster));
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      happen(cluster, sweep);
      put(driver, cluster.pass(CADENCE));
      afterEach.accept(driver);
      driver = restart.test(sweep) ? driver.restarted(Judging.of(new Judge()), folder) : driver;
    }
    driver.close();
  }

  private static void happen(SampledCluster cluster, int sweep) {
    switch (sweep) {
      case DEATH -> cluster.silence(2, Outcome.REFUSED);
      case FENCED -> cluster.fence(2);
      case RETURN -> cluster.restart(2);
      case CAUGHT_UP -> cluster.catchUp(2);
      default -> {}
    }
  }

  private static void put(Driver driver, SampledCluster cluster) {
    cluster.brokers().forEach(driver::put);
    cluster.topics().forEach(driver::put);
    cluster.groups().forEach(driver::put);
    driver.put(cluster.cluster());
    driver.put(cluster.mark());
  }

  private static Policy policy(SampledCluster cluster) {
    return SampledPolicy.demo(cluster.id()).version("demo-1").policy();
  }
}
