package io.kadvisor.core.planner.kept;

import io.kadvisor.core.planner.Objective;
import io.kadvisor.core.planner.live.LiveCluster;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.UserTopics;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.plan.PlanSummary.Asked;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.TopicSample;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What an advisory asks of the planner.
 *
 * @param purpose what the plan is for, in a sentence
 * @param leaving brokers that take nothing, and end without replicas where the objective empties
 *     any
 * @param joining rack by id of brokers that are not there yet
 * @param topics those that are meant, with the replicas that each partition is to have, 0 for as
 *     many as now; none means all
 */
public record PlanWish(
    Objective objective,
    String purpose,
    SortedSet<Integer> leaving,
    SortedMap<Integer, String> joining,
    SortedMap<String, Integer> topics) {
  /**
   * Where the policy asks the rule for no other (Apache Kafka operations guide; MSK developer
   * guide, best practices).
   */
  private static final int FACTOR = 3;

  private static final String WEAK_TOPIC = "weak-topic";

  private static final String EVEN =
      "Brings every broker within 10 % of the mean, wherever racks and partition sizes allow it.";

  public PlanWish {
    leaving = new TreeSet<>(leaving);
    joining = new TreeMap<>(joining);
    topics = new TreeMap<>(topics);
  }

  /**
   * The wish of an open advisory, by the rule of its root; absent where no plan helps.
   *
   * @param policy in force, which names the brokers to be drained
   */
  public static Optional<PlanWish> of(Advisory advisory, Sweep sweep, Policy policy) {
    if (advisory.state().ended() || advisory.findings().isEmpty()) {
      return Optional.empty();
    }
    SortedSet<Integer> leaving = leaving(sweep, policy);
    return switch (advisory.findings().get(0).rule()) {
      case "replica-skew", "disk-skew", "bytes-in-skew", "bytes-out-skew", "broker-empty" ->
          Optional.of(plain(Objective.BALANCE, EVEN, leaving));
      case "leader-skew" ->
          Optional.of(
              plain(
                  Objective.LEADERS,
                  "Spreads leaders and their traffic evenly; copies nothing.",
                  leaving));
      case "broker-draining" ->
          Optional.of(
              plain(Objective.DRAIN, "Empties " + named(leaving) + " at the least cost.", leaving));
      case WEAK_TOPIC -> ofTopics(advisory, sweep, enough(policy), leaving);
      case "capacity" -> ofCapacity(advisory, sweep, leaving);
      default -> Optional.empty();
    };
  }

  private static PlanWish plain(Objective objective, String purpose, SortedSet<Integer> leaving) {
    return new PlanWish(objective, purpose, leaving, new TreeMap<>(), new TreeMap<>());
  }

  private static String named(SortedSet<Integer> brokers) {
    return (brokers.size() == 1 ? "broker " : "brokers ")
        + String.join(", ", brokers.stream().map(String::valueOf).toList());
  }

  private static SortedSet<Integer> leaving(Sweep sweep, Policy policy) {
    SortedSet<Integer> leaving = new TreeSet<>();
    policy.drain().stream()
        .filter(broker -> sweep.brokers().containsKey(broker))
        .map(BrokerId::value)
        .forEach(broker -> leaving.add(broker));
    return leaving;
  }

  private static Optional<PlanWish> ofTopics(
      Advisory advisory, Sweep sweep, int enough, SortedSet<Integer> leaving) {
    boolean racks = advisory.cause().equals("rack-shared");
    SortedMap<String, Integer> topics = new TreeMap<>();
    for (FindingId finding : advisory.findings()) {
      TopicSample topic = sweep.topics().get(new TopicName(finding.subject().name()));
      if (finding.rule().equals(WEAK_TOPIC) && topic != null) {
        int wanted = racks ? 0 : wanted(topic, enough);
        if (racks || factor(topic) < wanted) {
          topics.put(topic.topic().value(), wanted);
        }
      }
    }
    String purpose =
        racks
            ? "Moves replicas apart that share a rack, and nothing else."
            : "Adds the replicas that are missing, and moves nothing.";
    return topics.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PlanWish(
                racks ? Objective.RACKS : Objective.GROW,
                purpose,
                leaving,
                new TreeMap<>(),
                topics));
  }

  /** Replicas that the rule wants of each partition. */
  private static int enough(Policy policy) {
    return policy
        .rule(WEAK_TOPIC)
        .map(settings -> settings.thresholds().get("min-factor"))
        .map(Double::intValue)
        .orElse(FACTOR);
  }

  private static int wanted(TopicSample topic, int enough) {
    return factor(topic) < enough
        ? Math.max(enough, topic.minInsyncReplicas().orElse(1) + 1)
        : factor(topic);
  }

  private static int factor(TopicSample topic) {
    return topic.replicas().stream().mapToInt(replicas -> replicas.size()).min().orElse(0);
  }

  private static Optional<PlanWish> ofCapacity(
      Advisory advisory, Sweep sweep, SortedSet<Integer> leaving) {
    return switch (advisory.recommendation().action()) {
      case "rebalance" -> Optional.of(plain(Objective.BALANCE, EVEN, leaving));
      case "add-brokers" -> {
        int more = parameter(advisory, "to") - parameter(advisory, "from");
        SortedMap<Integer, String> joining = joining(sweep, leaving, more);
        yield more < 1 || joining.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new PlanWish(
                    Objective.BALANCE,
                    "Once " + named(new TreeSet<>(joining.keySet())) + " joined: " + lower(EVEN),
                    leaving,
                    joining,
                    new TreeMap<>()));
      }
      default -> Optional.empty();
    };
  }

  private static String lower(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }

  private static int parameter(Advisory advisory, String name) {
    String value = advisory.recommendation().parameters().getOrDefault(name, "");
    return value.matches("\\d{1,6}") ? Integer.parseInt(value) : 0;
  }

  /**
   * The next free ids, each in the rack that has fewest, also in one that is to be emptied. Where
   * no broker has a rack each is one of its own, as the planner counts them; where only some have,
   * nobody knows which is meant.
   */
  private static SortedMap<Integer, String> joining(
      Sweep sweep, SortedSet<Integer> leaving, int count) {
    SortedMap<String, Integer> racks = new TreeMap<>();
    int last = 0;
    int rackless = 0;
    for (var broker : sweep.brokers().values()) {
      int id = broker.broker().value();
      last = Math.max(last, id);
      if (broker.membership() == Membership.LISTED) {
        int staying = leaving.contains(id) ? 0 : 1;
        broker.rack().ifPresent(rack -> racks.merge(rack, staying, Integer::sum));
        rackless += broker.rack().isEmpty() ? 1 : 0;
      }
    }
    SortedMap<Integer, String> joining = new TreeMap<>();
    for (int each = 1; each <= count && (racks.isEmpty() || rackless == 0); each++) {
      String rack = racks.isEmpty() ? LiveCluster.ownRack(last + each) : emptiest(racks);
      joining.put(last + each, rack);
      racks.computeIfPresent(rack, (name, brokers) -> brokers + 1);
    }
    return joining;
  }

  private static String emptiest(SortedMap<String, Integer> racks) {
    int fewest = racks.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
    return racks.keySet().stream().filter(rack -> racks.get(rack) == fewest).findFirst().get();
  }

  /**
   * Whether a plan is about a topic. Balance is that of the topics which somebody owns, as the
   * rules of balance count them: Kafka's own and Kadvisor's stay where they are.
   */
  boolean means(TopicSample topic) {
    return switch (objective) {
      case BALANCE, LEADERS -> UserTopics.is(topic);
      case DRAIN, RACKS, ELECT, REPAIR, GROW -> true;
    };
  }

  /** The names of the topics that it is about. */
  Predicate<TopicName> meansOf(Sweep sweep) {
    return name -> {
      TopicSample topic = sweep.topics().get(name);
      return topic != null && means(topic);
    };
  }

  /** Whether it is decided by traffic what moves. */
  boolean levels() {
    return objective == Objective.BALANCE || objective == Objective.LEADERS;
  }

  /** As it stands with the plan. */
  Asked asked() {
    List<String> named =
        topics.entrySet().stream()
            .limit(MOST_TOPICS)
            .map(each -> each.getKey() + (each.getValue() == 0 ? "" : "=" + each.getValue()))
            .toList();
    return new Asked(
        objective.name().toLowerCase(Locale.ROOT),
        purpose,
        List.copyOf(leaving),
        List.copyOf(joining.keySet()),
        named);
  }

  /** Topics that the record names; a larger folding names its first ones. */
  private static final int MOST_TOPICS = 500;
}
