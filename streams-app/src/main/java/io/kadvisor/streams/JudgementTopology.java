package io.kadvisor.streams;

import io.kadvisor.wire.Key;
import io.kadvisor.wire.Topics;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Sweeps, commands and policies, judged into findings, advisories, their files and the audit. */
final class JudgementTopology {
  static final String JUDGE = "judge";

  private static final String COMMANDS = "read-commands";
  private static final String POLICIES = "read-policies";
  private static final String INBOX = "let-commands-wait";
  private static final String SHELF = "keep-policies";

  private JudgementTopology() {}

  static void addTo(Graph graph, Topics topics, Judging judging, StreamCounters counters) {
    graph.source(COMMANDS, topics.commands(), Function.identity());
    graph.source(POLICIES, topics.policies(), Function.identity());
    graph.processor(INBOX, CommandInbox::new, COMMANDS);
    graph.processor(SHELF, () -> new PolicyShelf(counters), POLICIES);
    graph.processor(
        JUDGE, new Judgements(topics, judging, counters), SweepTopology.ASSEMBLE, INBOX);
    graph.sharedStore(Stores.commands(), INBOX, JUDGE);
    graph.sharedStore(Stores.policies(), SHELF, JUDGE);
    graph.sink(topics.actions(), JUDGE);
    graph.sink(topics.artefacts(), JUDGE);
    graph.sink(topics.findings(), JUDGE);
    graph.sink(topics.advisories(), JUDGE);
  }

  private record Judgements(Topics topics, Judging judging, StreamCounters counters)
      implements ProcessorSupplier<Key, Judgeable, Key, Object> {
    @Override
    public Processor<Key, Judgeable, Key, Object> get() {
      return new JudgeProcessor(topics, judging, counters);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(Stores.clusters(), Stores.groups(), Stores.findings(), Stores.advisories());
    }
  }
}
