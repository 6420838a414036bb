package io.kadvisor.core.calm;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Answer;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A broker of the feed: how its process and its session stand. */
final class FeedBroker {
  private static final Duration SESSION = Duration.ofSeconds(9);
  private static final Duration CATCHES_UP = Duration.ofSeconds(40);

  final int id;
  final FeedMachine machine;
  private Optional<Instant> deadSince = Optional.empty();
  private Optional<Instant> stoppedSince = Optional.empty();
  private Optional<Instant> silentSince = Optional.empty();
  private Instant backAt = Instant.EPOCH;

  FeedBroker(int id, FeedMachine machine) {
    this.id = id;
    this.machine = machine;
  }

  String rack() {
    return "az" + (1 + id % 3);
  }

  /** Gone without a word: listed until its session ends. */
  void die(Instant at) {
    deadSince = Optional.of(at);
  }

  /** Stopped in order: it leaves the metadata first. */
  void stop(Instant at) {
    stoppedSince = Optional.of(at);
  }

  void start(Instant at) {
    deadSince = Optional.empty();
    stoppedSince = Optional.empty();
    backAt = at;
    machine.restart();
  }

  boolean runs() {
    return deadSince.isEmpty() && stoppedSince.isEmpty();
  }

  boolean listed(Instant at) {
    return stoppedSince.isEmpty()
        && deadSince.map(since -> at.isBefore(since.plus(SESSION))).orElse(true);
  }

  /** Whether its replicas are in sync: a dead one's until its session ends. */
  boolean inSync(Instant at) {
    return listed(at) && !(runs() && at.isBefore(backAt.plus(CATCHES_UP)));
  }

  BrokerSample sample(ClusterId cluster, Instant at) {
    silentSince = runs() ? Optional.empty() : silentSince.or(() -> Optional.of(at));
    Answer answer =
        runs()
            ? new Answer(Answer.Outcome.ANSWERED, Optional.of(machine.answers()), Optional.empty())
            : new Answer(Answer.Outcome.REFUSED, Optional.empty(), silentSince);
    return new BrokerSample(
        Sample.VERSION,
        cluster,
        new BrokerId(id),
        1,
        at,
        listed(at) ? Membership.LISTED : Membership.FENCED,
        answer,
        Optional.of("10.0." + id / 250 + "." + id % 250),
        Optional.of(9092),
        Optional.of(rack()),
        runs() ? Optional.of(List.of(machine.volume(at))) : Optional.empty(),
        runs() ? Optional.of(at) : Optional.empty(),
        Map.of("auto.leader.rebalance.enable", "true"),
        runs() ? machine.readings(at) : List.of(),
        List.of());
  }
}
