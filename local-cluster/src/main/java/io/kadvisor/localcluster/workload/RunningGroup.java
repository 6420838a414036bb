package io.kadvisor.localcluster.workload;

import io.kadvisor.localcluster.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** The members of one group. */
final class RunningGroup implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String bootstrapServers;
  private final GroupPlan plan;
  private final List<RunningMember> members = new CopyOnWriteArrayList<>();

  RunningGroup(String bootstrapServers, GroupPlan plan) {
    this.bootstrapServers = bootstrapServers;
    this.plan = plan;
    IntStream.rangeClosed(1, plan.members()).forEach(member -> members.add(start(member)));
  }

  private RunningMember start(int member) {
    return new RunningMember(bootstrapServers, plan, member);
  }

  /**
   * Replaces one member, counted from 1, as a deployment does: it leaves, and another one comes.
   */
  void replace(int member) {
    members.get(member - 1).askToStop();
    awaitStop(List.of(members.get(member - 1)));
    members.set(member - 1, start(member));
  }

  GroupPlan plan() {
    return plan;
  }

  void changeLimit(OptionalDouble limit) {
    members.forEach(member -> member.changeLimit(limit));
  }

  long consumed() {
    return members.stream().mapToLong(RunningMember::consumed).sum();
  }

  long errors() {
    return members.stream().mapToLong(RunningMember::errors).sum();
  }

  /** Lets all members leave and waits a little for that. */
  @Override
  public void close() {
    members.forEach(RunningMember::askToStop);
    awaitStop(members);
  }

  private static void awaitStop(List<RunningMember> leaving) {
    var deadline = Deadline.in(PATIENCE);
    try {
      for (RunningMember member : leaving) {
        // zero would mean for ever
        member.awaitStop(deadline.left().plusMillis(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
