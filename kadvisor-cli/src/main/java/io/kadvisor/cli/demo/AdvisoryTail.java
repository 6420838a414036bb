package io.kadvisor.cli.demo;

import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.wire.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Everything that a plain subscriber read from the advisory topic. */
final class AdvisoryTail implements AutoCloseable {
  private final List<Advisory> revisions = new CopyOnWriteArrayList<>();
  private final Consumer<Advisory> listener;
  private final TopicReader<Advisory> reader;

  AdvisoryTail(Map<String, ?> client, Topic<Advisory> topic, Consumer<Advisory> listener) {
    this.listener = listener;
    this.reader =
        new TopicReader<>(
            client,
            List.of(topic),
            topic.valueSerde().deserializer(),
            found -> take(found.value()));
  }

  AdvisoryTail start() {
    reader.start("advisory-tail");
    return this;
  }

  private void take(Advisory revision) {
    if (revision != null) {
      revisions.add(revision);
      listener.accept(revision);
    }
  }

  /** Every revision read so far, in the order of the topic. */
  List<Advisory> revisions() {
    return List.copyOf(revisions);
  }

  /** The newest revision of each advisory, in the order of their opening. */
  List<Advisory> newest() {
    Map<Object, Advisory> newest = new LinkedHashMap<>();
    revisions.forEach(revision -> newest.put(revision.id(), revision));
    return List.copyOf(newest.values());
  }

  @Override
  public void close() {
    reader.close();
  }
}
