package io.kadvisor.core.rule.topic;

import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.model.BrokerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Why replicas are missing, and who is to blame.
 *
 * @param brokers that the loss points at: the missing ones, or the saturated leaders
 * @param timing the name of how long it must last; absent: as long as the rule says
 */
record LossCause(String tag, Set<BrokerId> brokers, Optional<String> timing) {
  static final String BROKER_DOWN = "broker-down";
  static final String FOLLOWER_SLOW = "follower-slow";
  static final String LEADER_SATURATED = "leader-saturated";
  static final String REASSIGNMENT_RUNNING = "reassignment-running";
  static final String UNKNOWN = "unknown";

  static final List<Cause> ALL =
      List.of(
          new Cause(
              BROKER_DOWN,
              "every missing replica is on a broker that is away, silent, or just back and catching up"),
          new Cause(
              FOLLOWER_SLOW,
              "the missing replicas are on a broker that lives and lags behind several leaders"),
          new Cause(
              LEADER_SATURATED,
              "the leader is too busy to serve its followers: its request handlers have no time left, or fetches take"
                  + " long on it while its followers keep up with other leaders"),
          new Cause(
              REASSIGNMENT_RUNNING,
              "the missing replicas are those that a running reassignment adds"),
          new Cause(
              UNKNOWN,
              "a missing replica is on a broker that is well, and neither it nor its leader stands out"));

  private static final Set<String> OF_THE_LIVING =
      Set.of(FOLLOWER_SLOW, LEADER_SATURATED, REASSIGNMENT_RUNNING, UNKNOWN);

  /** Partitions under reassignment lack their new replicas until these have caught up. */
  static final Timing UNEXPLAINED =
      new Timing(
          "unexplained",
          Duration.ofMinutes(15),
          "how long it must last when nothing explains it: a reassignment needs time",
          "AWS guidance for Amazon MSK: UnderReplicatedPartitions above 0 for 15 min");

  /** Nothing excuses a partition without a leader; the time is for a controller on its way. */
  static final Timing UNEXPLAINED_OFFLINE =
      new Timing(
          UNEXPLAINED.name(),
          Duration.ofMinutes(1),
          "how long it must last when no broker is away: a controller may be on its way",
          "AWS guidance for Amazon MSK: OfflinePartitionsCount above 0, a look a minute");

  /**
   * A factor that is being raised counts at once, its new replicas only when they have caught up.
   */
  static final Timing UNEXPLAINED_REFUSAL =
      new Timing(
          UNEXPLAINED.name(),
          Duration.ofMinutes(3),
          "how long it must last when no broker is away: a factor may be on the rise",
          "AWS guidance for Amazon MSK: UnderMinIsrPartitionCount at least 1 for 1 min, with room for a small reassignment");

  static final Timing EVIDENCED =
      new Timing(
          "evidenced",
          Duration.ofMinutes(1),
          "how long it must last when a slow follower or a saturated leader explains it",
          "twice replica.lag.time.max.ms (Kafka broker configuration, 30 s): one hiccup heals by itself in that time");

  /**
   * A stop in order takes the leaderships first, then the ISRs, then the broker off the metadata.
   */
  static final Timing STOPPING =
      new Timing(
          "stopping",
          Duration.ofMinutes(5),
          "how long it must last when the slow follower leads nothing that another could lead: it may be stopping in order",
          "BrokerServer of Kafka: a broker waits up to 5 min until the controller lets it stop");

  /** Producers are refused all the same. */
  static final Timing REFUSING_WHILE_STOPPING =
      new Timing(
          STOPPING.name(),
          Duration.ofMinutes(3),
          STOPPING.meaning(),
          "as when nothing explains it");

  /** The copies that were ordered before are all there; that it stands still is another rule's. */
  static final Timing REASSIGNING =
      new Timing(
          "reassigning",
          Duration.ofHours(24),
          "how long a reassignment may lack its new replicas",
          "own choice: 8 TiB at 100 MB/s; one without progress is told by reassignment-stuck");

  /** Producers are refused all the same. */
  static final Timing REFUSING_WHILE_MOVING =
      new Timing(
          REASSIGNING.name(),
          Duration.ofMinutes(3),
          "how long a reassignment may keep producers waiting",
          "as long as when no broker is away");

  LossCause {
    brokers = Set.copyOf(brokers);
  }

  static LossCause of(ReplicaLoss loss, Culprits culprits) {
    SortedSet<BrokerId> unexplained = new TreeSet<>(loss.missing().keySet());
    unexplained.removeIf(culprits::isExcused);
    if (loss.missing().isEmpty()) {
      return loss.adding().isEmpty()
          ? after(UNEXPLAINED, UNKNOWN, Set.of())
          : after(REASSIGNING, REASSIGNMENT_RUNNING, loss.adding().keySet());
    }
    if (unexplained.isEmpty()) {
      return new LossCause(BROKER_DOWN, loss.missing().keySet(), Optional.empty());
    }
    LossCause unknown = after(UNEXPLAINED, UNKNOWN, loss.missing().keySet());
    return loss.led() ? alive(loss, culprits, unknown) : unknown;
  }

  /** Every pair of a leader and a follower that lives must be explained, by one cause for all. */
  private static LossCause alive(ReplicaLoss loss, Culprits culprits, LossCause unknown) {
    SortedSet<BrokerId> leaders = new TreeSet<>();
    SortedSet<BrokerId> followers = new TreeSet<>();
    loss.behind()
        .forEach(
            (leader, missed) ->
                missed.stream()
                    .filter(follower -> !culprits.isExcused(follower))
                    .forEach(
                        follower -> {
                          leaders.add(leader);
                          followers.add(follower);
                        }));
    if (leaders.stream().allMatch(culprits::isSaturated)) {
      return after(EVIDENCED, LEADER_SATURATED, leaders);
    }
    return followers.stream().allMatch(culprits::isSlow) ? slow(followers, culprits) : unknown;
  }

  private static LossCause slow(Set<BrokerId> followers, Culprits culprits) {
    boolean stopping = followers.stream().anyMatch(culprits::mayBeStopping);
    return after(stopping ? STOPPING : EVIDENCED, FOLLOWER_SLOW, followers);
  }

  private static LossCause after(Timing timing, String tag, Set<BrokerId> brokers) {
    return new LossCause(tag, brokers, Optional.of(timing.name()));
  }

  boolean is(String other) {
    return tag.equals(other);
  }

  /**
   * Causes of which this may turn out to be the true one; empty: any. What a broker lacked that was
   * away is over when it is back: the next broker's loss does not go on with its time.
   */
  Set<String> continues() {
    return is(BROKER_DOWN) ? Set.of() : OF_THE_LIVING;
  }

  Duration hold(Settings settings) {
    return timing.map(settings::duration).orElseGet(settings::hold);
  }
}
