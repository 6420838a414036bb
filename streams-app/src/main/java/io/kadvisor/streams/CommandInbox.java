package io.kadvisor.streams;

import io.kadvisor.core.advisory.Omissions;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.command.Command;
import io.kadvisor.wire.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Lets commands wait in a store for the first sweep at or after their time; a silence is handed on
 * at once.
 */
final class CommandInbox extends ContextualProcessor<Key, Command, Key, Judgeable> {
  private static final Comparator<Waiting> ORDER =
      Comparator.comparing((Waiting waiting) -> waiting.command().effectiveFrom())
          .thenComparing(waiting -> waiting.command().commandId());

  /** A command and its place in the store, which an earlier version may have chosen otherwise. */
  record Waiting(Key key, Command command) {}

  private KeyValueStore<Key, Command> waiting;

  @Override
  public void init(ProcessorContext<Key, Judgeable> context) {
    super.init(context);
    waiting = context.getStateStore(Stores.COMMAND);
  }

  @Override
  public void process(Record<Key, Command> record) {
    Command command = record.value();
    if (command == null) {
      return;
    }
    requireComplete(record.key(), command);
    if (command instanceof Command.Silence silence) {
      context()
          .forward(new Record<>(record.key(), new Judgeable.Silent(silence), record.timestamp()));
    } else {
      waiting.put(keyOf(command), command);
    }
  }

  /**
   * Commands come from outside: one that lacks what it needs, or is not under its own cluster's
   * key, is a dead letter.
   */
  private static void requireComplete(Key key, Command command) {
    List<String> omissions = Omissions.of(command);
    if (!omissions.isEmpty()) {
      throw new IllegalArgumentException("a command without " + omissions + ": " + command);
    }
    if (key == null || !key.cluster().equals(command.cluster())) {
      throw new IllegalArgumentException(
          "under the key " + key + " of another cluster: " + command);
    }
  }

  /** Commands of a cluster that are in effect at a time, in the order of their times. */
  static List<Waiting> due(KeyValueStore<Key, Command> waiting, ClusterId cluster, Instant at) {
    List<Waiting> due = new ArrayList<>();
    StoredStates.each(
        waiting,
        cluster,
        (key, command) -> {
          if (!command.effectiveFrom().isAfter(at)) {
            due.add(new Waiting(key, command));
          }
        });
    due.sort(ORDER);
    return due;
  }

  /** With advisory and kind: a caller may use one id for commands to several, or of several. */
  private static Key keyOf(Command command) {
    return Key.of(
        command.cluster(),
        command.target().orElseThrow().toString(),
        command.kind(),
        command.commandId());
  }
}
