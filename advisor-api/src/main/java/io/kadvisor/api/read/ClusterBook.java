package io.kadvisor.api.read;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.Artefact;
import io.kadvisor.model.command.ActionRecord;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.plan.PlanPart;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.PartSet;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** All that is known of one cluster. One thread writes, many read; every answer is a copy. */
public final class ClusterBook {
  private final ClusterId id;
  private final Limits limits;
  private final SortedMap<BrokerId, BrokerSample> brokers = new TreeMap<>();
  private final SortedMap<TopicName, TopicSample> topics = new TreeMap<>();
  private final SortedMap<GroupId, GroupSample> groups = new TreeMap<>();
  private final Parts<TopicName, TopicSample> topicParts = new Parts<>(PartSet::ofTopic);
  private final Parts<GroupId, GroupSample> groupParts = new Parts<>(PartSet::ofGroup);
  private final Map<GroupId, Ring<LagPoint>> lag = new HashMap<>();
  private final SortedMap<FindingId, Finding> findings = new TreeMap<>();
  private final SortedMap<AdvisoryId, Advisory> advisories = new TreeMap<>();
  private final SortedMap<String, Policy> policies = new TreeMap<>();
  private final WindowShelf windows;
  private final ArtefactShelf artefacts;
  private final PlanBook plans;
  private final Ring<ActionRecord> actions;
  private final Unjudged unjudged = new Unjudged();
  private Optional<ClusterSample> sample = Optional.empty();
  private Optional<LastSweep> last = Optional.empty();
  private Optional<Instant> lastSeen = Optional.empty();
  private Optional<Tally> tally = Optional.empty();

  ClusterBook(ClusterId id, Limits limits) {
    this.id = id;
    this.limits = limits;
    this.windows = new WindowShelf(limits);
    this.artefacts = new ArtefactShelf(limits.artefacts());
    this.plans = new PlanBook(limits.planSteps());
    this.actions = new Ring<>(limits.actions());
  }

  public ClusterId id() {
    return id;
  }

  /** The name that the configuration gives the cluster; its id as long as no sweep named it. */
  public synchronized String alias() {
    return last.map(sweep -> sweep.mark().alias())
        .or(() -> sample.map(ClusterSample::alias))
        .orElse(id.value());
  }

  public synchronized Optional<LastSweep> lastSweep() {
    return last;
  }

  /** Time of the last sweep that could read the cluster. */
  public synchronized Optional<Instant> lastSeen() {
    return lastSeen;
  }

  /** The oldest sweep that nothing is known to have judged yet. */
  public synchronized Optional<Instant> unjudgedSince() {
    return unjudged.since();
  }

  /** The last sweep that is known to have been judged. */
  public synchronized Optional<Instant> judged() {
    return unjudged.judged();
  }

  public synchronized Optional<ClusterSample> sample() {
    return sample;
  }

  public synchronized List<BrokerSample> brokers() {
    return List.copyOf(brokers.values());
  }

  public synchronized List<TopicSample> topics() {
    return List.copyOf(topics.values());
  }

  public synchronized Optional<TopicSample> topic(TopicName name) {
    return Optional.ofNullable(topics.get(name));
  }

  public synchronized List<GroupSample> groups() {
    return List.copyOf(groups.values());
  }

  /** One point a sweep, oldest first. */
  public synchronized List<LagPoint> lag(GroupId group) {
    return lag.containsKey(group) ? lag.get(group).list() : List.of();
  }

  public synchronized Tally tally() {
    if (tally.isEmpty()) {
      tally = Optional.of(Tally.of(topics.values()));
    }
    return tally.get();
  }

  public synchronized List<Finding> findings() {
    return List.copyOf(findings.values());
  }

  public synchronized List<Advisory> advisories() {
    return List.copyOf(advisories.values());
  }

  public synchronized Optional<Advisory> advisory(AdvisoryId advisory) {
    return Optional.ofNullable(advisories.get(advisory));
  }

  public synchronized List<ActionRecord> actions(AdvisoryId advisory) {
    return actions.list().stream().filter(a -> a.advisory().equals(advisory)).toList();
  }

  public synchronized List<Window> windows(
      Subject subject, Duration length, Instant from, Instant to) {
    return windows.range(subject, length, from, to);
  }

  public synchronized SortedSet<Duration> windowLengths() {
    return windows.lengths();
  }

  public synchronized Optional<StoredFile> artefact(AdvisoryId advisory, String name) {
    return artefacts.find(advisory, name);
  }

  public synchronized Optional<KeptPlan> plan(AdvisoryId advisory) {
    return plans.of(advisory);
  }

  public synchronized Collection<KeptPlan> plans() {
    return plans.all();
  }

  /** The policy in force at a time: the newest one whose time has come. */
  public synchronized Optional<Policy> policy(Instant at) {
    return policies.values().stream()
        .filter(policy -> !policy.effectiveFrom().isAfter(at))
        .max(Comparator.comparing(Policy::effectiveFrom));
  }

  synchronized void see(Sample seen) {
    if (seen instanceof BrokerSample broker) {
      brokers.merge(broker.broker(), broker, ClusterBook::newerWithPlace);
    } else if (seen instanceof TopicSample topic) {
      topicParts.whole(topic.topic(), topic).ifPresent(this::see);
    } else if (seen instanceof GroupSample group) {
      groupParts.whole(group.group(), group).ifPresent(this::see);
    } else if (seen instanceof ClusterSample cluster) {
      sample = Optional.of(sample.map(before -> newer(before, cluster)).orElse(cluster));
    }
  }

  private void see(TopicSample topic) {
    topics.merge(topic.topic(), topic, ClusterBook::newer);
    tally = Optional.empty();
  }

  private void see(GroupSample group) {
    GroupSample before = groups.get(group.group());
    if (before == null || isNewer(before, group)) {
      groups.put(group.group(), group);
      group.lag().ifPresent(sum -> addLag(group, sum));
    }
  }

  private void addLag(GroupSample group, long sum) {
    lag.computeIfAbsent(group.group(), g -> new Ring<>(limits.lagPoints()))
        .add(new LagPoint(group.sweepAt(), sum));
  }

  private static boolean isNewer(Sample before, Sample after) {
    return before.sweep().compareTo(after.sweep()) < 0;
  }

  private static <S extends Sample> S newer(S before, S after) {
    return isNewer(before, after) ? after : before;
  }

  /** A broker that is away keeps the host and rack where it was last seen. */
  private static BrokerSample newerWithPlace(BrokerSample before, BrokerSample after) {
    return isNewer(before, after) ? withPlace(after, before) : withPlace(before, after);
  }

  private static BrokerSample withPlace(BrokerSample newer, BrokerSample older) {
    return new BrokerSample(
        newer.v(),
        newer.cluster(),
        newer.broker(),
        newer.epoch(),
        newer.sweepAt(),
        newer.membership(),
        newer.answer(),
        newer.host().or(older::host),
        newer.port().or(older::port),
        newer.rack().or(older::rack),
        newer.logDirs().or(older::logDirs),
        newer.logDirsAt().or(older::logDirsAt),
        newer.config(),
        newer.readings(),
        newer.notSeen());
  }

  synchronized boolean see(SweepMark mark, Instant readAt) {
    boolean newest = last.isEmpty() || last.get().mark().sweep().compareTo(mark.sweep()) < 0;
    if (newest) {
      noteUnjudged(mark);
      last =
          Optional.of(
              last.map(before -> before.next(mark, readAt))
                  .orElseGet(() -> LastSweep.first(mark, readAt)));
      if (mark.unreachable().isEmpty()) {
        lastSeen = Optional.of(mark.sweepAt());
        forgetUnseenSince(mark.sweepAt().minus(last.get().interval().multipliedBy(3)));
      }
    }
    return newest;
  }

  private void noteUnjudged(SweepMark mark) {
    boolean readable = mark.unreachable().isEmpty();
    if (!readable || last.filter(before -> before.isLongBefore(mark)).isPresent()) {
      unjudged.forget();
    }
    if (readable) {
      unjudged.swept(mark.sweepAt());
    }
  }

  /** What three sweeps did not name is gone. */
  private void forgetUnseenSince(Instant oldest) {
    brokers.values().removeIf(broker -> broker.sweepAt().isBefore(oldest));
    groups.values().removeIf(group -> group.sweepAt().isBefore(oldest));
    topicParts.forgetBefore(oldest);
    groupParts.forgetBefore(oldest);
    lag.keySet().retainAll(groups.keySet());
    if (topics.values().removeIf(topic -> topic.sweepAt().isBefore(oldest))) {
      tally = Optional.empty();
    }
  }

  synchronized void see(Finding finding) {
    findings.put(finding.id(), finding);
  }

  synchronized void forget(FindingId finding) {
    findings.remove(finding);
  }

  synchronized void see(Advisory advisory) {
    advisories.put(advisory.id(), advisory);
    if (advisories.size() > limits.endedAdvisories()) {
      advisories.values().stream()
          .filter(a -> a.endedAt().isPresent())
          .min(Comparator.comparing(a -> a.endedAt().orElseThrow()))
          .ifPresent(oldest -> advisories.remove(oldest.id()));
    }
  }

  synchronized void forget(AdvisoryId advisory) {
    advisories.remove(advisory);
  }

  synchronized void see(ActionRecord action) {
    actions.add(action);
  }

  synchronized void see(Window window) {
    windows.put(window);
  }

  synchronized void judged(Instant upTo) {
    unjudged.judged(upTo);
  }

  synchronized void see(Policy policy) {
    policies.put(policy.version(), policy);
  }

  /** The plan that is whole by this part. */
  synchronized Optional<KeptPlan> see(PlanPart part) {
    return plans.put(part);
  }

  synchronized void forgetPlan(AdvisoryId advisory, int part) {
    plans.remove(advisory, part);
  }

  synchronized void see(Artefact part) {
    artefacts.put(part);
  }

  synchronized void forget(AdvisoryId advisory, String name, int part) {
    artefacts.remove(advisory, name, part);
  }
}
