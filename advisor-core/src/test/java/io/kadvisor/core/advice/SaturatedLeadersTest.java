package io.kadvisor.core.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.judgement.SampledStory;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.finding.Evidence;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What blames a leader for missing copies: each witness alone, and followers with and without. */
class SaturatedLeadersTest {
  private static final String TOLD = "leader-saturated~broker:1~1 leader-saturated OPEN";
  private static final String OPEN =
      "whether the followers of broker 1 keep up with other leaders: nothing else that they hold in sync is written to";
  private static final BusyShop.Load HANDLERS_BUSY =
      new BusyShop.Load(0.003, 0.04, 0.4, 0.0005, 0.002, 0.004);
  private static final BusyShop.Load FETCHES_SLOW =
      new BusyShop.Load(0.003, 0.8, 22, 0.0005, 0.002, 0.004);

  private final BusyShop shop = new BusyShop();
  private final SampledStory story = shop.story;

  @Test
  void shouldBlameTheLeaderWhenOnlyItsHandlersAreBusyAndItsFollowersKeepUpElsewhere() {
    leave(HANDLERS_BUSY);
    story.minutes(3);

    assertThat(story.told()).containsExactly(TOLD);
    assertThat(sentences())
        .anyMatch(sentence -> sentence.contains("handlers of broker 1 are idle for 4.0 %"))
        .anyMatch(sentence -> sentence.startsWith("The same followers keep up with other leaders"))
        .noneMatch(sentence -> sentence.startsWith("Fetches of followers"));
    assertThat(story.open().confidence().level()).isEqualTo(Level.HIGH);
    assertThat(story.open().missing()).isEmpty();
  }

  @Test
  void shouldBlameTheLeaderWhenOnlyFetchesAreSlowAndItsFollowersKeepUpElsewhere() {
    leave(FETCHES_SLOW);
    story.minutes(3);

    assertThat(story.told()).containsExactly(TOLD);
    assertThat(sentences())
        .anyMatch(sentence -> sentence.startsWith("Fetches of followers take 22 s on broker 1"))
        .noneMatch(sentence -> sentence.contains("handlers"));
    assertThat(story.open().confidence().level()).isEqualTo(Level.HIGH);
  }

  @Test
  void shouldSayWhatIsOpenWhenItsHandlersAreBusyAndNothingElseIsWrittenTo() {
    shop.write(leader -> leader == 1);
    leave(HANDLERS_BUSY);
    story.minutes(3);

    assertThat(story.told()).containsExactly(TOLD);
    Advisory told = story.open();
    assertThat(told.confidence().level()).isEqualTo(Level.MEDIUM);
    assertThat(told.missing()).contains(OPEN);
    assertThat(told.explanation())
        .contains("whether they keep up with other leaders is not seen")
        .doesNotContain("while they keep up")
        .doesNotContain("no fault of the followers");
  }

  @Test
  void shouldNotBlameTheLeaderWhenOnlyFetchesAreSlowAndNothingElseIsWrittenTo() {
    shop.write(leader -> leader == 1);
    shop.load(1, FETCHES_SLOW);
    List.of(0, 3).forEach(partition -> shop.orders.isr(partition, 1, 2));
    story.minutes(14);
    assertThat(story.told()).isEmpty();
    story.minutes(3);

    assertThat(story.told()).containsExactly("at-min-isr~topic:orders~1 unknown OPEN");
    assertThat(story.open().missing()).containsExactly(OPEN);
    assertThat(sentences())
        .anyMatch(sentence -> sentence.startsWith("Fetches of followers take 22 s on broker 1"));
  }

  @Test
  void shouldNotBlameTheLeaderWhenOnlyOthersThanItsFollowersKeepUpElsewhere() {
    shop.write(leader -> leader != 3);
    shop.load(1, FETCHES_SLOW);
    List.of(0, 3).forEach(partition -> shop.orders.isr(partition, 1, 3));
    story.minutes(3);

    assertThat(story.told()).isEmpty();
  }

  @Test
  void shouldBlameTheFollowerWhenItsFetchesAreSlowOnEveryLeader() {
    List.of(1, 2).forEach(leader -> shop.load(leader, FETCHES_SLOW));
    shop.behind(3);
    story.minutes(3);

    assertThat(story.told()).containsExactly("follower-slow~broker:3~1 follower-slow OPEN");
  }

  @Test
  void shouldTellOneTroubleWhenOtherLeadersAreWrittenToNowAndThen() {
    int[] sweep = {0};
    shop.write(leader -> leader == 1 || sweep[0] % 3 == 0);
    shop.also(() -> sweep[0]++);
    leave(FETCHES_SLOW);
    story.lookFor(Duration.ofMinutes(6));

    assertThat(story.told()).containsExactly(TOLD);
  }

  /** Both followers fall out of what it leads. */
  private void leave(BusyShop.Load load) {
    shop.load(1, load);
    BusyShop.lonely(shop.orders, 6, 1);
    BusyShop.lonely(shop.payments, 3, 1);
  }

  private List<String> sentences() {
    return story.open().evidence().stream().map(Evidence::sentence).toList();
  }
}
