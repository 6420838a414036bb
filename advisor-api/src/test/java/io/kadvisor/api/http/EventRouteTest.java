package io.kadvisor.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.api.access.Tokens;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.finding.Severity;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventRouteTest {
  private static final Instant START = Instant.parse("2026-11-21T03:14:00Z");
  private final SampleApi api =
      new SampleApi(new MovableClock(START), Tokens.none(), Optional.empty(), 3);
  private final HttpCalls calls = new HttpCalls(api.port());

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void shouldTellAnAdvisoryAtOnceWhenSomebodyListens() throws Exception {
    try (Stream<String> lines = listen()) {
      Iterator<String> events = lines.iterator();
      readUntil(events, "event: ready");

      api.tell(Shop.brokerLoss(START));

      List<String> read = readUntil(events, "data: {\"v\":1,");
      assertThat(read).contains("event: advisory", "id: advisories-0:0");
      assertThat(read.get(read.size() - 1)).contains("broker-silent~broker:2~1");
    }
  }

  @Test
  void shouldTellOnlyWhatWasNotHadWhenASubscriberComesBack() throws Exception {
    tellTopics(3);

    try (Stream<String> lines = listen("Last-Event-ID", "advisories-0:1")) {
      List<String> read = readUntil(lines.iterator(), "id: advisories-0:2");

      assertThat(read).doesNotContain("event: missed", "id: advisories-0:0");
      assertThat(read).filteredOn(line -> line.equals("event: advisory")).hasSize(1);
    }
  }

  @Test
  void shouldTellNothingAgainWhenASubscriberComesBackBeforeAllHasBeenRead() throws Exception {
    try (Stream<String> lines = listen("Last-Event-ID", "advisories-0:1")) {
      Iterator<String> events = lines.iterator();
      readUntil(events, "event: ready");
      tellTopics(3);

      assertThat(readUntil(events, "id: advisories-0:2"))
          .filteredOn(line -> line.equals("event: advisory"))
          .hasSize(1);
    }
  }

  @Test
  void shouldSayThatEventsAreMissedWhenTheyAreNoLongerKept() throws Exception {
    tellTopics(9);

    try (Stream<String> lines = listen("Last-Event-ID", "advisories-0:1")) {
      assertThat(readUntil(lines.iterator(), "id: advisories-0:8")).contains("event: missed");
    }
  }

  @Test
  void shouldRefuseAnIdWhenItIsNotOfThisService() {
    assertThat(calls.get("/api/v1/events", "Last-Event-ID", "17").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldTellOfASweepWhenOneHasBeenRead() throws Exception {
    try (Stream<String> lines = listen()) {
      Iterator<String> events = lines.iterator();
      readUntil(events, "event: ready");

      api.sweep(START, true);

      assertThat(readUntil(events, "data: {\"cluster\"")).contains("event: sweep");
    }
  }

  @Test
  void shouldEndTheStreamWhenTheServerCloses() throws Exception {
    try (Stream<String> lines = listen()) {
      Iterator<String> events = lines.iterator();
      readUntil(events, "event: ready");

      api.events.close();

      assertThat(readUntil(events, "never")).isNotEmpty();
    }
  }

  private void tellTopics(int count) {
    for (int i = 0; i < count; i++) {
      AdvisoryId id = new AdvisoryId("weak-topic", Subject.of(new TopicName("t" + i)), 1);
      api.tell(Shop.advisory(id, START, Severity.WARNING, AdvisoryState.OPEN, 1));
    }
  }

  private Stream<String> listen(String... headers) throws IOException, InterruptedException {
    HttpResponse<Stream<String>> response =
        HttpClient.newHttpClient()
            .send(
                calls.request("/api/v1/events", headers).build(),
                HttpResponse.BodyHandlers.ofLines());
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(t -> assertThat(t).startsWith("text/event-stream"));
    return response.body();
  }

  /** The lines up to one that begins so, or all when the stream ends. */
  private static List<String> readUntil(Iterator<String> lines, String start) {
    List<String> read = new ArrayList<>();
    while (lines.hasNext()) {
      read.add(lines.next());
      if (read.get(read.size() - 1).startsWith(start)) {
        break;
      }
    }
    return read;
  }
}
