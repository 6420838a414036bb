package io.kadvisor.core.rule.broker;

import io.kadvisor.core.memory.BrokerMemory;
import io.kadvisor.core.memory.IsrHistory;
import io.kadvisor.core.memory.IsrHistory.Turn;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The turns that leaders' own counters tell, and the follower whose they are. The counters do not
 * name it: it is the one that a sweep has seen out, if it is the only one; and if none was seen, it
 * is the only one that follows every leader that counts many and counts none itself.
 */
final class CountedTurns {
  private final Sweep sweep;
  private final SortedMap<BrokerId, List<Turn>> counted = new TreeMap<>();
  private final Set<BrokerId> seenOut = new HashSet<>();

  /**
   * @param from turns before do not count
   */
  CountedTurns(Sweep sweep, Memory memory, Instant from) {
    this.sweep = sweep;
    for (Map.Entry<BrokerId, BrokerMemory> broker : memory.brokers().entrySet()) {
      List<Turn> led = turns(broker.getValue().led(), from);
      if (!led.isEmpty()) {
        counted.put(broker.getKey(), led);
      }
      if (!turns(broker.getValue().isr(), from).isEmpty()) {
        seenOut.add(broker.getKey());
      }
    }
  }

  static List<Turn> turns(Optional<IsrHistory> history, Instant from) {
    return history.map(known -> known.since(from)).orElse(List.of());
  }

  /** Those of a follower that sweeps have seen out, and no other. */
  List<Turn> ofSeen(BrokerId follower) {
    return seenOut.equals(Set.of(follower)) ? most() : List.of();
  }

  /**
   * Those of a follower that no sweep has seen out.
   *
   * @param many as counts for a leader that misses its follower again and again
   */
  List<Turn> ofUnseen(BrokerId follower, double many) {
    SortedSet<BrokerId> leaders = leaders(many);
    boolean possible = seenOut.isEmpty() && !leaders.isEmpty() && !counted.containsKey(follower);
    return possible && sharedFollowers(leaders).equals(Set.of(follower)) ? most() : List.of();
  }

  /** Leaders that count so many. */
  SortedSet<BrokerId> leaders(double many) {
    return counted.entrySet().stream()
        .filter(leader -> leader.getValue().size() >= many)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What the leader tells that counts most; of no one leader if others count, too. */
  private List<Turn> most() {
    List<Turn> most = List.of();
    for (List<Turn> turns : counted.values()) {
      most = turns.size() > most.size() ? turns : most;
    }
    return counted.size() == 1
        ? most
        : most.stream().map(turn -> new Turn(turn.at(), IsrHistory.SEVERAL)).toList();
  }

  /**
   * Brokers that follow each of these leaders in some partition and count nothing themselves; when
   * there are several, only two of them.
   */
  private Set<BrokerId> sharedFollowers(Set<BrokerId> leaders) {
    Map<BrokerId, Set<BrokerId>> followed = new HashMap<>();
    Set<BrokerId> ofAll = new HashSet<>();
    for (TopicSample topic : sweep.topics().values()) {
      for (int partition = 0; partition < topic.partitionCount() && ofAll.size() < 2; partition++) {
        int leader = topic.leader().get(partition);
        if (leader >= 0 && leaders.contains(new BrokerId(leader))) {
          for (BrokerId follower : calm(topic.replicas().get(partition))) {
            Set<BrokerId> its = followed.computeIfAbsent(follower, id -> new HashSet<>());
            if (its.add(new BrokerId(leader)) && its.size() == leaders.size()) {
              ofAll.add(follower);
            }
          }
        }
      }
    }
    return ofAll;
  }

  private List<BrokerId> calm(IntColumn replicas) {
    return replicas.stream()
        .mapToObj(BrokerId::new)
        .filter(broker -> !counted.containsKey(broker))
        .toList();
  }
}
