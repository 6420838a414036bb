package io.kadvisor.core.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.judgement.SampledStory;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.Quorum;
import io.kadvisor.model.sample.Quorum.Replica;
import io.kadvisor.testkit.sample.SampledCluster;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of the controllers' quorum, from samples to the words of the advisory. */
class ControllersTest {
  private final SampledStory story = new SampledStory(SampledCluster.of(3));
  private final Map<Integer, Duration> silence = new TreeMap<>();
  private final Map<Integer, Duration> lag = new TreeMap<>();
  private List<Integer> voters = List.of(101, 102, 103);
  private int leader = 101;
  private long epoch = 7;
  private boolean timed = true;

  @BeforeEach
  void aQuorumApart() {
    story.cluster.topic("orders", 6, 3);
    story.before(() -> story.cluster.quorum(quorum()));
  }

  /** As its leader tells it, whose clock runs an hour ahead of the collector's. */
  private Quorum quorum() {
    Instant now = story.cluster.now().plus(Duration.ofHours(1));
    List<Replica> replicas = new ArrayList<>();
    for (int voter : voters) {
      boolean gone = silence.containsKey(voter) && silence.get(voter).isNegative();
      replicas.add(
          new Replica(
              voter,
              gone
                  ? Optional.empty()
                  : Optional.of(timed || !lag.containsKey(voter) ? 5000L : 100L),
              timed && !gone
                  ? Optional.of(now.minus(silence.getOrDefault(voter, Duration.ZERO)))
                  : Optional.empty(),
              timed && !gone
                  ? Optional.of(now.minus(lag.getOrDefault(voter, Duration.ZERO)))
                  : Optional.empty()));
    }
    return new Quorum(leader, epoch, 5000, replicas, List.of());
  }

  @Test
  void shouldTellNothingWhenEveryVoterKeepsUp() {
    story.minutes(60);

    assertThat(story.told()).isEmpty();
  }

  @Test
  void shouldTellASilentVoterAndWhatTheQuorumStands() throws IOException {
    story.minutes(1);
    silence.put(103, Duration.ofMinutes(2));
    story.minutes(2);

    assertThat(story.told()).containsExactly("quorum-voter-behind~cluster:~1 voter-silent OPEN");
    Advisory told = story.open();
    assertThat(told.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(told.title())
        .isEqualTo("Controller 103 is silent; the quorum stands no further loss");
    Golden.compare("quorum-voter-silent.txt", AdvisoryText.full(told));

    silence.clear();
    story.minutes(2);
    assertThat(story.told())
        .containsExactly("quorum-voter-behind~cluster:~1 voter-silent RESOLVED");
  }

  @Test
  void shouldWarnOnlyWhenTheQuorumStandsAFurtherLoss() {
    voters = List.of(101, 102, 103, 104, 105);
    silence.put(103, Duration.ofMinutes(2));
    story.minutes(2);

    assertThat(story.open().severity()).isEqualTo(Severity.WARNING);
    assertThat(story.open().title()).endsWith("the quorum stands one further loss");
  }

  @Test
  void shouldNameTheControllerThatLedWhenItIsLost() throws IOException {
    story.minutes(1);
    leader = 102;
    epoch = 8;
    silence.put(101, Duration.ofSeconds(-1));
    story.minutes(3);

    assertThat(story.told()).containsExactly("quorum-voter-behind~cluster:~1 controller-lost OPEN");
    Golden.compare("controller-lost.txt", AdvisoryText.full(story.open()));
    story.minutes(120);
    assertThat(story.told()).containsExactly("quorum-voter-behind~cluster:~1 controller-lost OPEN");
  }

  @Test
  void shouldNotCallItLostWhenItFollowedAgainBeforeItFellSilent() {
    story.minutes(1);
    leader = 102;
    epoch = 8;
    silence.put(101, Duration.ofSeconds(-1));
    story.minutes(3);
    silence.clear();
    story.minutes(3);
    silence.put(101, Duration.ofMinutes(2));
    story.minutes(2);

    assertThat(story.told())
        .containsExactly(
            "quorum-voter-behind~cluster:~1 controller-lost RESOLVED",
            "quorum-voter-behind~cluster:~2 voter-silent OPEN");
  }

  @Test
  void shouldStayQuietWhenAControllerIsRestarted() {
    story.minutes(1);
    leader = 102;
    silence.put(101, Duration.ofSeconds(-1));
    story.lookFor(Duration.ofSeconds(45));
    silence.clear();
    story.minutes(10);

    assertThat(story.told()).isEmpty();
  }

  @Test
  void shouldTellAVoterThatAsksButDoesNotCatchUp() {
    lag.put(103, Duration.ofMinutes(3));
    story.minutes(4);
    assertThat(story.told()).isEmpty();
    story.minutes(2);

    assertThat(story.told()).containsExactly("quorum-voter-behind~cluster:~1 voter-lagging OPEN");
    assertThat(story.open().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void shouldGoByTheDistanceWhenTheQuorumTellsNoTimes() {
    timed = false;
    lag.put(103, Duration.ofMinutes(3));
    story.minutes(6);

    assertThat(story.told()).containsExactly("quorum-voter-behind~cluster:~1 voter-lagging OPEN");
  }

  @Test
  void shouldBeASymptomWhenTheVoterIsADeadBroker() {
    voters = List.of(1, 2, 3);
    leader = 1;
    story.minutes(1);
    story.cluster.silence(3, Outcome.REFUSED);
    silence.put(3, Duration.ofMinutes(2));
    story.lookFor(Duration.ofSeconds(10));
    story.cluster.fence(3);
    story.minutes(3);

    assertThat(story.told()).containsExactly("broker-silent~broker:3~1 broker-down OPEN");
    assertThat(story.open().findings()).extracting(id -> id.rule()).contains("quorum-voter-behind");
  }

  @Test
  void shouldTellThatThereIsNoControllerWhenNobodyNamesOne() throws IOException {
    story.minutes(1);
    leader = -1;
    story.minutes(2);

    assertThat(story.told()).containsExactly("controller-unstable~cluster:~1 absent OPEN");
    assertThat(story.open().severity()).isEqualTo(Severity.CRITICAL);
    Golden.compare("controller-absent.txt", AdvisoryText.full(story.open()));
  }

  @Test
  void shouldTellThatThereIsNoControllerWhenTheQuorumGivesNoAnswerAnyMore() {
    story.minutes(1);
    story.before(() -> {});
    story.cluster.withoutQuorum().refuse(Fact.QUORUM, Optional.empty());
    story.minutes(2);

    assertThat(story.told()).containsExactly("controller-unstable~cluster:~1 absent OPEN");
  }

  @Test
  void shouldSayNothingWhenAQuorumWasNeverSeen() {
    story.before(() -> {});
    story.cluster.withoutQuorum().refuse(Fact.QUORUM, Optional.empty());
    story.minutes(10);

    assertThat(story.told()).isEmpty();
  }

  @Test
  void shouldTellElectionsOneAfterAnother() throws IOException {
    story.minutes(1);
    for (int election = 0; election < 5; election++) {
      leader = 101 + election % 2;
      epoch++;
      story.minutes(5);
    }

    assertThat(story.told()).containsExactly("controller-unstable~cluster:~1 changing OPEN");
    Golden.compare("controller-changing.txt", AdvisoryText.full(story.open()));
    story.minutes(70);
    assertThat(story.told()).containsExactly("controller-unstable~cluster:~1 changing RESOLVED");
  }

  @Test
  void shouldTellLostControllerAndElectionsAsOneTrouble() {
    story.minutes(1);
    for (int election = 0; election < 6; election++) {
      leader = 101 + election % 2;
      epoch++;
      silence.put(103, Duration.ofMinutes(2));
      story.minutes(2);
    }

    assertThat(story.told()).containsExactly("quorum-voter-behind~cluster:~1 voter-silent OPEN");
    assertThat(story.open().findings())
        .extracting(id -> id.rule())
        .containsExactly("quorum-voter-behind", "controller-unstable");
  }
}
