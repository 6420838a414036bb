package io.kadvisor.core.planner;

import io.kadvisor.core.planner.Breach.Kind;
import io.kadvisor.core.planner.Openings.Wish;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.placement.Racks;
import io.kadvisor.core.planner.search.Limits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Says of what had to move and did not why that is, and the least that would allow it. */
final class UnmovedBreaches {
  private static final String WOULD_ALLOW = " would allow them";

  private final Placement placement;
  private final ClusterModel model;
  private final Objective objective;
  private final Limits limits;
  private final Racks racks;
  private Optional<Shortfall> ofLeaving = Optional.empty();
  private Optional<Shortfall> ofSharing = Optional.empty();

  /** What stands against it. */
  private enum Cause {
    EXCLUDED("their topics are excluded"),
    LOST("no replica of their partitions can be copied"),
    CLOSED("the brokers that could take one are excluded"),
    BROKERS("each broker that may take replicas has one of the partition, or had"),
    RACKS("no broker may take one in a rack that their partitions need"),
    BUDGET("no more may be copied"),
    /** What stood against it has moved since. */
    ORDER("their places were taken when they were looked at");

    private final String words;

    Cause(String words) {
      this.words = words;
    }
  }

  UnmovedBreaches(Placement placement, PlanRequest request) {
    this.placement = placement;
    model = placement.model();
    objective = request.objective();
    limits = request.limits();
    racks = new Racks(model);
  }

  /**
   * Of replicas that must leave where they are, one for each cause.
   *
   * @param subject and what is found, each of so many of them
   */
  List<Breach> ofLeaving(
      Kind kind, IntFunction<String> subject, IntFunction<String> stays, IntStream replicas) {
    List<Breach> breaches = new ArrayList<>();
    byCause(replicas, this::causeOfStaying)
        .forEach(
            (cause, of) ->
                breaches.add(
                    new Breach(
                        kind,
                        subject.apply(of.size()),
                        stays.apply(of.size()) + ", since " + cause.words,
                        relaxationOfStaying(cause, of))));
    return breaches;
  }

  /** Of partitions that are in fewer racks than they could be, one for each cause. */
  List<Breach> ofSpreading(IntStream partitions) {
    List<Breach> breaches = new ArrayList<>();
    byCause(partitions, this::causeOfSharing)
        .forEach(
            (cause, of) ->
                breaches.add(
                    new Breach(
                        Kind.RACKS,
                        of.size() + " partitions",
                        "are in fewer racks than they could be, since " + cause.words,
                        relaxationOfSharing(cause, of))));
    return breaches;
  }

  private static Map<Cause, List<Integer>> byCause(IntStream all, IntFunction<Cause> cause) {
    Map<Cause, List<Integer>> byCause = new EnumMap<>(Cause.class);
    all.forEach(
        each -> byCause.computeIfAbsent(cause.apply(each), any -> new ArrayList<>()).add(each));
    return byCause;
  }

  private Cause causeOfStaying(int replica) {
    int partition = model.partitionOf(replica);
    if (isFixed(partition)) {
      return Cause.EXCLUDED;
    }
    if (isLost(partition)) {
      return Cause.LOST;
    }
    int held = heldByStaying(replica);
    if (targets(replica, held).isEmpty()) {
      if (!excludedTargets(replica, held).isEmpty()) {
        return Cause.CLOSED;
      }
      return targets(replica, 0).isEmpty() ? Cause.BROKERS : Cause.RACKS;
    }
    return shortfallOfLeaving().isNone() ? Cause.ORDER : Cause.BUDGET;
  }

  /** Racks that the partition must be in once the replica is elsewhere. */
  private int heldByStaying(int replica) {
    int partition = model.partitionOf(replica);
    return isUnreadable(replica)
        ? 0
        : Math.min(racks.spread(placement, partition), racks.wanted(partition));
  }

  private Cause causeOfSharing(int partition) {
    if (isFixed(partition)) {
      return Cause.EXCLUDED;
    }
    int more = racks.spread(placement, partition) + 1;
    if (replicas(partition).allMatch(each -> targets(each, more).isEmpty())) {
      return replicas(partition).allMatch(each -> excludedTargets(each, more).isEmpty())
          ? Cause.RACKS
          : Cause.CLOSED;
    }
    return shortfallOfSharing().isNone() ? Cause.ORDER : Cause.BUDGET;
  }

  private boolean isFixed(int partition) {
    return limits.fixedTopics().contains(model.topicOf(partition));
  }

  /** True when no replica of the partition can be read by this objective. */
  private boolean isLost(int partition) {
    return replicas(partition).allMatch(each -> isUnreadable(each) || model.isAdded(each));
  }

  private boolean isUnreadable(int replica) {
    return objective == Objective.REPAIR ? model.mustLeave(replica) : model.isOffline(replica);
  }

  private IntStream replicas(int partition) {
    return IntStream.range(model.firstReplica(partition), model.endReplica(partition));
  }

  /** Brokers that may take the replica and leave its partition in so many racks. */
  private List<Integer> targets(int replica, int spread) {
    return targets(replica, spread, broker -> !limits.closedBrokers().contains(broker));
  }

  /** Brokers that could, and take nothing new because that was asked for. */
  private List<Integer> excludedTargets(int replica, int spread) {
    return targets(replica, spread, limits.closedBrokers()::contains);
  }

  private List<Integer> targets(int replica, int spread, IntPredicate asked) {
    IntPredicate does =
        target -> racks.spreadWithRack(placement, replica, model.rackOf(target)) >= spread;
    return IntStream.range(0, model.brokerCount())
        .filter(target -> model.takesReplicas(target) && asked.test(target))
        .filter(target -> !placement.knows(model.partitionOf(replica), target))
        .filter(does)
        .boxed()
        .toList();
  }

  private String relaxationOfStaying(Cause cause, List<Integer> replicas) {
    return switch (cause) {
      case EXCLUDED -> relaxationOfExcluded(replicas.stream().map(model::partitionOf).toList());
      case CLOSED -> relaxationOfClosed(replicas.stream().map(this::wishOfStaying).toList());
      case LOST -> "Bring one of their brokers or volumes back: what they hold is lost without";
      case BROKERS, RACKS -> brokersInTheirRacks(replicas) + WOULD_ALLOW;
      case BUDGET -> shortfallOfLeaving().words() + " would allow all that must leave";
      case ORDER -> relaxationOfOrder();
    };
  }

  private String relaxationOfSharing(Cause cause, List<Integer> partitions) {
    return switch (cause) {
      case EXCLUDED -> relaxationOfExcluded(partitions);
      case CLOSED ->
          relaxationOfClosed(partitions.stream().flatMap(this::wishesOfSharing).toList());
      case LOST, BROKERS, RACKS -> brokersInMissingRacks(partitions) + WOULD_ALLOW;
      case BUDGET -> shortfallOfSharing().words() + " would allow all that share a rack";
      case ORDER -> relaxationOfOrder();
    };
  }

  private static String relaxationOfOrder() {
    return "Another plan once this one is carried out would move them";
  }

  private String relaxationOfExcluded(List<Integer> partitions) {
    var topics = new TreeSet<String>();
    partitions.forEach(each -> topics.add(model.topics().get(model.topicOf(each))));
    return "To plan " + String.join(", ", topics) + ", too," + WOULD_ALLOW;
  }

  private Wish wishOfStaying(int replica) {
    List<Integer> brokers = excludedTargets(replica, heldByStaying(replica));
    return new Wish(model.partitionOf(replica), brokers);
  }

  /** One for each rack that the partition lacks, as far as there are such brokers. */
  private Stream<Wish> wishesOfSharing(int partition) {
    int spread = racks.spread(placement, partition);
    Map<Integer, List<Integer>> byRack =
        replicas(partition)
            .boxed()
            .flatMap(each -> excludedTargets(each, spread + 1).stream())
            .distinct()
            .sorted()
            .collect(Collectors.groupingBy(model::rackOf, TreeMap::new, Collectors.toList()));
    return byRack.values().stream()
        .limit(racks.wanted(partition) - spread)
        .map(brokers -> new Wish(partition, brokers));
  }

  private String relaxationOfClosed(List<Wish> wishes) {
    String brokers =
        Openings.of(wishes).stream()
            .map(each -> String.valueOf(model.brokers().get(each).id()))
            .collect(Collectors.joining(" and "));
    return "To bring replicas to broker " + brokers + ", too," + WOULD_ALLOW;
  }

  /** A broker more in the rack that a replica leaves keeps the rule of racks. */
  private String brokersInTheirRacks(List<Integer> replicas) {
    Map<List<Integer>, Integer> ofPartition = new HashMap<>();
    var counts = new TreeMap<String, Integer>();
    for (int replica : replicas) {
      int rack = model.rackOf(placement.brokerOf(replica));
      int count = ofPartition.merge(List.of(model.partitionOf(replica), rack), 1, Integer::sum);
      counts.merge(model.racks().get(rack), count, Math::max);
    }
    return brokersIn(counts);
  }

  /** For each partition one in as many of the racks that it is not in as it lacks. */
  private String brokersInMissingRacks(List<Integer> partitions) {
    var counts = new TreeMap<String, Integer>();
    for (int partition : partitions) {
      int lacking = racks.wanted(partition) - racks.spread(placement, partition);
      List<String> missing = missingRacks(partition);
      int open = (int) missing.stream().filter(counts::containsKey).count();
      missing.stream()
          .filter(rack -> !counts.containsKey(rack))
          .limit(Math.max(0, lacking - open))
          .forEach(rack -> counts.put(rack, 1));
    }
    return brokersIn(counts);
  }

  private List<String> missingRacks(int partition) {
    List<Integer> held =
        replicas(partition).map(each -> model.rackOf(placement.brokerOf(each))).boxed().toList();
    return IntStream.range(0, model.brokerCount())
        .filter(broker -> model.takesReplicas(broker) && !held.contains(model.rackOf(broker)))
        .mapToObj(broker -> model.racks().get(model.rackOf(broker)))
        .distinct()
        .toList();
  }

  private static String brokersIn(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(each -> "%d more broker%s in %s".formatted(each.getValue(), s(each), each.getKey()))
        .collect(Collectors.joining(" and "));
  }

  private static String s(Map.Entry<String, Integer> count) {
    return count.getValue() == 1 ? "" : "s";
  }

  /** What must leave comes first, so nothing else counts. */
  private Shortfall shortfallOfLeaving() {
    if (ofLeaving.isEmpty()) {
      ofLeaving = Optional.of(shortfall(this::isLeaving, 0, 0));
    }
    return ofLeaving.get();
  }

  private boolean isLeaving(int replica) {
    int partition = model.partitionOf(replica);
    return !model.isAdded(replica)
        && model.mustLeave(replica)
        && !isFixed(partition)
        && !isLost(partition)
        && (placement.isMoved(replica) || !targets(replica, 0).isEmpty());
  }

  /** Behind what must leave and what is added; of each partition as large a replica as may go. */
  private Shortfall shortfallOfSharing() {
    if (ofSharing.isEmpty()) {
      ofSharing = Optional.of(countSharing());
    }
    return ofSharing.get();
  }

  private Shortfall countSharing() {
    Placement start = startWithAdded();
    int moves = 0;
    double megabytes = 0;
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      int spread = Math.min(racks.spread(start, partition), racks.spread(placement, partition));
      int lacking = isFixed(partition) ? 0 : Math.max(0, racks.wanted(partition) - spread);
      double most = replicas(partition).mapToDouble(model::megabytesToCopy).max().orElse(0);
      moves += lacking;
      megabytes += lacking * most;
    }
    IntPredicate before =
        replica -> (objective.evacuates() && isLeaving(replica)) || isPlaced(replica);
    return shortfall(before, moves, megabytes);
  }

  /** What is added is where it is placed, and is counted by itself. */
  private Placement startWithAdded() {
    var start = new Placement(model);
    for (int replica = 0; replica < model.replicaCount(); replica++) {
      if (isPlaced(replica)) {
        start.move(replica, placement.brokerOf(replica));
      }
    }
    return start;
  }

  private boolean isPlaced(int replica) {
    return model.isAdded(replica) && placement.isMoved(replica);
  }

  private Shortfall shortfall(IntPredicate needed, int moreMoves, double moreMegabytes) {
    int moves = moreMoves;
    double megabytes = moreMegabytes;
    for (int replica = 0; replica < model.replicaCount(); replica++) {
      if (!model.isAddedPartition(model.partitionOf(replica)) && needed.test(replica)) {
        moves++;
        megabytes += model.megabytesToCopy(replica);
      }
    }
    return Shortfall.of(limits, moves, megabytes);
  }
}
