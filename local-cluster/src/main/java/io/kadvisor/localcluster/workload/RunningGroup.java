package io.kadvisor.localcluster.workload;

import io.kadvisor.localcluster.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The members of one group. */
final class RunningGroup implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final GroupPlan plan;
  private final List<RunningMember> members;

  RunningGroup(String bootstrapServers, GroupPlan plan) {
    this.plan = plan;
    members =
        IntStream.rangeClosed(1, plan.members())
            .mapToObj(member -> new RunningMember(bootstrapServers, plan, member))
            .toList();
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
    var deadline = Deadline.in(PATIENCE);
    try {
      for (RunningMember member : members) {
        // zero would mean for ever
        member.awaitStop(deadline.left().plusMillis(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
