package io.kadvisor.cli.plan;

import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.WhatIf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/**
 * What a cluster is imagined to be when it is planned for, in any mix. What is wrong with the
 * options is noted, so that all is told at once.
 */
final class WhatIfOptions {
  private static final String ADD = "--add-broker";
  private static final String SIZE = "--broker-size";

  @Option(
      names = ADD,
      paramLabel = "ID:RACK",
      description = "Adds an empty broker with the capacity of most of its rack.")
  private List<String> added = new ArrayList<>();

  @Option(names = "--remove-broker", paramLabel = "ID", description = "Empties a broker.")
  private Set<Integer> removed = new HashSet<>();

  @Option(
      names = "--without-rack",
      paramLabel = "RACK",
      description = "Without a rack: its brokers are lost, and what they hold is copied anew.")
  private Set<String> lostRacks = new HashSet<>();

  @Option(
      names = SIZE,
      paramLabel = "ID:disk=N,...",
      description = "Other capacities of a broker: cpu, disk, nwIn, nwOut, in the input's units.")
  private List<String> sizes = new ArrayList<>();

  @Option(
      names = "--traffic",
      paramLabel = "[TOPIC=]FACTOR",
      description =
          "So many times the traffic, of one topic or of all, and with it what they hold.")
  private List<String> traffic = new ArrayList<>();

  @Option(
      names = "--retention",
      paramLabel = "[TOPIC=]FACTOR",
      description = "Topics keep so many times what they keep: one topic, or all.")
  private List<String> retention = new ArrayList<>();

  private BrokerChanges changes;

  /**
   * Reads what needs no cluster.
   *
   * @param lost ids of brokers that are emptied beside those of the options, if they are there
   * @return true for a broker that the plan is made without
   */
  Predicate<Broker> leaving(Set<Integer> lost, List<String> faults) {
    Set<Integer> emptied = new HashSet<>(removed);
    emptied.addAll(lost);
    changes = new BrokerChanges(racks(faults), emptied, lostRacks, sizes(faults));
    return changes::leaves;
  }

  private SortedMap<Integer, String> racks(List<String> faults) {
    SortedMap<Integer, String> racks = new TreeMap<>();
    for (String each : added) {
      Optional<String> rack = afterId(each);
      if (rack.isEmpty()) {
        faults.add(ADD + ": " + each + " is not ID:RACK, such as 7:az1");
      } else if (racks.put(id(each), rack.get()) != null) {
        faults.add(ADD + ": " + each + " has the id of another one: give each its own");
      } else if (lostRacks.contains(rack.get())) {
        faults.add(ADD + ": " + each + " is in a rack that --without-rack loses: give another");
      }
    }
    return racks;
  }

  private SortedMap<Integer, BrokerSize> sizes(List<String> faults) {
    SortedMap<Integer, BrokerSize> found = new TreeMap<>();
    for (String each : sizes) {
      Optional<BrokerSize> size = afterId(each).flatMap(BrokerSize::read);
      if (size.isEmpty()) {
        faults.add(SIZE + ": " + each + " is not ID:RESOURCE=N,..., such as 4:disk=2000000");
      } else if (found.put(id(each), size.get()) != null) {
        faults.add(SIZE + ": " + each + " is the broker's second; give all in one");
      }
    }
    return found;
  }

  /** What follows the id and the colon. */
  private static Optional<String> afterId(String given) {
    return Optional.of(given.substring(given.indexOf(':') + 1))
        .filter(rest -> given.matches("\\d{1,9}:.+"));
  }

  private static int id(String given) {
    return Integer.parseInt(given.substring(0, given.indexOf(':')));
  }

  /** The cluster as it would be, of what can be; after {@link #leaving}. */
  Imagined of(ClusterModel model, List<String> faults) {
    check(model, faults);
    List<Broker> brokers = changes.applyTo(model.brokers());
    if (brokers.stream().noneMatch(broker -> broker.state().takesReplicas())) {
      faults.add("brokers: none of " + brokers.size() + " may take a replica");
    }
    var busier = TopicFactors.of("--traffic", "traffic", traffic, model, faults);
    var fuller = TopicFactors.of("--retention", "retention", retention, model, faults);
    if (isNone()) {
      return new Imagined(model, model, List.of(), List.of());
    }
    var lost =
        IntStream.range(0, model.brokerCount())
            .filter(broker -> lostRacks.contains(model.brokers().get(broker).rack()))
            .boxed()
            .collect(Collectors.toSet());
    var whatIf = new WhatIf(brokers, lost, busier.factors(), fuller.factors());
    return new Imagined(model, whatIf.applyTo(model), sentences(busier, fuller, model), notes());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!traffic.isEmpty()) {
      notes.add(
          "Traffic: bytes in, bytes out and their CPU grow alike, and so do disks, as they are once"
              + " retention has run through. Topics that keep a size or are compacted do not grow"
              + " so: --retention TOPIC=FACTOR takes it back.");
    }
    if (!retention.isEmpty()) {
      notes.add(
          "Retention: so many times the bytes on disk. Of a compacted topic that is not so, and"
              + " nothing here tells which are.");
    }
    if (!lostRacks.isEmpty()) {
      notes.add(
          "Without a rack: what it held is lost and copied anew from other replicas; what it led is"
              + " led by the next replica of each partition.");
    }
    return notes;
  }

  private boolean isNone() {
    return List.of(added, changes.removed(), lostRacks, sizes, traffic, retention).stream()
        .allMatch(Collection::isEmpty);
  }

  /** An emptied broker alone is a request, and no other cluster. */
  private List<String> sentences(TopicFactors busier, TopicFactors fuller, ClusterModel model) {
    List<String> all = new ArrayList<>(busier.sentences());
    all.addAll(fuller.sentences());
    all.addAll(changes.sentences(model.brokers()));
    return all.size() == changes.removed().size() ? List.of() : all;
  }

  private void check(ClusterModel model, List<String> faults) {
    Set<Integer> ids = model.brokers().stream().map(Broker::id).collect(Collectors.toSet());
    for (int id : removed) {
      if (!ids.contains(id)) {
        faults.add("--remove-broker: " + id + " is not in the list of brokers");
      }
    }
    for (int id : changes.added().keySet()) {
      if (ids.contains(id)) {
        faults.add(ADD + ": " + id + " is in the list of brokers: give another id");
      }
    }
    for (int id : changes.sizes().keySet()) {
      if (!ids.contains(id) && !changes.added().containsKey(id)) {
        faults.add(SIZE + ": " + id + " is not in the list of brokers");
      }
    }
    for (String rack : changes.lostRacks()) {
      if (!model.racks().contains(rack)) {
        faults.add("--without-rack: " + rack + " is none of " + model.racks());
      }
    }
  }
}
