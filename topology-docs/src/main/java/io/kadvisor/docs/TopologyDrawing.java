package io.kadvisor.docs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/**
 * A Mermaid flow chart of a topology: topics outside, processors and stores inside their
 * sub-topology.
 */
final class TopologyDrawing {
  private final Set<String> topics = new TreeSet<>();
  private final List<String> arrows = new ArrayList<>();
  private final List<String> boxes = new ArrayList<>();

  private final Set<String> only;
  private final Predicate<Node> withStores;

  /** The whole. */
  TopologyDrawing(TopologyDescription description) {
    this(description, nodes(description).map(Node::name).collect(Collectors.toSet()), node -> true);
  }

  private TopologyDrawing(
      TopologyDescription description, Set<String> only, Predicate<Node> withStores) {
    this.only = only;
    this.withStores = withStores;
    description.subtopologies().stream()
        .sorted(Comparator.comparing(Subtopology::id))
        .forEach(this::draw);
  }

  /** One node with its stores, what comes into it and what goes out. */
  static TopologyDrawing around(Node node, TopologyDescription description) {
    Set<String> names = new TreeSet<>(Set.of(node.name()));
    node.predecessors().forEach(before -> names.add(before.name()));
    node.successors().forEach(after -> names.add(after.name()));
    return new TopologyDrawing(description, names, other -> other.name().equals(node.name()));
  }

  /** Nodes that think: neither sources nor sinks. */
  static List<Processor> processors(TopologyDescription description) {
    return nodes(description)
        .filter(Processor.class::isInstance)
        .map(Processor.class::cast)
        .sorted(Comparator.comparing(Node::name))
        .toList();
  }

  private static Stream<Node> nodes(TopologyDescription description) {
    return description.subtopologies().stream().flatMap(part -> part.nodes().stream());
  }

  /** Names of every state store, in order. */
  static Set<String> stores(TopologyDescription description) {
    Set<String> stores = new TreeSet<>();
    description
        .subtopologies()
        .forEach(part -> part.nodes().forEach(node -> stores.addAll(storesOf(node))));
    return stores;
  }

  private static Set<String> storesOf(Node node) {
    return node instanceof Processor processor ? new TreeSet<>(processor.stores()) : Set.of();
  }

  private void draw(Subtopology part) {
    boxes.add("  subgraph part" + part.id() + "[\"sub-topology " + part.id() + "\"]");
    List<Node> nodes =
        part.nodes().stream()
            .filter(node -> only.contains(node.name()))
            .sorted(Comparator.comparing(Node::name))
            .toList();
    nodes.forEach(this::draw);
    stores(nodes)
        .forEach(store -> boxes.add("    " + id("store", store) + "[(\"" + store + "\")]"));
    boxes.add("  end");
  }

  private Set<String> stores(List<Node> nodes) {
    Set<String> stores = new TreeSet<>();
    nodes.stream().filter(withStores).forEach(node -> stores.addAll(storesOf(node)));
    return stores;
  }

  private void draw(Node node) {
    String here = id("node", node.name());
    boxes.add("    " + here + "[\"" + node.name() + "\"]");
    if (node instanceof Source source) {
      new TreeSet<>(source.topicSet()).forEach(topic -> arrow(topic(topic), "-->", here));
    }
    if (node instanceof Sink sink) {
      arrow(here, "-->", topic(sink.topic()));
    }
    if (withStores.test(node)) {
      storesOf(node).forEach(store -> arrow(here, "---", id("store", store)));
    }
    node.successors().stream()
        .map(Node::name)
        .filter(only::contains)
        .sorted()
        .forEach(next -> arrow(here, "-->", id("node", next)));
  }

  private String topic(String name) {
    topics.add(name);
    return id("topic", name);
  }

  private void arrow(String from, String line, String to) {
    arrows.add("  " + from + " " + line + " " + to);
  }

  private static String id(String kind, String name) {
    return kind + "_" + name.replaceAll("[^A-Za-z0-9]", "_");
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>(List.of("flowchart LR"));
    topics.forEach(topic -> lines.add("  " + id("topic", topic) + "([\"" + topic + "\"])"));
    lines.addAll(boxes);
    lines.addAll(arrows);
    return String.join("\n", lines) + "\n";
  }
}
