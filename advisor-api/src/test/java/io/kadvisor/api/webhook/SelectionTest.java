package io.kadvisor.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.api.http.Shop;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionTest {
  private static final Instant AT = Instant.parse("2026-11-21T03:14:07Z");
  private static final AdvisoryId ID = Shop.brokerLoss(AT).id();

  @TempDir Path folder;
  private final Topic<Advisory> topic = new Topics(Topics.DEFAULT_PREFIX).advisories();
  private final WebhookHealth health = new WebhookHealth("hooks", Instant::now);
  private Path secret;

  @BeforeEach
  void write() throws Exception {
    secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef");
  }

  private Optional<Parcel> of(Advisory advisory, Category... categories) {
    WebhookSettings settings =
        WebhookSettings.of(
            URI.create("https://hooks.example.com"),
            secret,
            Severity.WARNING,
            Set.of(categories),
            "kadvisor-webhook");
    return new Selection(settings, topic, health).of(bytes(advisory));
  }

  private byte[] bytes(Advisory advisory) {
    return topic.valueSerde().serializer().serialize(topic.name(), advisory);
  }

  private static Advisory advisory(AdvisoryState state, Severity severity) {
    return Shop.advisory(ID, AT, severity, state, 3);
  }

  @Test
  void shouldBeSentAsItStandsOnTheTopicWhenItIsSevereEnough() {
    Advisory advisory = advisory(AdvisoryState.OPEN, Severity.WARNING);

    Parcel parcel = of(advisory, Category.AVAILABILITY).orElseThrow();

    assertThat(parcel.bytes()).isEqualTo(bytes(advisory));
    assertThat(parcel.key())
        .isEqualTo(
            "Nk018hRAQFytWskYqtQduw%2F"
                + ID.toString().replace(":", "%3A").replace("~", "%7E")
                + "%2F3");
  }

  @Test
  void shouldBeLeftOutWhenItIsMildOrOfAnotherCategory() {
    assertThat(of(advisory(AdvisoryState.OPEN, Severity.NOTICE), Category.AVAILABILITY)).isEmpty();
    assertThat(of(advisory(AdvisoryState.OPEN, Severity.CRITICAL), Category.LAG)).isEmpty();
    assertThat(health.counts()).containsEntry("left_out", 2L);
  }

  @Test
  void shouldBeSentWhenItEndsMildly() {
    assertThat(of(advisory(AdvisoryState.RESOLVED, Severity.NOTICE), Category.AVAILABILITY))
        .isPresent();
  }

  @Test
  void shouldBePassedOverWhenItIsATombstoneOrPoison() {
    WebhookSettings settings =
        WebhookSettings.of(
            URI.create("https://hooks.example.com"),
            secret,
            Severity.NOTICE,
            Set.of(Category.values()),
            "kadvisor-webhook");
    Selection selection = new Selection(settings, topic, health);

    assertThat(selection.of(null)).isEmpty();
    assertThat(selection.of("poison".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(health.counts()).containsEntry("unreadable", 1L);
  }
}
