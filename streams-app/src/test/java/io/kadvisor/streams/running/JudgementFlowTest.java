package io.kadvisor.streams.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.streams.StreamCounters.Count;
import io.kadvisor.testkit.sample.SampledPolicy;
import io.kadvisor.wire.AdvisoryHeaders;
import io.kadvisor.wire.Key;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgementFlowTest {
  private static final ClusterId CLUSTER = new ClusterId("cluster-a");

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

  @Test
  void shouldLabelAnAdvisoryWhenItIsWritten() {
    driver.put(sweep(1));

    var record = driver.take(driver.topics.advisories()).get(0);

    assertThat(record.key()).hasToString("cluster-a|told~cluster:~1");
    assertThat(record.timestamp()).isEqualTo(sweep(1).at().toEpochMilli());
    assertThat(record.headers())
        .extracting(Header::key)
        .containsExactly("cluster", "category", "severity", "state", "subject", "owner");
    assertThat(
            new String(
                record.headers().lastHeader(AdvisoryHeaders.SUBJECT).value(),
                StandardCharsets.UTF_8))
        .isEqualTo("cluster:");
  }

  @Test
  void shouldWriteFindingsOnceAndTombstonesWhenTheyEnd() {
    driver.put(sweep(1));
    assertThat(driver.take(driver.topics.findings())).hasSize(2);

    driver.put(sweep(2).withTopics("orders"));

    assertThat(driver.take(driver.topics.findings()))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.key()).isEqualTo(Key.of(CLUSTER, "seen", "topic:payments"));
              assertThat(record.value()).isNull();
            });
  }

  @Test
  void shouldRemoveItsFilesTooWhenAnAdvisoryIsForgotten() {
    driver.put(sweep(1));
    driver.take(driver.topics.advisories());
    driver.take(driver.topics.artefacts());

    driver.put(sweep(2).withTopics("forget"));

    assertThat(driver.take(driver.topics.advisories()))
        .singleElement()
        .extracting(TestRecord::value)
        .isNull();
    assertThat(driver.take(driver.topics.artefacts()))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.key())
                  .isEqualTo(Key.of(CLUSTER, "told~cluster:~1", "story.txt", "0"));
              assertThat(record.value()).isNull();
            });
  }

  @Test
  void shouldRemoveOnlyThePartsThatAreNoLongerNamedWhenItsFilesShrink() {
    driver.put(sweep(1).withTopics("lengthen"));
    driver.take(driver.topics.artefacts());

    driver.put(sweep(2));

    assertThat(driver.take(driver.topics.artefacts()))
        .filteredOn(record -> record.value() == null)
        .extracting(record -> record.key().toString())
        .containsExactly(
            "cluster-a|told~cluster:~1|more.txt|0",
            "cluster-a|told~cluster:~1|story.txt|1",
            "cluster-a|told~cluster:~1|story.txt|2");
  }

  @Test
  void shouldGoOnFromWhereItWasWhenItRestarts() {
    driver.put(sweep(1));
    driver.put(sweep(2));

    driver = driver.restarted(new TellingJudging(), folder);
    driver.put(sweep(2));
    driver.put(sweep(3));

    var records = driver.take(driver.topics.advisories());
    assertThat(records).singleElement().extracting(r -> r.value().revision()).isEqualTo(3);
    assertThat(driver.take(driver.topics.findings())).isEmpty();
  }

  @Test
  void shouldJudgeThatSweepAsPartialWhenItRestartsInTheMiddleOfIt() {
    driver.put(sweep(1));
    sweep(2).samples().subList(0, 3).forEach(driver::put);

    driver = driver.restarted(new TellingJudging(), folder);
    sweep(2).samples().subList(3, 7).forEach(driver::put);
    driver.put(sweep(2).mark());
    assertThat(driver.told()).isEmpty();
    driver.put(sweep(3));

    assertThat(driver.told())
        .satisfiesExactly(
            second ->
                assertThat(second)
                    .contains("partial=true", "brokers=[]", "topics=[orders, payments]"),
            third -> assertThat(third).contains("partial=false", "brokers=[1, 2, 3]"));
  }

  @Test
  void shouldObeyAtTheFirstSweepAtOrAfterItsTimeWhenACommandComes() {
    driver.put(acknowledge("c-2", sweep(2).at().plusMillis(1)));
    driver.put(acknowledge("c-1", sweep(1).at()));

    driver.put(sweep(1));
    driver.put(sweep(2));
    driver.put(sweep(3));
    driver.put(sweep(4));

    assertThat(driver.told())
        .satisfiesExactly(
            one -> assertThat(one).contains("commands=[c-1]"),
            two -> assertThat(two).contains("commands=[]"),
            three -> assertThat(three).contains("commands=[c-2]"),
            four -> assertThat(four).contains("commands=[]"));
    assertThat(driver.take(driver.topics.actions()))
        .extracting(r -> r.value().commandId())
        .containsExactly("c-1", "c-2");
  }

  @Test
  void shouldObeyAtTheNextSweepWhenACommandComesLate() {
    driver.put(sweep(1));
    driver.put(sweep(2));
    driver.put(acknowledge("late", sweep(1).at()));
    driver.told();

    driver.put(sweep(3));

    assertThat(driver.told()).singleElement().asString().contains("commands=[late]");
  }

  @Test
  void shouldKeepWaitingCommandsWhenItRestarts() {
    driver.put(acknowledge("c-1", sweep(2).at()));
    driver.put(sweep(1));

    driver = driver.restarted(new TellingJudging(), folder);
    driver.put(sweep(2));

    assertThat(driver.told()).singleElement().asString().contains("commands=[c-1]");
  }

  @Test
  void shouldObeyBothWhenCommandsToTwoAdvisoriesHaveTheSameId() {
    driver.put(acknowledge("c-1", sweep(1).at()));
    driver.put(acknowledge("c-1", AdvisoryId.parse("told~cluster:~2"), sweep(1).at()));

    driver.put(sweep(1));

    assertThat(driver.told()).singleElement().asString().contains("commands=[c-1, c-1]");
  }

  @Test
  void shouldObeyBothWhenCommandsOfTwoKindsHaveTheSameId() {
    driver.put(acknowledge("c-1", sweep(1).at()));
    driver.put(
        new Command.Dismiss(
            Command.VERSION,
            CLUSTER,
            TellingJudging.ADVISORY,
            "c-1",
            "ann",
            sweep(1).at(),
            "a test"));

    driver.put(sweep(1));

    assertThat(driver.told()).singleElement().asString().contains("commands=[c-1, c-1]");
  }

  @Test
  void shouldObeyOnceWhenAnEarlierVersionLetTheCommandWait() {
    driver.put(acknowledge("c-1", sweep(1).at()));
    Map<String, byte[]> waiting = driver.changelogs().get("judge-command-v1");
    driver.close();
    driver = new Driver(new TellingJudging(), folder.resolve("next"));
    driver.restore(
        Map.of("judge-command-v1", Map.of("cluster-a|c-1", waiting.values().iterator().next())));

    driver.put(sweep(1));
    driver.put(sweep(2));

    assertThat(driver.told())
        .satisfiesExactly(
            one -> assertThat(one).contains("commands=[c-1]"),
            two -> assertThat(two).contains("commands=[]"));
  }

  @Test
  void shouldJudgeByTheLatestPolicyThatHasBegunWhenThereAreSeveral() {
    driver.put(policy("a", sweep(1).at(), 1));
    driver.put(policy("b", sweep(2).at(), 60));
    driver.put(policy("c", sweep(9).at(), 60));

    driver.put(sweep(1));
    driver.put(sweep(2));

    assertThat(driver.told())
        .satisfiesExactly(
            one -> assertThat(one).contains("policy=a"),
            two -> assertThat(two).contains("policy=b"));
  }

  @Test
  void shouldKeepTheFirstWhenAPolicyVersionIsWrittenAgain() {
    driver.put(policy("a", sweep(1).at(), 1));

    driver.put(policy("a", sweep(5).at(), 60));
    driver.put(sweep(2));

    assertThat(driver.told()).singleElement().asString().contains("policy=a");
    assertThat(driver.counters.of(Count.POLICIES_REFUSED)).isEqualTo(1);
  }

  private static Command acknowledge(String id, Instant from) {
    return acknowledge(id, TellingJudging.ADVISORY, from);
  }

  private static Command acknowledge(String id, AdvisoryId advisory, Instant from) {
    return new Command.Acknowledge(
        Command.VERSION, CLUSTER, advisory, id, "ann", from, Optional.empty());
  }

  private static Policy policy(String version, Instant from, double factor) {
    return SampledPolicy.standard(CLUSTER)
        .named("test")
        .version(version)
        .from(from)
        .faster(factor)
        .policy();
  }

  private static SampleSweep sweep(int n) {
    return SampleSweep.number(CLUSTER, n);
  }
}
