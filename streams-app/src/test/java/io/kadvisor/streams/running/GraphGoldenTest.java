package io.kadvisor.streams.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.streams.KadvisorTopology;
import io.kadvisor.streams.StreamCounters;
import io.kadvisor.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

/** The graph changes only on purpose: {@code -Dgolden.update=true} writes the file anew. */
class GraphGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/topology.txt");

  private final TopologyDescription description =
      KadvisorTopology.build(
              new Topics(Topics.DEFAULT_PREFIX),
              new TellingJudging(),
              Driver.SILENCE,
              now -> true,
              new StreamCounters())
          .describe();

  @Test
  void shouldBeTheGoldenGraphWhenNobodyChangedItOnPurpose() throws IOException {
    String now = String.join("\n", lines()) + "\n";
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, now);
    }

    assertThat(now).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void shouldKeepAClusterInOneTaskWhenItIsBuilt() {
    assertThat(description.subtopologies()).as("no repartition, no join").hasSize(1);
    assertThat(stores())
        .as("state stores")
        .hasSizeLessThanOrEqualTo(8)
        .allMatch(name -> name.matches(".*-v\\d+"));
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (TopologyDescription.Subtopology sub : description.subtopologies()) {
      sub.nodes().stream()
          .sorted(Comparator.comparing(TopologyDescription.Node::name))
          .map(GraphGoldenTest::line)
          .forEach(lines::add);
    }
    stores()
        .forEach(
            store ->
                lines.add("store " + store + ", changelog <application>-" + store + "-changelog"));
    return lines;
  }

  private TreeSet<String> stores() {
    return description.subtopologies().stream()
        .flatMap(sub -> sub.nodes().stream())
        .filter(TopologyDescription.Processor.class::isInstance)
        .flatMap(node -> ((TopologyDescription.Processor) node).stores().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String line(TopologyDescription.Node node) {
    String next = names(node.successors());
    if (node instanceof TopologyDescription.Source source) {
      return "source " + node.name() + " of " + new TreeSet<>(source.topicSet()) + " -> " + next;
    }
    if (node instanceof TopologyDescription.Sink sink) {
      return "sink " + node.name() + " to " + sink.topic();
    }
    return "processor "
        + node.name()
        + " with "
        + new TreeSet<>(((TopologyDescription.Processor) node).stores())
        + " -> "
        + next;
  }

  private static String names(Set<TopologyDescription.Node> nodes) {
    return nodes.stream()
        .map(TopologyDescription.Node::name)
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
