package io.kadvisor.api.webhook;

import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.wire.Topic;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;

/** Which records of the topic are sent. */
final class Selection {
  private final WebhookSettings settings;
  private final Topic<Advisory> topic;
  private final WebhookHealth health;

  Selection(WebhookSettings settings, Topic<Advisory> topic, WebhookHealth health) {
    this.settings = settings;
    this.topic = topic;
    this.health = health;
  }

  /**
   * What to send of a record; empty for one that is not wanted, a tombstone, or one that cannot be
   * read.
   */
  Optional<Parcel> of(byte[] value) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      Advisory advisory = topic.valueSerde().deserializer().deserialize(topic.name(), value);
      if (wanted(advisory)) {
        return Optional.of(Parcel.of(advisory, value));
      }
      health.leftOut();
    } catch (SerializationException e) {
      health.unreadable();
    }
    return Optional.empty();
  }

  /** An end is sent however mild it has become, so that nothing stays open at the receiver. */
  private boolean wanted(Advisory advisory) {
    boolean severe = advisory.severity().compareTo(settings.minimum()) >= 0;
    return settings.categories().contains(advisory.category())
        && (severe || advisory.state().ended());
  }
}
