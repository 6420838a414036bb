package io.kadvisor.localcluster.workload;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Real clients on one cluster: named producers and consumer groups that start, change and stop
 * while it runs.
 */
public final class Workload implements AutoCloseable {
  private static final long TICK_MILLISECONDS = 200;

  private final String bootstrapServers;
  private final Map<String, RunningProducer> producers = new ConcurrentHashMap<>();
  private final Map<String, RunningGroup> groups = new ConcurrentHashMap<>();
  private final Map<String, Saturation> saturations = new ConcurrentHashMap<>();
  private final Map<String, GroupPlan> plans = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Workload::thread);
  private final ScheduledFuture<?> ticks;

  private Workload(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.ticks =
        clock.scheduleAtFixedRate(
            this::sendDue, TICK_MILLISECONDS, TICK_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  /** Clients start when they are asked for, none before. */
  public static Workload on(String bootstrapServers) {
    return new Workload(bootstrapServers);
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "workload-clock");
    thread.setDaemon(true);
    return thread;
  }

  private void sendDue() {
    producers.values().forEach(RunningProducer::sendDue);
  }

  /** Starts a producer, or changes the rate of the one of that name if nothing else differs. */
  public void produce(ProducerPlan plan) {
    RunningProducer running = producers.get(plan.name());
    if (running != null && running.plan().differsInRateOnly(plan)) {
      running.changeRate(plan.rate());
    } else {
      stopProducing(plan.name());
      producers.put(plan.name(), new RunningProducer(bootstrapServers, plan));
    }
  }

  /** Stops a producer, if there is one, after what it has sent so far. */
  public void stopProducing(String producer) {
    Optional.ofNullable(producers.remove(producer)).ifPresent(RunningProducer::close);
  }

  /**
   * Sends batches of megabytes to a topic as fast as they are taken, over so many connections at
   * least.
   */
  public void saturate(String topic, int connections) {
    saturations
        .computeIfAbsent(topic, name -> new Saturation(bootstrapServers, name))
        .raiseTo(connections);
  }

  /** Ends that, if it goes on; what was not sent is dropped. */
  public void stopSaturating(String topic) {
    Optional.ofNullable(saturations.remove(topic)).ifPresent(Saturation::close);
  }

  /** Starts a group's members, or changes the limit of the running ones if nothing else differs. */
  public void consume(GroupPlan plan) {
    plans.put(plan.group(), plan);
    RunningGroup running = groups.get(plan.group());
    if (running != null && running.plan().differsInLimitOnly(plan)) {
      running.changeLimit(plan.limit());
    } else {
      stopGroup(plan.group());
      groups.put(plan.group(), new RunningGroup(bootstrapServers, plan));
    }
  }

  /**
   * Starts the members of a stopped group again, as they were last.
   *
   * @throws IllegalArgumentException if the group was never started here
   */
  public void startGroup(String group) {
    consume(known(plans, group));
  }

  /**
   * Replaces one member of a running group, counted from 1: it leaves, then another one joins.
   *
   * @throws IllegalArgumentException if the group does not run here
   */
  public void replaceMember(String group, int member) {
    known(groups, group).replace(member);
  }

  /** How many members a running group has here. */
  public int members(String group) {
    return known(groups, group).plan().members();
  }

  /** Lets all members leave the group, if there is one; its offsets stay. */
  public void stopGroup(String group) {
    Optional.ofNullable(groups.remove(group)).ifPresent(RunningGroup::close);
  }

  /** Records of a producer that the cluster has acknowledged. */
  public long sent(String producer) {
    return known(producers, producer).sent();
  }

  /** Records of a producer that were given up. */
  public long failed(String producer) {
    return known(producers, producer).failed();
  }

  /** Records that a group's members have read since they started. */
  public long consumed(String group) {
    return known(groups, group).consumed();
  }

  /** Calls of a group's members that failed and were tried again. */
  public long errors(String group) {
    return known(groups, group).errors();
  }

  private static <T> T known(Map<String, T> running, String name) {
    T found = running.get(name);
    if (found == null) {
      throw new IllegalArgumentException("nothing is known under the name " + name);
    }
    return found;
  }

  /** Stops all clients, together, so that many take no longer than one. */
  @Override
  public void close() {
    ticks.cancel(false);
    clock.shutdown();
    saturations.keySet().forEach(this::stopSaturating);
    producers.keySet().stream().parallel().forEach(this::stopProducing);
    groups.keySet().stream().parallel().forEach(this::stopGroup);
  }
}
