package io.kadvisor.core.rule.broker;

import io.kadvisor.core.memory.BrokerMemory;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What both witnesses say of a broker, and what it held. */
record SilenceEvidence(BrokerSample seen, BrokerMemory broker, Holdings holdings, Instant at) {

  List<Evidence> all() {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(membership());
    evidence.add(answer());
    probe().ifPresent(evidence::add);
    evidence.add(replicas());
    evidence.add(preferred());
    if (holdings.offline() > 0) {
      evidence.add(offline());
    }
    return evidence;
  }

  private Evidence membership() {
    String sentence =
        broker
            .awaySince()
            .map(
                since ->
                    "The metadata has not listed "
                        + seen.subject()
                        + " since "
                        + Phrases.at(since)
                        + state())
            .orElse("The metadata lists " + seen.subject());
    return seconds("broker.away", broker.awaySince().orElse(at), sentence);
  }

  private String state() {
    return switch (seen.membership()) {
      case LISTED -> "";
      case FENCED -> ": the controller has fenced it";
      case ABSENT -> ": it is not registered";
    };
  }

  private Evidence answer() {
    String sentence =
        switch (seen.answer().outcome()) {
          case ANSWERED -> "It answers calls of its own";
          case REFUSED -> "Nothing listens on its port" + silence();
          case TIMED_OUT -> "It gives no answer in time" + silence();
          case NOT_ASKED -> "It could not be asked itself" + silence();
        };
    return seconds("broker.silent", broker.silentSince().orElse(at), sentence);
  }

  /** A third witness where there is a probe. */
  private Optional<Evidence> probe() {
    return ProbeWitness.of(seen)
        .map(
            witness ->
                Evidence.of(
                    seen.subject(),
                    "broker.probe-unanswered",
                    witness.unanswered(),
                    Unit.SECONDS,
                    witness.at(),
                    witness.sentence()));
  }

  private String silence() {
    return broker.silentSince().map(since -> "; silent since " + Phrases.at(since)).orElse("");
  }

  private Evidence seconds(String metric, Instant since, String sentence) {
    double seconds = Duration.between(since, at).toMillis() / 1000.0;
    return Evidence.of(seen.subject(), metric, seconds, Unit.SECONDS, at, sentence);
  }

  private Evidence replicas() {
    String sentence =
        "It holds a replica of "
            + Phrases.count(holdings.replicas(), "partition")
            + " in "
            + Phrases.count(holdings.topics(), "topic");
    return count("broker.replicas", holdings.replicas(), sentence);
  }

  private Evidence preferred() {
    String sentence =
        "It is the preferred leader of "
            + Phrases.count(holdings.preferred(), "partition")
            + " and leads "
            + holdings.leads()
            + " now";
    return count("broker.preferred-leaders", holdings.preferred(), sentence);
  }

  private Evidence offline() {
    String sentence =
        Phrases.count(holdings.offline(), "partition")
            + " with a replica on it cannot be led by anyone";
    return count("broker.offline-partitions", holdings.offline(), sentence);
  }

  private Evidence count(String metric, int value, String sentence) {
    return Evidence.of(seen.subject(), metric, value, Unit.COUNT, at, sentence);
  }
}
