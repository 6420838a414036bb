package io.kadvisor.collector.probe;

import io.kadvisor.model.BrokerId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A cluster that gives back at once, unless a broker hangs or the topic is refused. */
final class InMemoryProbedCluster implements ProbedCluster {
  private final TreeMap<BrokerId, Optional<String>> brokers = new TreeMap<>();
  private final List<ProbeLayout.Placed> partitions = new ArrayList<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Deque<Returned> readable = new ArrayDeque<>();
  private final Set<BrokerId> hanging = new HashSet<>();
  private final List<String> asked = new ArrayList<>();
  private Optional<ProbeRefused> refusesAssignment = Optional.empty();
  private Optional<ProbeRefused> refusesAll = Optional.empty();
  private Optional<ProbeRefused> refusesReading = Optional.empty();
  private Consumer<Duration> clock = time -> {};

  private record Waiting(int partition, Token token, Receipt receipt) {}

  static InMemoryProbedCluster ofThree() {
    var cluster = new InMemoryProbedCluster();
    for (int id = 1; id <= 3; id++) {
      cluster.join(id, "az" + id);
    }
    return cluster;
  }

  synchronized void join(int id, String rack) {
    brokers.put(new BrokerId(id), Optional.of(rack));
  }

  synchronized void leave(int id) {
    BrokerId gone = new BrokerId(id);
    brokers.remove(gone);
    partitions.replaceAll(
        partition ->
            partition.leader().filter(gone::equals).isPresent()
                ? new ProbeLayout.Placed(Optional.empty(), partition.replicas())
                : partition);
  }

  /** Returns with this partition on its disk; one that joins again has lost all. */
  synchronized void comeBack(int id, String rack, int partition) {
    join(id, rack);
    BrokerId back = new BrokerId(id);
    partitions.set(
        partition, new ProbeLayout.Placed(Optional.of(back), partitions.get(partition).replicas()));
  }

  synchronized void hang(int id) {
    hanging.add(new BrokerId(id));
  }

  synchronized void wakeUp(int id) {
    hanging.remove(new BrokerId(id));
    List<Waiting> kept = List.copyOf(waiting);
    waiting.clear();
    kept.forEach(one -> send(one.partition(), one.token(), one.receipt()));
  }

  synchronized void refuseAssignments(String why) {
    refusesAssignment = Optional.of(new ProbeRefused(why, false, null));
  }

  synchronized void refuseAll(String why, boolean passing) {
    refusesAll = Optional.of(new ProbeRefused(why, passing, null));
  }

  synchronized void refuseReading(String why) {
    refusesReading = Optional.of(new ProbeRefused(why, false, null));
  }

  synchronized void allow() {
    refusesAssignment = Optional.empty();
    refusesAll = Optional.empty();
    refusesReading = Optional.empty();
  }

  /** Polls that find nothing let so much time pass. */
  void passing(Consumer<Duration> time) {
    this.clock = time;
  }

  /** Changes that were asked for, granted or not. */
  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  synchronized void place(Integer... replicas) {
    List<BrokerId> ids = List.of(replicas).stream().map(BrokerId::new).toList();
    partitions.add(new ProbeLayout.Placed(Optional.of(ids.get(0)), ids));
  }

  @Override
  public synchronized ProbeLayout layout() {
    return new ProbeLayout(brokers, partitions);
  }

  @Override
  public synchronized void create(Map<Integer, List<Integer>> assignment) {
    asked.add("create " + new TreeMap<>(assignment));
    refuse(refusesAll);
    refuse(refusesAssignment);
    if (partitions.isEmpty()) {
      new TreeMap<>(assignment)
          .values()
          .forEach(replicas -> place(replicas.toArray(Integer[]::new)));
    }
  }

  @Override
  public synchronized void create(int count) {
    asked.add("create " + count);
    refuse(refusesAll);
    List<Integer> ids = brokers.keySet().stream().map(BrokerId::value).toList();
    for (int partition = 0; partition < count; partition++) {
      List<Integer> replicas = new ArrayList<>(ids);
      Collections.rotate(replicas, -partition);
      place(replicas.stream().limit(3).toArray(Integer[]::new));
    }
  }

  @Override
  public synchronized void add(int count, List<BrokerId> ids) {
    asked.add("add " + ids);
    refuse(refusesAll);
    refuse(refusesAssignment);
    if (count != partitions.size() || !brokers.keySet().containsAll(ids)) {
      throw new ProbeRefused("no such assignment", false, null);
    }
    ids.forEach(id -> place(id.value()));
  }

  private static void refuse(Optional<ProbeRefused> refusal) {
    refusal.ifPresent(
        why -> {
          throw why;
        });
  }

  @Override
  public synchronized void send(int partition, Token token, Receipt receipt) {
    boolean hangs = partitions.get(partition).leader().filter(hanging::contains).isPresent();
    if (hangs) {
      waiting.add(new Waiting(partition, token, receipt));
    } else {
      receipt.acknowledged();
      readable.add(new Returned(partition, token));
    }
  }

  @Override
  public synchronized List<Returned> poll(Set<Integer> wanted, Duration patience) {
    refuse(refusesReading);
    List<Returned> back =
        readable.stream().filter(record -> wanted.contains(record.partition())).toList();
    readable.removeAll(back);
    if (back.isEmpty()) {
      clock.accept(patience);
    }
    return back;
  }

  @Override
  public void wake() {}

  @Override
  public void close() {}
}
