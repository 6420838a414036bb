package io.kadvisor.core.rule.topic;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.OutOfSync;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whom the replicas point at that one sweep sees out of sync although their brokers live. The
 * pattern over the whole cluster tells: a slow follower lags behind several leaders, a saturated
 * leader is lagged behind by followers that keep up elsewhere.
 */
final class Culprits {
  private static final int SEVERAL = 2;

  private final Sweep sweep;
  private final Settings settings;
  private final OutOfSync out;
  private final Set<BrokerId> troubled;
  private final Set<BrokerId> excused;
  private final Map<BrokerId, Saturation> saturated = new TreeMap<>();
  private final Map<BrokerId, Saturation> suspected = new TreeMap<>();
  private final Set<BrokerId> slow = new TreeSet<>();
  private final Map<BrokerId, Integer> keptUp = new TreeMap<>();
  private final Map<BrokerId, Boolean> stopping = new TreeMap<>();

  Culprits(Sweep sweep, Memory memory, Settings settings) {
    this.sweep = sweep;
    this.settings = settings;
    this.out = OutOfSync.of(sweep);
    Duration settle = settings.policy().scaled(settings.policy().calm().settle());
    this.troubled = memory.troubled(sweep.brokers().keySet(), sweep.at(), settle);
    this.excused = memory.excused(sweep.brokers().keySet(), sweep.at(), settle);
    sweep.brokers().keySet().forEach(this::look);
    Set<BrokerId> behind =
        out.partitions().keySet().stream().filter(this::behindSeveral).collect(Collectors.toSet());
    if (behind.size() * 2L <= Math.max(SEVERAL, alive())) {
      slow.addAll(behind);
    }
  }

  private void look(BrokerId leader) {
    Optional<BrokerSample> sample = sample(leader);
    if (sample.isPresent() && !justBack(leader)) {
      Saturation saturation = new Saturation(sample.get(), settings);
      if (saturation.handlersBusy() || areFetchesSlowForGoodFollowers(leader, saturation)) {
        saturated.put(leader, saturation);
      } else if (saturation.fetchesSlow()) {
        suspected.put(leader, saturation);
      }
    }
  }

  /**
   * Fetches may take long on a leader with idle handlers because the follower is slow to take them.
   * Followers that keep up elsewhere are not; those that miss nothing of it keep up with it.
   */
  private boolean areFetchesSlowForGoodFollowers(BrokerId leader, Saturation saturation) {
    return saturation.fetchesSlow()
        && (out.followers(leader).isEmpty() || keptUpElsewhere(leader) > 0);
  }

  /** A saturated leader may be silent, but it is not away; one that came back has old numbers. */
  private boolean justBack(BrokerId leader) {
    boolean silentOnly = sample(leader).map(s -> s.answer().silent()).orElse(false);
    return troubled.contains(leader) && !silentOnly;
  }

  private boolean behindSeveral(BrokerId follower) {
    Set<BrokerId> leaders = out.leaders(follower).keySet();
    return lives(follower) && leaders.size() >= SEVERAL && !saturated.keySet().containsAll(leaders);
  }

  private boolean lives(BrokerId broker) {
    return !excused.contains(broker)
        && sample(broker).filter(s -> s.membership() == Membership.LISTED).isPresent();
  }

  private long alive() {
    return sweep.brokers().keySet().stream().filter(this::lives).count();
  }

  private Optional<BrokerSample> sample(BrokerId broker) {
    return Optional.ofNullable(sweep.brokers().get(broker));
  }

  /** Lags behind several leaders, though it lives. */
  boolean isSlow(BrokerId follower) {
    return slow.contains(follower);
  }

  /**
   * Leads nothing that another could lead, as a broker that stops in order: its leaderships go
   * first, then it leaves the ISRs, and only then the metadata.
   */
  boolean mayBeStopping(BrokerId follower) {
    return stopping.computeIfAbsent(follower, this::leadsNothingWithOthers);
  }

  private boolean leadsNothingWithOthers(BrokerId broker) {
    for (TopicSample topic : sweep.topics().values()) {
      for (int partition = 0; partition < topic.partitionCount(); partition++) {
        if (topic.leader().get(partition) == broker.value()
            && ReplicaLoss.inSync(topic, partition) > 1) {
          return false;
        }
      }
    }
    return true;
  }

  /** Saturated, and the followers that it lacks lag behind none that is not. */
  boolean isSaturated(BrokerId leader) {
    return saturated.containsKey(leader)
        && out.followers(leader).stream()
            .filter(follower -> !excused.contains(follower))
            .allMatch(follower -> saturated.keySet().containsAll(out.leaders(follower).keySet()));
  }

  /** True when a leader of the topic is saturated, whether or not it lacks a follower now. */
  boolean isLedBySaturated(TopicSample topic) {
    return !saturated.isEmpty()
        && topic.leader().stream()
            .anyMatch(leader -> leader >= 0 && saturated.containsKey(new BrokerId(leader)));
  }

  /** Away, silent, or back and catching up: what it lacks needs no other reason. */
  boolean isExcused(BrokerId broker) {
    return excused.contains(broker);
  }

  List<Evidence> saturation(BrokerId leader) {
    return Optional.ofNullable(saturated.get(leader)).map(Saturation::evidence).orElse(List.of());
  }

  /** Why it might be saturated, when nothing shows that it is not its followers that are slow. */
  List<Evidence> suspicion(BrokerId leader) {
    return Optional.ofNullable(suspected.get(leader)).map(Saturation::evidence).orElse(List.of());
  }

  /** True when its request handlers or the fetches that it serves were read. */
  boolean observed(BrokerId leader) {
    return sample(leader).map(s -> new Saturation(s, settings).observed()).orElse(false);
  }

  Set<BrokerId> leadersLaggedBehind(BrokerId follower) {
    return out.leaders(follower).keySet();
  }

  int missing(BrokerId follower) {
    return out.count(follower);
  }

  /**
   * Partitions of other leaders that are written to and have followers in sync that this one lacks;
   * counted once a sweep, since a leader may lack them in hundreds of topics.
   */
  int keptUpElsewhere(BrokerId leader) {
    return keptUp.computeIfAbsent(leader, this::countKeptUp);
  }

  private int countKeptUp(BrokerId leader) {
    Set<BrokerId> followers = out.followers(leader);
    int kept = 0;
    for (TopicSample topic : sweep.topics().values()) {
      for (int partition = 0; partition < topic.partitionCount(); partition++) {
        boolean elsewhere = topic.leader().get(partition) != leader.value();
        if (elsewhere && written(topic, partition) && anyInSync(topic, partition, followers)) {
          kept++;
        }
      }
    }
    return kept;
  }

  private static boolean anyInSync(TopicSample topic, int partition, Set<BrokerId> followers) {
    int leader = topic.leader().get(partition);
    for (BrokerId follower : followers) {
      if (follower.value() != leader && topic.isr().get(partition).contains(follower.value())) {
        return true;
      }
    }
    return false;
  }

  /** A partition without writes keeps its replicas in sync, however slow they are. */
  private static boolean written(TopicSample topic, int partition) {
    LongColumn now = topic.latest();
    LongColumn before = topic.previousLatest();
    return now.has(partition)
        && before.has(partition)
        && now.get(partition) > before.get(partition);
  }
}
