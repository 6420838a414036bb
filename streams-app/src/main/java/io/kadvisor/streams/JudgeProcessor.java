package io.kadvisor.streams;

import io.kadvisor.core.judgement.ClusterState;
import io.kadvisor.core.judgement.Judgement;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.Recommendation.ArtefactRef;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.streams.StreamCounters.Count;
import io.kadvisor.wire.AdvisoryHeaders;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Keys;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.Topics;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Loads, asks the pure judgement, writes what changed, tells it. Time is the sweep's. */
final class JudgeProcessor extends ContextualProcessor<Key, Judgeable, Key, Object> {
  private final Topics topics;
  private final Judging judging;
  private final StreamCounters counters;
  private StoredStates states;
  private KeyValueStore<Key, Command> commands;
  private KeyValueStore<Key, Policy> policies;

  JudgeProcessor(Topics topics, Judging judging, StreamCounters counters) {
    this.topics = topics;
    this.judging = judging;
    this.counters = counters;
  }

  /** Called again on the same object when a task is revived: nothing in memory may survive. */
  @Override
  public void init(ProcessorContext<Key, Object> context) {
    super.init(context);
    states = new StoredStates(context);
    commands = context.getStateStore(Stores.COMMAND);
    policies = context.getStateStore(Stores.POLICY);
  }

  @Override
  public void process(Record<Key, Judgeable> record) {
    Judgeable judgeable = record.value();
    ClusterId cluster = judgeable.cluster();
    ClusterState before = states.of(cluster);
    if (!judgeable.due(before)) {
      return;
    }
    List<CommandInbox.Waiting> due =
        judgeable.obeys() ? CommandInbox.due(commands, cluster, judgeable.at()) : List.of();
    Policy policy = PolicyShelf.inForce(policies, cluster, judgeable.at());
    Judgement judgement =
        judgeable.judge(
            judging, before, due.stream().map(CommandInbox.Waiting::command).toList(), policy);
    keep(cluster, judgement, due);
    tell(cluster, before, judgement, judgeable.at().toEpochMilli());
    counters.add(Count.SWEEPS_JUDGED, judgeable.obeys() ? 1 : 0);
  }

  /**
   * A state half written must never be judged on: that ends the thread, and the transaction with
   * it.
   */
  private void keep(ClusterId cluster, Judgement judgement, List<CommandInbox.Waiting> obeyed) {
    try {
      states.replace(cluster, judgement.state());
      obeyed.forEach(waiting -> commands.delete(waiting.key()));
    } catch (RuntimeException e) {
      throw new StateNotWrittenException(cluster, e);
    }
  }

  /** Files before the advisory that names them. */
  private void tell(ClusterId cluster, ClusterState before, Judgement judgement, long time) {
    judgement
        .actions()
        .forEach(action -> tell(topics.actions(), new Record<>(Keys.of(action), action, time)));
    judgement
        .artefacts()
        .forEach(part -> tell(topics.artefacts(), new Record<>(Keys.of(part), part, time)));
    judgement
        .findings()
        .forEach(finding -> tell(topics.findings(), new Record<>(Keys.of(finding), finding, time)));
    judgement
        .cleared()
        .forEach(id -> tell(topics.findings(), tombstone(Keys.of(cluster, id), time)));
    judgement
        .advisories()
        .forEach(advisory -> tell(before.advisories().get(advisory.id()), advisory, time));
    judgement
        .forgotten()
        .forEach(id -> forget(before.advisories().get(id), Keys.of(cluster, id), time));
  }

  /** What the revision before named and this one does not is removed after it. */
  private void tell(Advisory before, Advisory advisory, long time) {
    tell(topics.advisories(), labelled(advisory, time));
    Set<Key> named = fileParts(advisory);
    removeFiles(fileParts(before).stream().filter(part -> !named.contains(part)), time);
  }

  private void forget(Advisory ended, Key key, long time) {
    tell(topics.advisories(), tombstone(key, time));
    removeFiles(fileParts(ended).stream(), time);
  }

  private void removeFiles(Stream<Key> parts, long time) {
    parts.forEach(part -> tell(topics.artefacts(), tombstone(part, time)));
  }

  /** The keys of all parts of its files; none of an advisory that is not known. */
  private static Set<Key> fileParts(Advisory advisory) {
    Set<Key> parts = new TreeSet<>();
    if (advisory != null) {
      for (ArtefactRef file : advisory.recommendation().artefacts()) {
        for (int part = 0; part < file.parts(); part++) {
          parts.add(
              Key.of(
                  advisory.cluster(),
                  advisory.id().toString(),
                  file.name(),
                  Integer.toString(part)));
        }
      }
    }
    return parts;
  }

  private static Record<Key, Object> labelled(Advisory advisory, long time) {
    return new Record<>(Keys.of(advisory), advisory, time, AdvisoryHeaders.of(advisory));
  }

  private static Record<Key, Object> tombstone(Key key, long time) {
    return new Record<>(key, null, time);
  }

  private void tell(Topic<?> topic, Record<Key, Object> record) {
    context().forward(record, Graph.sinkOf(topic));
  }
}
