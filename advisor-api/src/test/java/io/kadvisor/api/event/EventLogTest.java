package io.kadvisor.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private final EventLog log = new EventLog(3);

  @Test
  void shouldGiveWhatASubscriberHasNotHadWhenItComesBack() {
    tell(0, 10, 11);
    tell(1, 5);

    EventLog.Batch batch = log.since(EventId.parse("advisories-0:10"));

    assertThat(data(batch)).containsExactly("0:11", "1:5");
    assertThat(batch.missed()).isFalse();
  }

  @Test
  void shouldSayThatEventsAreMissedWhenTheyHaveFallenOut() {
    tell(0, 1, 2, 3, 4, 5);

    assertThat(log.since(EventId.parse("advisories-0:1")).missed()).isTrue();
    assertThat(log.since(EventId.parse("advisories-0:2")).missed()).isFalse();
    assertThat(log.since(EventId.START).missed()).isTrue();
  }

  @Test
  void shouldTakeUpAnIdOfAnotherInstanceWhenItHasReadTheSameTopics() {
    EventLog other = new EventLog(3);
    other.tell("advisory", new Position("advisories", 1, 5), "1:5");
    other.tell("advisory", new Position("advisories", 0, 10), "0:10");
    tell(0, 10, 11);
    tell(1, 5);

    assertThat(data(log.since(EventId.parse(other.newest().toString())))).containsExactly("0:11");
  }

  @Test
  void shouldTellARecordOnceWhenItIsReadAgain() {
    tell(0, 10, 11);
    tell(0, 10, 11);

    assertThat(data(log.since(EventId.START))).containsExactly("0:10", "0:11");
  }

  @Test
  void shouldTellOnlyTheNewestWhenAStateChangesOften() {
    log.tellState("sweep", "sweep a", "1");
    log.tellState("sweep", "sweep a", "2");
    log.tellState("sweep", "sweep b", "3");

    assertThat(data(log.since(EventId.START))).containsExactly("2", "3");
  }

  @Test
  void shouldTellASlowSubscriberThatItMissedSomeWhenItFellBehind() throws InterruptedException {
    tell(0, 1);
    long seen = log.sequence();
    tell(0, 2, 3, 4, 5);

    EventLog.Batch batch = log.after(seen, Duration.ZERO);

    assertThat(batch.missed()).isTrue();
    assertThat(data(batch)).containsExactly("0:3", "0:4", "0:5");
    assertThat(log.after(batch.upTo(), Duration.ZERO).missed()).isFalse();
  }

  @Test
  void shouldReturnNothingWhenPatienceIsOver() throws InterruptedException {
    assertThat(log.after(0, Duration.ofMillis(1)).events()).isEmpty();
  }

  @Test
  void shouldReadWhatItWroteWhenAnIdComesBack() {
    EventId id =
        EventId.START
            .advancedTo(new Position("advisories", 12, 7))
            .advancedTo(new Position("actions", 0, 3));

    assertThat(id).hasToString("actions-0:3,advisories-12:7");
    assertThat(EventId.parse(id.toString())).isEqualTo(id);
  }

  @Test
  void shouldRefuseAnIdWhenItIsNotOfThisService() {
    assertThatThrownBy(() -> EventId.parse("42")).hasMessageContaining("'42'");
  }

  private void tell(int partition, long... offsets) {
    for (long offset : offsets) {
      log.tell("advisory", new Position("advisories", partition, offset), partition + ":" + offset);
    }
  }

  private static List<String> data(EventLog.Batch batch) {
    return batch.events().stream().map(Event::data).toList();
  }
}
