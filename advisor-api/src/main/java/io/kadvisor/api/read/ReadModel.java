package io.kadvisor.api.read;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.Artefact;
import io.kadvisor.model.command.ActionRecord;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.plan.PlanPart;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.window.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** All clusters that the topics speak of. It only remembers; it judges nothing. */
public final class ReadModel {
  private final Map<ClusterId, ClusterBook> books = new ConcurrentSkipListMap<>();
  private final Limits limits;

  public ReadModel(Limits limits) {
    this.limits = limits;
  }

  public List<ClusterBook> clusters() {
    return List.copyOf(books.values());
  }

  /** The cluster of that id, or else the only one of that alias. */
  public Optional<ClusterBook> cluster(String idOrAlias) {
    List<ClusterBook> named =
        books.values().stream().filter(b -> b.id().value().equals(idOrAlias)).toList();
    if (named.isEmpty()) {
      named = books.values().stream().filter(b -> b.alias().equals(idOrAlias)).toList();
    }
    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
  }

  private ClusterBook book(ClusterId cluster) {
    return books.computeIfAbsent(cluster, id -> new ClusterBook(id, limits));
  }

  public void see(Sample sample) {
    book(sample.cluster()).see(sample);
  }

  /**
   * Takes a mark.
   *
   * @param readAt by this process's clock
   * @return false when a newer one is known already
   */
  public boolean see(SweepMark mark, Instant readAt) {
    return book(mark.cluster()).see(mark, readAt);
  }

  public void see(Window window) {
    book(window.cluster()).see(window);
  }

  /** Takes that the sweeps of a cluster are judged up to a time. */
  public void judged(ClusterId cluster, Instant upTo) {
    book(cluster).judged(upTo);
  }

  public void see(Finding finding) {
    book(finding.cluster()).see(finding);
  }

  public void forget(ClusterId cluster, FindingId finding) {
    book(cluster).forget(finding);
  }

  public void see(Advisory advisory) {
    book(advisory.cluster()).see(advisory);
  }

  public void forget(ClusterId cluster, AdvisoryId advisory) {
    book(cluster).forget(advisory);
  }

  public void see(Artefact part) {
    book(part.cluster()).see(part);
  }

  public void forget(ClusterId cluster, AdvisoryId advisory, String name, int part) {
    book(cluster).forget(advisory, name, part);
  }

  /** The plan that is whole by this part. */
  public Optional<KeptPlan> see(PlanPart part) {
    return book(part.cluster()).see(part);
  }

  public void forgetPlan(ClusterId cluster, AdvisoryId advisory, int part) {
    book(cluster).forgetPlan(advisory, part);
  }

  public void see(ActionRecord action) {
    book(action.cluster()).see(action);
  }

  public void see(Policy policy) {
    book(policy.cluster()).see(policy);
  }
}
