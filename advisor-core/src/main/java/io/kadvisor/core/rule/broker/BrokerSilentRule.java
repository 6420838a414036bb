package io.kadvisor.core.rule.broker;

import io.kadvisor.core.memory.BrokerMemory;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Threshold;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Answer;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A broker that is away or gives no answer. The controller's metadata and the broker's own answers
 * are two witnesses: only together do they speak of a death, and only when the broker did not leave
 * in order. A probe is a third one, which may contradict both. A broker that holds no replica may
 * leave unmentioned.
 */
public final class BrokerSilentRule implements BrokerRule {
  public static final String NAME = "broker-silent";
  public static final String BROKER_DOWN = "broker-down";
  public static final String STOPPED = "stopped";
  public static final String DISPUTED = "disputed";
  public static final String PROBE_UNANSWERED = "probe-unanswered";

  private static final String UNANSWERED = "unanswered";

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          NAME,
          "Broker silent",
          Category.AVAILABILITY,
          "The metadata does not list a broker that holds replicas, the broker gives no answer of its own, or the probe's records do not come back from it.",
          Set.of(Fact.BROKER_MEMBERSHIP, Fact.TOPIC_PARTITIONS),
          Set.of(Fact.BROKER_ANSWER, Fact.BROKER_PROBE),
          List.of(
              new Threshold(
                  UNANSWERED,
                  20,
                  Unit.SECONDS,
                  "for so long no record of the probe came back from a broker, though some did from others",
                  "KMinion (endToEnd): a record that takes 20 s is lost")),
          new Timing(
              "hold",
              Duration.ofSeconds(30),
              "how long a dead broker must have given no answer, once it is out of the metadata, before it is told",
              "longer than a controller election after broker.session.timeout.ms (Kafka broker configuration, 9 s)"),
          new Timing(
              "keep",
              Duration.ofSeconds(30),
              "how long it must be listed and answer again",
              "as long as it takes to be told"),
          List.of(
              new Timing(
                  "disputed",
                  Duration.ofMinutes(15),
                  "how long the witnesses may disagree",
                  "AWS guidance for Amazon MSK: a patch keeps a broker busy for 5 to 15 min")),
          List.of(
              new Cause(
                  BROKER_DOWN,
                  "out of the metadata and without an answer, and it did not leave in order"),
              new Cause(
                  STOPPED, "stopped in order and away for longer than a planned restart takes"),
              new Cause(DISPUTED, "listed but silent, or answering but not listed"),
              new Cause(
                  PROBE_UNANSWERED,
                  "listed and answering, and yet no record of the probe comes back")),
          "broker-loss");

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public Assessment assess(BrokerSample seen, Sweep sweep, Memory memory, Settings settings) {
    BrokerMemory broker = memory.of(seen.broker());
    if (!broker.away() && !broker.silent() && !unheard(seen, broker, sweep, settings)) {
      return Assessment.clear(seen.subject());
    }
    Holdings holdings = Holdings.of(seen.broker(), sweep);
    if (broker.away() && holdings.isEmpty()) {
      return sweep.conclusive()
          ? Assessment.clear(seen.subject())
          : Assessment.unknown(seen.subject(), "whether " + seen.subject() + " holds replicas");
    }
    return breach(seen, broker, sweep.at(), settings)
        .pointingAt(Set.<BrokerId>of(seen.broker()))
        .because(new SilenceEvidence(seen, broker, holdings, sweep.at()).all());
  }

  /** A broker that is just back gets the time until its partition is led again. */
  private static boolean unheard(
      BrokerSample seen, BrokerMemory broker, Sweep sweep, Settings settings) {
    Duration settle = settings.policy().scaled(settings.policy().calm().settle());
    return !broker.troubled(sweep.at(), settle)
        && ProbeWitness.contradicts(seen, sweep, settings.threshold(UNANSWERED));
  }

  /**
   * A dispute counts from its own beginning: in a restart before it both witnesses agreed, and a
   * broker that is listed again may be busy for a moment.
   */
  private static Assessment breach(
      BrokerSample seen, BrokerMemory broker, Instant at, Settings settings) {
    if (!broker.away() && !broker.silent()) {
      return Assessment.breach(seen.subject(), Severity.WARNING, PROBE_UNANSWERED)
          .after(settings.duration("disputed"))
          .whileSame(Assessment.Lasting.CAUSE);
    }
    if (!agreed(seen, broker)) {
      return Assessment.breach(seen.subject(), Severity.WARNING, DISPUTED)
          .after(settings.duration("disputed"))
          .whileSame(Assessment.Lasting.CAUSE);
    }
    return broker.cleanStop()
        ? Assessment.breach(seen.subject(), Severity.WARNING, STOPPED)
            .after(untilOverdue(broker, at, plannedRestart(settings)))
        : Assessment.breach(seen.subject(), Severity.CRITICAL, BROKER_DOWN)
            .after(untilBelieved(broker, at, settings.hold()));
  }

  /** A dead broker is silent for a session before it leaves the metadata: that time counts. */
  private static Duration untilBelieved(BrokerMemory broker, Instant at, Duration hold) {
    Instant away = broker.awaySince().orElseThrow();
    Instant since = broker.silentSince().filter(away::isAfter).orElse(away);
    return at.isBefore(since.plus(hold)) ? hold : Duration.ZERO;
  }

  /**
   * None once it has been away for so long: where sweeps of its silence were lost, the breach is
   * younger than the silence.
   */
  private static Duration untilOverdue(BrokerMemory broker, Instant at, Duration away) {
    Instant since = broker.awaySince().orElseThrow();
    return at.isBefore(since.plus(away)) ? untilAway(broker).plus(away) : Duration.ZERO;
  }

  /**
   * Both witnesses say away. An answer on the way back takes nothing back until the metadata lists
   * it.
   */
  private static boolean agreed(BrokerSample seen, BrokerMemory broker) {
    boolean unasked = seen.answer().outcome() == Answer.Outcome.NOT_ASKED;
    return broker.away() && (broker.silent() || unasked);
  }

  /**
   * The breach begins with the first silence; a planned restart counts from the absence, which
   * others can see too.
   */
  private static Duration untilAway(BrokerMemory broker) {
    Instant away = broker.awaySince().orElseThrow();
    Duration silentBefore = Duration.between(broker.silentSince().orElse(away), away);
    return silentBefore.isNegative() ? Duration.ZERO : silentBefore;
  }

  private static Duration plannedRestart(Settings settings) {
    return settings.policy().scaled(settings.policy().calm().plannedRestart());
  }
}
