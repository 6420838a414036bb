package io.kadvisor.docs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

  TopologyDrawing(TopologyDescription description) {
    description.subtopologies().stream()
        .sorted(Comparator.comparing(Subtopology::id))
        .forEach(this::draw);
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
    part.nodes().stream().sorted(Comparator.comparing(Node::name)).forEach(this::draw);
    stores(part).forEach(store -> boxes.add("    " + id("store", store) + "[(\"" + store + "\")]"));
    boxes.add("  end");
  }

  private static Set<String> stores(Subtopology part) {
    Set<String> stores = new TreeSet<>();
    part.nodes().forEach(node -> stores.addAll(storesOf(node)));
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
    storesOf(node).forEach(store -> arrow(here, "---", id("store", store)));
    node.successors().stream()
        .map(Node::name)
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
