package io.kadvisor.core.advice;

import static io.kadvisor.core.advice.Shop.finding;
import static io.kadvisor.core.advice.Shop.incident;
import static io.kadvisor.core.advice.Shop.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.finding.Category;
import org.junit.jupiter.api.Test;

class AdvisoryTextTest {
  private final Advisory opened = broker2();

  private static Advisory broker2() {
    Incident incident =
        incident(
            finding(
                "broker-silent",
                Category.AVAILABILITY,
                Subject.of(new BrokerId(2)),
                "broker-down"));
    Shop shop = Shop.open().topic("orders", 2, on(1, 2, 3)).without(2);
    return Told.opened(
        incident, Advisers.standard().of("broker-silent").advise(incident, shop.sweep()));
  }

  @Test
  void shouldTellStoryAndFirstCommandWhenOpened() {
    assertThat(AdvisoryText.brief(opened).lines())
        .hasSize(6)
        .anyMatch(line -> line.contains("OPENED"))
        .anyMatch(line -> line.startsWith("  $ "));
  }

  @Test
  void shouldTellWhatChangedWhenTheStateStays() {
    Advisory changed =
        Told.changed(opened, AdvisoryState.OPEN, "kadvisor", "severity WARNING → CRITICAL");

    assertThat(AdvisoryText.brief(changed))
        .isEqualTo(
            "2026-11-21 03:23:00 UTC  CHANGED  WARNING availability  broker-silent~broker:2~1\n"
                + "  Broker 2 (az2) is down: 1 partition of topic orders runs on two copies\n"
                + "  severity WARNING → CRITICAL");
  }

  @Test
  void shouldTellHowLongItTookWhenResolved() {
    Advisory resolved =
        Told.changed(opened, AdvisoryState.RESOLVED, "kadvisor", "the broker is back");

    assertThat(AdvisoryText.brief(resolved))
        .contains("RESOLVED after 2 min 10 s")
        .contains("  it was: " + opened.title())
        .endsWith("  the broker is back");
  }

  @Test
  void shouldNameThePersonWhenACommandWasObeyed() {
    Advisory acknowledged = Told.changed(opened, AdvisoryState.ACKNOWLEDGED, "ada", "on it");

    assertThat(AdvisoryText.brief(acknowledged)).contains("ACKNOWLEDGED").endsWith("  ada: on it");
  }

  @Test
  void shouldSendNoControlCharacterWhenAGroupIdHoldsSome() {
    Incident incident =
        incident(
            finding(
                "group-stopped",
                Category.LAG,
                Subject.of(new GroupId("a\u001b[2Jb\nc")),
                "stopped"));
    Advice advice = Advisers.standard().of("group-stopped").advise(incident, Shop.open().sweep());

    String text =
        AdvisoryText.full(Told.opened(incident, advice))
            + AdvisoryText.brief(Told.opened(incident, advice));

    assertThat(text.replace("\n", "").chars()).noneMatch(Character::isISOControl);
    assertThat(text).contains("␛[2J").contains("--group \"$(printf -- 'a\\033[2Jb\\012c')\"");
  }
}
