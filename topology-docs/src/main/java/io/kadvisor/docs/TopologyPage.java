package io.kadvisor.docs;

import static io.kadvisor.docs.Table.code;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Processor;

/** The drawing of the whole topology, and its stores. */
final class TopologyPage {
  private static final String BODY =
      """
      Rounded boxes are topics, drums are state stores, boxes are nodes. Samples become sweeps; a sweep that is complete
      is judged once and rolled into windows. Every topic is partitioned by cluster, so one task has the whole of a
      cluster, and there is no repartition topic. What the topics hold: [topics](topics.md). The judgement itself is a
      pure function in `advisor-core` ([rules](rules.md)).

      ```mermaid
      %s```

      ## Part by part

      %s
      ## State stores

      All are RocksDB with a changelog on the home cluster, keyed by cluster first. A store whose meaning changes gets a new
      name. The changelog's name begins with `streams.application-id`, `kadvisor` unless said otherwise.

      %s
      """;

  private final TopologyDescription description;

  TopologyPage(Topology topology) {
    this.description = topology.describe();
  }

  Page page() {
    return Page.titled(
        "topology.md",
        "Topology",
        BODY.formatted(new TopologyDrawing(description), parts(), stores()));
  }

  private String parts() {
    List<Processor> processors = TopologyDrawing.processors(description);
    Meanings meanings =
        Meanings.of("nodes.properties", processors.stream().map(Processor::name).toList());
    return processors.stream()
        .map(
            node ->
                "### %s\n\n%s\n\n```mermaid\n%s```\n"
                    .formatted(
                        node.name(),
                        meanings.of(node.name()),
                        TopologyDrawing.around(node, description)))
        .collect(Collectors.joining("\n"));
  }

  private Table stores() {
    Set<String> names = TopologyDrawing.stores(description);
    Meanings meanings = Meanings.of("stores.properties", names);
    Table table = new Table("store", "key", "value", "changelog", "since");
    for (String store : names) {
      String[] parts = meanings.of(store).split(" *; *", -1);
      table.row(
          code(store),
          code(parts[0]),
          parts[1],
          code("kadvisor-" + store + "-changelog"),
          parts[2]);
    }
    return table;
  }
}
