package io.kadvisor.docs;

import io.kadvisor.cli.config.ConfigFile;
import io.kadvisor.core.judgement.ClusterState;
import io.kadvisor.core.judgement.Judgement;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.catalogue.Rules;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.streams.Judging;
import io.kadvisor.streams.KadvisorTopology;
import io.kadvisor.streams.StreamCounters;
import io.kadvisor.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.Topology;

/** Writes every generated page: {@code GenerateDocs <docs folder>}. */
public final class GenerateDocs {
  static final List<RuleDefinition> RULES = Rules.definitions();

  private GenerateDocs() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("usage: GenerateDocs <docs folder>");
    }
    write(Path.of(arguments[0]));
  }

  static void write(Path docs) throws IOException {
    for (Page page : pages(docs.toAbsolutePath().getParent())) {
      Path file = docs.resolve(page.file());
      Files.createDirectories(file.getParent());
      Files.writeString(file, page.text());
    }
  }

  /** All of them, from the code as it is, and for their words from the sources in the house. */
  static List<Page> pages(Path house) {
    Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    Stream<Page> written =
        Stream.of(
            new TopologyPage(topology(topics)).page(),
            new TopicsPage(topics).page(),
            new AsyncApiPage(topics).page(),
            new MetricsPage().page(),
            new RulesPage(RULES).page(),
            new FactsPage(RULES).page(),
            new SourcesPage(RULES).page(),
            new ConfigurationPage(new ConfigFile(RULES).keys()).page());
    return Stream.of(
            written,
            new RunbookPages(RULES, house).pages().stream(),
            scenarios(),
            new SchemaFiles(topics, new RecordWords(house)).pages().stream())
        .flatMap(pages -> pages)
        .toList();
  }

  private static Stream<Page> scenarios() {
    Page schema = SchemaFiles.scenarios();
    return Stream.of(new ScenarioFilePage(schema).page(), schema);
  }

  /** The graph as it runs; drawing it judges nothing. */
  private static Topology topology(Topics topics) {
    return KadvisorTopology.build(
        topics, new Undecided(), Duration.ofSeconds(30), now -> true, new StreamCounters());
  }

  /** Stands where the judgement is in a graph that is only drawn. */
  private static final class Undecided implements Judging {
    @Override
    public Judgement judge(ClusterState state, Sweep sweep, List<Command> commands, Policy policy) {
      throw new UnsupportedOperationException("a drawing judges nothing");
    }

    @Override
    public Judgement silence(ClusterState state, Command.Silence silence, Policy policy) {
      throw new UnsupportedOperationException("a drawing judges nothing");
    }
  }
}
