package io.kadvisor.core.calm;

import io.kadvisor.core.calm.Fault.Kind;
import io.kadvisor.core.calm.Fault.Step;
import io.kadvisor.model.advisory.Advisory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * What happens to the controllers. Half an hour lies between two of these, so that no hour holds
 * more elections by chance than the rule allows.
 */
final class QuorumFaults {
  private static final Duration APART = Duration.ofMinutes(30);
  private static final Duration EACH = Duration.ofMinutes(3);
  private static final int ELECTIONS = 7;
  private static final Predicate<Advisory> OF_QUORUM =
      advisory ->
          advisory.id().kind().equals("controller-unstable")
              || advisory.id().kind().equals("quorum-voter-behind");

  private final FeedQuorum quorum;
  private final Times times;
  private final SplittableRandom random;
  private final Collection<Fault> zones;
  private final List<Fault> made = new ArrayList<>();

  QuorumFaults(FeedQuorum quorum, Times times, SplittableRandom random, Collection<Fault> zones) {
    this.quorum = quorum;
    this.times = times;
    this.random = random;
    this.zones = zones;
  }

  Fault restart() {
    Duration lasts = times.seconds(15, 45);
    Instant at = when(lasts);
    int[] restarted = new int[1];
    return add(
        Kind.CONTROLLER,
        at,
        lasts,
        List.of(
            new Step(
                at,
                () -> {
                  restarted[0] = quorum.leader();
                  quorum.stop(restarted[0], at);
                }),
            new Step(at.plus(lasts), () -> quorum.start(restarted[0], at.plus(lasts)))));
  }

  /** One after the other, whoever leads. */
  Fault roll() {
    Duration away = Duration.ofSeconds(40);
    Duration lasts = EACH.multipliedBy(3);
    Instant at = when(lasts);
    List<Step> steps = new ArrayList<>();
    for (int voter = FeedQuorum.FIRST; voter <= FeedQuorum.LAST; voter++) {
      int id = voter;
      Instant down = at.plus(EACH.multipliedBy(id - FeedQuorum.FIRST));
      steps.add(new Step(down, () -> quorum.stop(id, down)));
      steps.add(new Step(down.plus(away), () -> quorum.start(id, down.plus(away))));
    }
    return add(Kind.CONTROLLER_ROLL, at, lasts, steps);
  }

  Fault dies() {
    Duration lasts = times.minutes(10, 30);
    Instant at = when(lasts);
    int voter = random.nextInt(FeedQuorum.FIRST, FeedQuorum.LAST + 1);
    return add(
        Kind.CONTROLLER_DIES,
        at,
        lasts,
        List.of(
            new Step(at, () -> quorum.stop(voter, at)),
            new Step(at.plus(lasts), () -> quorum.start(voter, at.plus(lasts)))));
  }

  Fault changes() {
    Duration lasts = EACH.multipliedBy(ELECTIONS);
    Instant at = when(lasts);
    List<Step> steps = new ArrayList<>();
    for (int n = 0; n < ELECTIONS; n++) {
      steps.add(new Step(at.plus(EACH.multipliedBy(n)), quorum::elect));
    }
    return add(Kind.CONTROLLERS_CHANGE, at, lasts, steps);
  }

  private Instant when(Duration lasts) {
    List<Fault> others = new ArrayList<>(made);
    others.addAll(zones);
    return times.awayFrom(others, APART, lasts);
  }

  private Fault add(Kind kind, Instant at, Duration lasts, List<Step> steps) {
    Fault fault =
        new Fault(kind, at, at.plus(lasts), kind.deserves, OF_QUORUM, advisory -> false, steps);
    made.add(fault);
    return fault;
  }
}
