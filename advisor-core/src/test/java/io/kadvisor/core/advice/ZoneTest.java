package io.kadvisor.core.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.judgement.SampledStory;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.sample.Quorum;
import io.kadvisor.testkit.sample.SampledCluster;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A zone's death is one trouble, whatever its brokers held and in whichever order they went. */
class ZoneTest {
  private final SampledStory story = zones();

  /** Nine brokers in three zones, each partition once in each. */
  private static SampledStory zones() {
    SampledCluster cluster = SampledCluster.of(9);
    IntStream.rangeClosed(1, 9).forEach(b -> cluster.broker(b).rack("az" + (1 + (b - 1) % 3)));
    cluster.topic("orders", 18, 3);
    cluster.topic("payments", 9, 3);
    cluster.topic("audit", 9, 3);
    return new SampledStory(cluster).minutes(1);
  }

  private static void die(SampledStory story, int... brokers) {
    IntStream.of(brokers).forEach(b -> story.cluster.silence(b, Outcome.TIMED_OUT));
    story.lookFor(Duration.ofSeconds(10));
    IntStream.of(brokers).forEach(story.cluster::fence);
  }

  @Test
  void shouldTellOneZoneWhenAllItsBrokersGo() throws IOException {
    die(story, 1, 4, 7);
    story.minutes(3);

    assertThat(story.told()).containsExactly("zone-down-az1~cluster:~1 zone-down OPEN");
    Advisory told = story.open();
    assertThat(told.affected().brokers()).isEqualTo(3);
    assertThat(told.affected().topics()).isEqualTo(3);
    Golden.compare("zone-down.txt", AdvisoryText.full(told));
  }

  @Test
  void shouldTellAControllerApartWithTheZoneWhenBothGo() {
    die(story, 1, 4, 7);
    story.cluster.quorum(withoutOne());
    story.minutes(5);

    assertThat(story.told()).containsExactly("zone-down-az1~cluster:~1 zone-down OPEN");
    assertThat(story.open().findings())
        .anyMatch(finding -> finding.rule().equals("quorum-voter-behind"));
  }

  @Test
  void shouldTellAControllerApartByItselfWhenItGoesMuchLater() {
    die(story, 1, 4, 7);
    story.minutes(20);
    story.cluster.quorum(withoutOne());
    story.minutes(5);

    assertThat(story.told())
        .containsExactly(
            "zone-down-az1~cluster:~1 zone-down OPEN",
            "quorum-voter-behind~cluster:~1 voter-silent OPEN");
  }

  /** Three controllers apart from the brokers, of which one has not asked for minutes. */
  private static Quorum withoutOne() {
    Instant last = Instant.parse("2026-03-02T00:00:00Z");
    Instant now = last.plus(Duration.ofMinutes(5));
    return new Quorum(
        1002,
        7,
        1_000,
        List.of(voter(1001, 800, last), voter(1002, 1_000, now), voter(1003, 1_000, now)),
        List.of());
  }

  private static Quorum.Replica voter(int id, long end, Instant asked) {
    return new Quorum.Replica(id, Optional.of(end), Optional.of(asked), Optional.of(asked));
  }

  @Test
  void shouldEndWithTheLastCopyWhenTheZoneComesBack() {
    die(story, 1, 4, 7);
    story.minutes(3);
    List.of(1, 4, 7).forEach(story.cluster::restart);
    story.minutes(2);
    assertThat(story.told()).containsExactly("zone-down-az1~cluster:~1 zone-down OPEN");
    List.of(1, 4, 7).forEach(story.cluster::catchUp);
    story.cluster.elect();
    story.minutes(30);

    assertThat(story.told()).containsExactly("zone-down-az1~cluster:~1 zone-down RESOLVED");
  }

  @Test
  void shouldStayOneZoneWhenPartOfItComesBack() {
    die(story, 1, 4, 7);
    story.minutes(3);
    story.cluster.restart(4).catchUp(4).elect();
    story.minutes(40);

    assertThat(story.told()).contains("zone-down-az1~cluster:~1 zone-down OPEN");
    assertThat(story.told()).noneMatch(told -> told.startsWith("broker-silent"));
  }

  @Test
  void shouldTellEachBrokerWhenOthersOfTheZoneLive() {
    die(story, 1, 4);
    story.minutes(3);

    assertThat(story.told())
        .containsExactlyInAnyOrder(
            "broker-silent~broker:1~1 broker-down OPEN",
            "broker-silent~broker:4~1 broker-down OPEN");
  }

  @Test
  void shouldTellTheSecondBrokerByItselfWhenItGoesMuchLater() {
    SampledCluster cluster = SampledCluster.of(4);
    IntStream.rangeClosed(1, 4).forEach(b -> cluster.broker(b).rack("az" + (1 + b % 2)));
    cluster.topic("orders", 8, 3);
    SampledStory two = new SampledStory(cluster).minutes(1);
    die(two, 1);
    two.minutes(30);
    die(two, 3);
    two.minutes(3);

    assertThat(two.told())
        .containsExactly(
            "broker-silent~broker:1~1 broker-down OPEN",
            "broker-silent~broker:3~1 broker-down OPEN");
  }

  @Test
  void shouldTellTwoZonesApartWhenBothGo() {
    die(story, 1, 4, 7);
    story.minutes(3);
    die(story, 2, 5, 8);
    story.minutes(3);

    assertThat(story.told())
        .containsExactly(
            "zone-down-az1~cluster:~1 zone-down OPEN", "zone-down-az2~cluster:~1 zone-down OPEN");
  }

  @Property(tries = 40)
  void shouldComeToOneWhateverTheOrder(
      @ForAll @Size(3) List<@IntRange(min = 0, max = 20) Integer> delays,
      @ForAll @IntRange(min = 1, max = 3) int zone) {
    SampledStory torn = zones();
    for (int sweep = 0; sweep <= 24; sweep++) {
      for (int n = 0; n < 3; n++) {
        int broker = zone + 3 * n;
        if (sweep == delays.get(n)) {
          torn.cluster.silence(broker, Outcome.REFUSED);
        }
        if (sweep == delays.get(n) + 2) {
          torn.cluster.fence(broker);
        }
      }
      torn.look();
    }
    torn.minutes(3);

    assertThat(torn.open().id()).hasToString("zone-down-az" + zone + "~cluster:~1");
    assertThat(torn.state().advisories().values())
        .filteredOn(a -> a.state().ended())
        .allMatch(a -> a.state() == AdvisoryState.MERGED);
  }
}
