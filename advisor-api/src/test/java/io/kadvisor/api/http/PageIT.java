package io.kadvisor.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.api.access.Tokens;
import io.kadvisor.api.health.RoleHealth;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.testkit.sample.SampledPlan;
import io.kadvisor.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page as a person sees it, in a headless Chromium. */
@Tag("browser")
class PageIT {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 800;
  private static final String TOKEN = "a-token-of-the-page-0123";
  private static Browser browser;
  private SampleApi api;

  @BeforeAll
  static void startBrowser() throws IOException {
    browser = Browser.start(WIDTH, HEIGHT);
    browser.resize(WIDTH, HEIGHT);
  }

  @AfterAll
  static void stopBrowser() throws IOException {
    browser.close();
  }

  @BeforeEach
  void startApi() {
    api = SampleApi.open();
  }

  @AfterEach
  void shouldHaveAskedNobodyElseAndBrokenNoRule() {
    browser.open("about:blank");
    api.close();
    assertThat(browser.requests())
        .allSatisfy(
            uri ->
                assertThat(uri.getScheme().equals("about") || "localhost".equals(uri.getHost()))
                    .isTrue());
    assertThat(browser.complaints())
        .filteredOn(complaint -> complaint.contains("SecurityPolicy"))
        .isEmpty();
    assertThat(browser.complaints())
        .filteredOn(complaint -> complaint.contains("exceptionThrown"))
        .isEmpty();
  }

  @Test
  void shouldSayThatNothingIsWrongAndWhatIsWatchedWhenAllIsWell() {
    api.sweep(Instant.now(), true);
    open();

    browser.await("document.querySelector('#open h3')?.textContent === 'Nothing is wrong'");
    assertThat(text("#open"))
        .contains("3 brokers, 4 topics with 12 partitions and 3 consumer groups");
    assertThat(text("#state")).isEqualTo("All well");
    assertThat(text("#open")).contains("1 rule is off");
  }

  @Test
  void shouldNotSayThatAllIsWellWhenNothingHasBeenSeen() {
    open();

    browser.await(
        "document.querySelector('#open h3')?.textContent === 'Waiting for the first sweep'");
  }

  @Test
  void shouldNotSayThatAllIsWellWhenNothingIsJudged() {
    api.streams.set(RoleHealth.Status.REBALANCING);
    api.sweep(Instant.now(), true);
    open();
    browser.await("document.querySelector('#open h3')?.textContent === 'Not judged yet'");

    api.streams.set(RoleHealth.Status.DOWN);
    browser.await(
        "document.querySelector('#banner').textContent.startsWith('Nothing is judged since')");

    api.sweep(Instant.now(), true);
    api.streams.set(RoleHealth.Status.UP);
    browser.await("document.querySelector('#state').textContent === 'All well'");
  }

  @Test
  void shouldNotSayThatAllIsWellWhenNotAllHasBeenRead() {
    api.loaded.set(false);
    api.sweep(Instant.now(), true);
    open();
    browser.await("document.querySelector('#open h3')?.textContent === 'Starting'");
    browser.await("document.querySelector('#state').textContent === 'Starting'");

    api.sweep(Instant.now(), true);
    api.loaded.set(true);
    browser.await("document.querySelector('#state').textContent === 'All well'");
  }

  @Test
  void shouldShowAllThatIsOpenWhenItIsMoreThanAnAnswerHolds() {
    api.sweep(Instant.now(), true);
    for (int i = 0; i < 501; i++) {
      api.tell(weakTopic("topic-" + i, Instant.now(), AdvisoryState.OPEN));
    }

    open();

    browser.await(
        "document.querySelector('#advice-title').textContent === 'Open advisories (501)'");
  }

  @Test
  void shouldShowWhatHasEndedWhenOtherClustersHaveMore() throws IOException {
    api.sweep(Instant.now(), true);
    api.tell(weakTopic("orders", Instant.now().minusSeconds(60), AdvisoryState.RESOLVED));
    for (int i = 0; i < 40; i++) {
      api.tell(elsewhere(weakTopic("topic-" + i, Instant.now(), AdvisoryState.RESOLVED)));
    }

    open();

    browser.await("document.querySelector('#ended').children.length === 1");
  }

  @Test
  void shouldOfferThePlanWhenOtherClustersHaveMore() {
    Instant opened = Instant.now().minusSeconds(9);
    api.sweep(Instant.now(), false);
    api.tell(Shop.brokerLoss(opened));
    Shop.plan("5f3a91c07d2e", opened).parts().forEach(api.intake::see);
    ClusterId elsewhere = new ClusterId("another-cluster");
    for (int i = 0; i < 501; i++) {
      AdvisoryId id = new AdvisoryId("weak-topic", Subject.of(new TopicName("topic-" + i)), 1);
      SampledPlan.of(elsewhere, id, "%012x".formatted(i), opened.plusSeconds(1))
          .parts()
          .forEach(api.intake::see);
    }

    open();

    browser.await("document.querySelector('section.plan summary') !== null");
  }

  private static Advisory weakTopic(String topic, Instant openedAt, AdvisoryState state) {
    AdvisoryId id = new AdvisoryId("weak-topic", Subject.of(new TopicName(topic)), 1);
    return Shop.advisory(id, openedAt, Severity.WARNING, state, 2);
  }

  private static Advisory elsewhere(Advisory advisory) throws IOException {
    String text = Json.mapper().writeValueAsString(advisory);
    return Json.mapper()
        .readValue(text.replace(Shop.CLUSTER.value(), "another-cluster"), Advisory.class);
  }

  @Test
  void shouldShowTheWholeStoryWithoutReloadOrScrollingWhenABrokerIsLost() throws IOException {
    api.sweep(Instant.now().minusSeconds(2), true);
    open();
    browser.await("document.querySelector('#state').textContent === 'All well'");
    browser.evaluate("window.notReloaded = true");

    api.sweep(Instant.now(), false);
    api.tell(Shop.brokerLoss(Instant.now().minusSeconds(9)));

    browser.await("document.querySelector('article.story [data-field=rack]') !== null");
    browser.await("document.querySelector('#state').textContent === 'Critical'");
    assertThat(browser.evaluate("window.notReloaded").asBoolean()).isTrue();
    assertThat(inSight("[data-field=subject]")).isEqualTo("broker 2");
    assertThat(inSight("[data-field=rack]")).isEqualTo("rack-b");
    assertThat(inSight("[data-field=since]")).matches("\\d\\d:\\d\\d:\\d\\d · \\d+ s");
    assertThat(inSight("[data-field=affected]")).contains("12 partitions", "4 topics", "2 groups");
    assertThat(inSight("[data-field=first-command]")).startsWith("ssh kafka-2.shop.internal");
    assertThat(inSight("h3 .title")).isEqualTo("Broker 2 in rack-b is down");
    assertThat(text("[data-broker='2']")).contains("absent");
    browser.screenshot(Path.of("target", "page-broker-loss.png"));
  }

  @Test
  void shouldShowThePlanWithWavesBrokersAndFilesWhenItIsUnfolded() throws IOException {
    Instant opened = Instant.now().minusSeconds(9);
    api.sweep(Instant.now(), false);
    api.tell(Shop.brokerLoss(opened));
    Shop.plan("5f3a91c07d2e", opened).parts().forEach(api.intake::see);
    open();
    browser.await("document.querySelector('section.plan summary') !== null");
    assertThat(text("section.plan"))
        .contains("copies 1 replica, 1.0 GiB (5 % of all); changes 2 leaders; in 2 waves");

    browser.evaluate("document.querySelector('section.plan summary').click()");

    browser.await("document.querySelectorAll('section.plan table').length === 2");
    assertThat(text("section.plan"))
        .contains(
            "Brings every broker within 10 % of the mean.",
            "Traffic: the mean of 300 sweeps from ",
            "and how far topics rise above it. These are the last ten minutes that are complete.",
            "at most 10 %, for the bytes in of broker 1",
            "10 MiB/s",
            "6 → 5",
            "wave-001.json",
            "steps.md");
    assertThat(text("section.plan figure"))
        .contains("Replicas 0 to 6 → 1 to 5, mean 3", "Leaders 0 to 4 → 1 to 3, mean 2");
    assertThat(browser.evaluate("document.querySelectorAll('.panel svg g').length").asInt())
        .as("two brokers in six measures")
        .isEqualTo(12);
    browser.screenshot(Path.of("target", "page-plan.png"));
  }

  @Test
  void shouldMoveAnAdvisoryToTheEndedOnesWhenItResolves() {
    api.sweep(Instant.now(), true);
    api.tell(Shop.brokerLoss(Instant.now().minusSeconds(9)));
    open();
    browser.await("document.querySelector('#open article.story') !== null");

    api.tell(
        Shop.advisory(
            Shop.BROKER_2,
            Instant.now().minusSeconds(9),
            Severity.CRITICAL,
            AdvisoryState.RESOLVED,
            2));

    browser.await(
        "document.querySelector('#ended article') !== null && document.querySelector('#open article') === null");
    browser.await("document.querySelector('#state').textContent === 'All well'");
  }

  @Test
  void shouldSayBlindAndKeepTheLastStateInGreyWhenTheHomeClusterIsLost() throws IOException {
    api.sweep(Instant.now(), false);
    api.tell(Shop.brokerLoss(Instant.now().minusSeconds(9)));
    open();
    browser.await("document.querySelector('#open article.story') !== null");

    api.home.failed("no answer within 3 s");
    api.home.failed("no answer within 3 s");

    browser.await("document.body.dataset.current === 'no'");
    browser.await("document.querySelector('#state').textContent === 'Blind'");
    assertThat(text("#banner"))
        .contains("Blind since", "no answer within 3 s", "The state below is of");
    assertThat(text("#age")).startsWith("last seen");
    assertThat(text("#open")).contains("Broker 2 in rack-b is down");
    browser.screenshot(Path.of("target", "page-blind.png"));

    api.sweep(Instant.now(), false);
    browser.await("document.body.dataset.current === 'yes'");
  }

  @Test
  void shouldSayThatTheConnectionIsLostWhenTheServerIsGone() {
    api.sweep(Instant.now(), true);
    open();
    browser.await("document.querySelector('#state').textContent === 'All well'");

    api.close();

    browser.await(
        "document.querySelector('#banner').textContent.startsWith('No connection to Kadvisor')");
    assertThat(text("#state")).isEqualTo("Blind");
  }

  @Test
  void shouldSendTheReasonWhenAPersonDismissesByKeyboard() {
    api.sweep(Instant.now(), true);
    api.tell(Shop.brokerLoss(Instant.now().minusSeconds(9)));
    open();
    browser.await("document.querySelector('#open article.story .buttons') !== null");

    browser.evaluate(
        "[...document.querySelectorAll('.buttons button')].find(b => b.textContent === 'Dismiss…').focus()");
    press("Enter");
    browser.await("document.activeElement.id === 'answer'");
    browser.call("Input.insertText", java.util.Map.of("text", "being replaced"));
    press("Enter");

    Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> !api.written.isEmpty());
    assertThat(((Command.Dismiss) api.written.get(0)).reason()).isEqualTo("being replaced");
  }

  @Test
  void shouldStayReadableWhenThereAreManyAdvisoriesWithLongNames() {
    api.sweep(Instant.now(), true);
    for (int i = 0; i < 60; i++) {
      TopicName topic = new TopicName("a-topic-with-a-very-long-name".repeat(7) + i);
      AdvisoryId id = new AdvisoryId("weak-topic", Subject.of(topic), 1);
      api.tell(
          Shop.advisory(
              id, Instant.now().minusSeconds(i), Severity.WARNING, AdvisoryState.OPEN, 1));
    }
    open();

    browser.await("document.querySelectorAll('#open article').length === 40");
    assertThat(text("#advice-title")).isEqualTo("Open advisories (60)");
    assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth").asBoolean())
        .as("nothing sticks out to the side")
        .isTrue();
    browser.evaluate("[...document.querySelectorAll('#open > button')].pop().click()");
    browser.await("document.querySelectorAll('#open article').length === 60");
  }

  @Test
  void shouldKeepWhatAPersonOpenedWhenSweepsGoOn() {
    api.sweep(Instant.now().minusSeconds(4), true);
    api.tell(Shop.brokerLoss(Instant.now().minusSeconds(9)));
    open();
    browser.await("document.querySelector('#open article.story details') !== null");
    browser.evaluate(
        "window.card = document.querySelector('#open article.story'); card.querySelector('summary').click()");

    browser.await("document.querySelector('#age').textContent.startsWith('live')");
    api.sweep(Instant.now(), false);
    browser.await("document.querySelector('[data-broker=\"2\"]').textContent.includes('absent')");
    api.tell(
        Shop.advisory(
            Shop.BROKER_2,
            Instant.now().minusSeconds(9),
            Severity.CRITICAL,
            AdvisoryState.ACKNOWLEDGED,
            2));
    browser.await(
        "document.querySelector('#open article.story')?.textContent.includes('acknowledged')");

    assertThat(
            browser
                .evaluate("document.querySelector('#open article.story details').open")
                .asBoolean())
        .isTrue();
  }

  @Test
  void shouldAskForATokenWhenTheApiWantsOne() {
    api.close();
    api =
        new SampleApi(
            InstantSource.system(),
            Tokens.parse("anna read " + TOKEN, "test"),
            Optional.empty(),
            10);
    api.sweep(Instant.now(), true);
    open();

    browser.await("document.activeElement.id === 'answer'");
    browser.call("Input.insertText", java.util.Map.of("text", TOKEN));
    press("Enter");

    browser.await("document.querySelector('#state').textContent === 'All well'");
    assertThat(browser.evaluate("document.documentElement.outerHTML").asText())
        .doesNotContain(TOKEN);
  }

  @Test
  void shouldNameEveryButtonAndLandmarkWhenReadByAMachine() {
    api.sweep(Instant.now(), false);
    api.tell(Shop.brokerLoss(Instant.now().minusSeconds(9)));
    open();
    browser.await("document.querySelector('#open article.story') !== null");

    for (String landmark :
        List.of("header", "main", "aside[aria-label]", "[role=status]", "[aria-live=polite]")) {
      assertThat(
              browser.evaluate("document.querySelector('" + landmark + "') !== null").asBoolean())
          .as(landmark)
          .isTrue();
    }
    assertThat(
            browser
                .evaluate(
                    "[...document.querySelectorAll('button')].every(b => b.textContent.trim().length > 0)")
                .asBoolean())
        .isTrue();
    assertThat(
            browser
                .evaluate(
                    "[...document.querySelectorAll('img,svg[role=img]')].every(i => i.hasAttribute('alt') || i.hasAttribute('aria-label'))")
                .asBoolean())
        .isTrue();
  }

  private void open() {
    browser.evaluate("try { sessionStorage.clear() } catch { }");
    browser.open("http://localhost:" + api.port() + "/");
    browser.await("document.readyState === 'complete' && location.port === '" + api.port() + "'");
  }

  private static void press(String key) {
    for (String type : List.of("keyDown", "keyUp")) {
      browser.call(
          "Input.dispatchKeyEvent",
          java.util.Map.of(
              "type",
              type,
              "key",
              key,
              "code",
              key,
              "windowsVirtualKeyCode",
              13,
              "text",
              type.equals("keyDown") ? "\r" : ""));
    }
  }

  private static String text(String selector) {
    return browser.evaluate("document.querySelector(\"" + selector + "\").textContent").asText();
  }

  /**
   * The text of a part of the first story, which must lie in the window as it was opened,
   * unscrolled.
   */
  private static String inSight(String part) {
    String element = "document.querySelector('#open article.story " + part + "')";
    JsonNode box =
        browser.evaluate(
            "(() => { const b = "
                + element
                + ".getBoundingClientRect(); return {left: b.left, top: b.top, right: b.right, bottom: b.bottom, scrolled: scrollY}; })()");
    assertThat(box.path("scrolled").asDouble()).isZero();
    assertThat(box.path("left").asDouble()).as(part).isGreaterThanOrEqualTo(0);
    assertThat(box.path("top").asDouble()).as(part).isGreaterThanOrEqualTo(0);
    assertThat(box.path("right").asDouble()).as(part).isLessThanOrEqualTo(WIDTH).isPositive();
    assertThat(box.path("bottom").asDouble()).as(part).isLessThanOrEqualTo(HEIGHT).isPositive();
    return browser.evaluate(element + ".textContent").asText();
  }
}
