package io.kadvisor.core.advice;

import io.kadvisor.core.advice.PartitionAdviser.Trouble;
import io.kadvisor.core.plan.Resource;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which adviser writes for which kind of incident; a kind is the name of the root's rule, or {@code
 * digest}.
 */
public final class Advisers {
  private static final String DIGEST = "digest";
  private static final Adviser PLAIN = new PlainAdviser();
  private final Map<String, Adviser> byKind;

  private Advisers(Map<String, Adviser> byKind) {
    this.byKind = byKind;
  }

  /** All that Kadvisor ships. */
  public static Advisers standard() {
    Map<String, Adviser> byKind = new TreeMap<>();
    byKind.put("offline-partition", new PartitionAdviser(Trouble.OFFLINE));
    byKind.put("under-min-isr", new PartitionAdviser(Trouble.UNDER_MIN_ISR));
    byKind.put("at-min-isr", new PartitionAdviser(Trouble.AT_MIN_ISR));
    byKind.put("under-replicated", new PartitionAdviser(Trouble.UNDER_REPLICATED));
    byKind.put("broker-silent", new BrokerSilentAdviser());
    byKind.put("isr-flapping", new IsrFlappingAdviser());
    byKind.put("broker-slow", new BrokerSlowAdviser());
    byKind.put("request-latency", new RequestLatencyAdviser());
    byKind.put("broker-limits", new BrokerLimitsAdviser());
    byKind.put("quorum-voter-behind", new QuorumVoterAdviser());
    byKind.put("controller-unstable", new ControllerUnstableAdviser());
    byKind.put("leader-skew", new LeaderSkewAdviser());
    byKind.put("leaders-off-preferred", new LeadersOffPreferredAdviser());
    for (Resource resource : Resource.values()) {
      byKind.put(resource.rule(), new SkewAdviser(resource));
    }
    byKind.put("broker-empty", FillOrEmpty.fill());
    byKind.put("broker-draining", FillOrEmpty.empty());
    byKind.put("hot-partition", new HotPartitionAdviser());
    byKind.put("reassignment-stuck", new ReassignmentStuckAdviser());
    byKind.put("throttle-left-behind", new ThrottleLeftBehindAdviser());
    byKind.put("weak-topic", new WeakTopicAdviser());
    byKind.put("lag-growing", new LagGrowingAdviser());
    byKind.put("group-stopped", new GroupStoppedAdviser());
    byKind.put("group-memberless", new GroupMemberlessAdviser());
    byKind.put("advisor-blind", new BlindAdviser());
    byKind.put("capacity", new CapacityAdviser());
    byKind.put("backup-missing", new BackupAdviser());
    byKind.put("small-cluster", new SmallClusterAdviser());
    Advisers single = new Advisers(Map.copyOf(byKind));
    byKind.put(DIGEST, new DigestAdviser(single::of));
    return new Advisers(byKind);
  }

  /** The adviser of a kind; a kind that is unknown gets plain words from its findings. */
  public Adviser of(String incidentKind) {
    return byKind.getOrDefault(incidentKind, PLAIN);
  }

  /** Kinds with an adviser of their own. */
  public SortedSet<String> kinds() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(byKind.keySet()));
  }
}
