package io.kadvisor.core.rule.broker;

import io.kadvisor.core.memory.IsrHistory;
import io.kadvisor.core.memory.IsrHistory.Turn;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Threshold;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Evidence.Comparison;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A follower that leaves the ISR and comes back again and again: each time the producers' acks wait
 * and the copies are fewer, but never long enough for the other rules. Sweeps see the slow ones;
 * the leaders' counters see those between two sweeps.
 */
public final class IsrFlappingRule implements BrokerRule {
  public static final String NAME = "isr-flapping";
  public static final String IN_AND_OUT = "in-and-out";
  public static final String WINDOW = "window";
  private static final String CHANGES = "changes";
  private static final String QUIET = "quiet";
  private static final String BY_LEADERS = "counted by the leaders";
  private static final SortedSet<BrokerId> NOBODY = Collections.emptySortedSet();

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          NAME,
          "ISR flapping",
          Category.DURABILITY,
          "The replicas of a broker that lives leave the ISR and come back again and again.",
          Set.of(Fact.TOPIC_PARTITIONS, Fact.BROKER_MEMBERSHIP),
          Set.of(Fact.BROKER_ANSWER, Fact.ISR_CHANGES, Fact.REASSIGNMENTS),
          List.of(
              new Threshold(
                  CHANGES,
                  5,
                  Unit.COUNT,
                  "ways out of the ISR or back into it within the window",
                  "own choice: three times out is no hiccup; what leaves or returns step by step counts once")),
          new Timing(
              "hold",
              Duration.ofMinutes(1),
              "how long it must last",
              "a broker that stops in order is out of sync before it leaves the metadata, and that is no turn"),
          new Timing(
              "keep",
              Duration.ofMinutes(5),
              "how long it must have been quiet beyond the quiet time",
              "own choice"),
          List.of(
              new Timing(
                  WINDOW, Duration.ofHours(1), "over which changes are counted", "own choice"),
              new Timing(
                  QUIET,
                  Duration.ofMinutes(15),
                  "after this time without a change it is over",
                  "AWS guidance for Amazon MSK: UnderReplicatedPartitions above 0 for 15 min is told by itself")),
          List.of(
              new Cause(
                  IN_AND_OUT,
                  "its replicas go out of sync and back without the broker going away")),
          "isr-flapping");

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public Assessment assess(BrokerSample broker, Sweep sweep, Memory memory, Settings settings) {
    Instant from = sweep.at().minus(settings.duration(WINDOW));
    Story story =
        story(broker.broker(), new CountedTurns(sweep, memory, from), memory, from, settings);
    List<Turn> turns = story.turns();
    boolean quiet =
        turns.isEmpty() || last(turns).isBefore(sweep.at().minus(settings.duration(QUIET)));
    if (turns.size() < settings.threshold(CHANGES) || quiet) {
      return sweep.conclusive()
          ? Assessment.clear(broker.subject())
          : Assessment.unknown(broker.subject(), "the ISR of all partitions");
    }
    return Assessment.breach(broker.subject(), Severity.WARNING, IN_AND_OUT)
        .pointingAt(concerned(broker.broker(), turns))
        .because(evidence(broker, story, sweep, settings));
  }

  /**
   * What happened to a follower, and who says so.
   *
   * @param unseenBy leaders from whose counters alone it is known that it was this follower; empty
   *     when a sweep has seen it out
   */
  private record Story(List<Turn> turns, String source, SortedSet<BrokerId> unseenBy) {}

  /** What tells most. */
  private static Story story(
      BrokerId broker, CountedTurns counted, Memory memory, Instant from, Settings settings) {
    List<Turn> seen = CountedTurns.turns(memory.of(broker).isr(), from);
    List<Turn> ofSeen = counted.ofSeen(broker);
    double many = settings.threshold(CHANGES);
    if (!seen.isEmpty()) {
      return ofSeen.size() > seen.size()
          ? new Story(ofSeen, BY_LEADERS, NOBODY)
          : new Story(seen, "seen by sweeps", NOBODY);
    }
    return new Story(counted.ofUnseen(broker, many), BY_LEADERS, counted.leaders(many));
  }

  private static Instant last(List<Turn> turns) {
    return turns.get(turns.size() - 1).at();
  }

  /** The follower, and the leader when it is always the same one. */
  private static Set<BrokerId> concerned(BrokerId broker, List<Turn> turns) {
    Set<BrokerId> concerned = new TreeSet<>(Set.of(broker));
    Set<Integer> leaders = turns.stream().map(Turn::leader).collect(Collectors.toSet());
    if (leaders.size() == 1 && !leaders.contains(IsrHistory.SEVERAL)) {
      concerned.add(new BrokerId(leaders.iterator().next()));
    }
    return concerned;
  }

  private static List<Evidence> evidence(
      BrokerSample broker, Story story, Sweep sweep, Settings settings) {
    List<Turn> turns = story.turns();
    Duration window = settings.duration(WINDOW);
    String sentence =
        "The replicas of "
            + broker.subject()
            + " left the ISR or came back "
            + turns.size()
            + " times within "
            + Phrases.lasting(window)
            + ", last at "
            + Phrases.at(last(turns))
            + " ("
            + story.source()
            + ")";
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        Evidence.of(broker.subject(), "isr.changes", turns.size(), Unit.COUNT, sweep.at(), sentence)
            .over(window)
            .against(Comparison.ABOVE, settings.threshold(CHANGES), settings.sourceOf(CHANGES)));
    Set<BrokerId> concerned = concerned(broker.broker(), turns);
    concerned.remove(broker.broker());
    concerned.forEach(
        leader ->
            evidence.add(
                Evidence.of(
                    broker.subject(),
                    "leaders.lagged-behind",
                    1,
                    Unit.COUNT,
                    sweep.at(),
                    "Each time it was partitions of broker " + leader + " only")));
    if (!story.unseenBy().isEmpty()) {
      evidence.add(unseen(broker, story.unseenBy(), sweep.at()));
    }
    return evidence;
  }

  private static Evidence unseen(BrokerSample broker, SortedSet<BrokerId> leaders, Instant at) {
    return Evidence.of(
        broker.subject(),
        "leaders.counting-changes",
        leaders.size(),
        Unit.COUNT,
        at,
        "No sweep saw who was out. Leaders that count it: "
            + leaders.stream().map(BrokerId::toString).collect(Collectors.joining(", "))
            + "; "
            + broker.subject()
            + " is the only one that follows all of them and counts nothing itself");
  }
}
