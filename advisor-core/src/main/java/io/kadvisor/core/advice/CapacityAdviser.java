package io.kadvisor.core.advice;

import io.kadvisor.core.advice.Headroom.Way;
import io.kadvisor.core.capacity.FillTrend.Full;
import io.kadvisor.core.capacity.Volume;
import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.plan.BrokerResource;
import io.kadvisor.core.plan.HeadroomPlan;
import io.kadvisor.core.plan.HeadroomPlan.Projection;
import io.kadvisor.core.rule.capacity.CapacityWords;
import io.kadvisor.core.rule.capacity.Shortage;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.unit.DataRate;
import io.kadvisor.model.unit.Unit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The brokers run short of something: names the bottleneck and what comes next, and the one step
 * that mends it.
 */
final class CapacityAdviser implements PolicyAdviser {
  /** So much of the evidence stands in the explanation. */
  private static final int TOLD = 3;

  @Override
  public Advice advise(Incident incident, Sweep sweep, Memory memory, Policy policy) {
    ClusterView view = ClusterView.of(sweep, policy);
    Draft draft = Draft.about(incident);
    Optional<Headroom> headroom = Headroom.of(incident.cause(), sweep, memory, policy);
    if (headroom.isEmpty()) {
      return unseen(draft, view).advice();
    }
    story(draft, incident, headroom.get(), view);
    CapacitySteps steps = new CapacitySteps(draft, headroom.get(), view, sweep);
    switch (headroom.get().way()) {
      case FREE_DISK -> steps.freeDisk();
      case FREE_STORAGE -> steps.freeStorage();
      case SPREAD -> steps.spread();
      case ADD_BROKERS -> steps.addBrokers();
      case LARGER_BROKERS -> steps.largerBrokers();
    }
    return draft.advice();
  }

  private static Draft unseen(Draft draft, ClusterView view) {
    return draft
        .title("The brokers of " + view.alias() + " ran short", "The brokers ran short")
        .explain("No broker lives in this sweep, so nothing can be reckoned.")
        .action("investigate", "Bring the brokers back first.")
        .step("See which brokers live.", KafkaCommands.of(view).versions())
        .verify("The advisory is written anew once they are seen.");
  }

  private static void story(Draft draft, Incident incident, Headroom headroom, ClusterView view) {
    List<String> seen =
        incident.firstRoot().evidence().stream()
            .filter(evidence -> evidence.threshold().isPresent())
            .limit(TOLD)
            .map(Evidence::sentence)
            .toList();
    draft
        .title(titles(headroom, view))
        .explain(
            seen.isEmpty() ? "" : String.join(". ", seen) + ".",
            bottleneck(headroom),
            "Seen since " + Phrase.time(incident.firstRoot().since()) + ".")
        .confidence(
            headroom.bottleneck().movesOnLoss() ? Level.MEDIUM : Level.HIGH, sureness(headroom))
        .impact(impact(headroom))
        .forecast(forecast(headroom));
  }

  private static String[] titles(Headroom headroom, ClusterView view) {
    String what = headroom.bottleneck().words();
    String worst = headroom.shortage().map(s -> Unit.RATIO.show(s.worst())).orElse("its limit");
    List<BrokerId> brokers = headroom.shortage().map(Shortage::brokers).orElse(List.of());
    String who = who(brokers, headroom.plan().from(), view);
    String state =
        headroom.bottleneck() == BrokerResource.PARTITIONS
            ? Phrase.capital(who)
                + (brokers.size() < 2 ? " holds" : " hold")
                + " too many partitions"
            : Phrase.capital(what) + " of " + who + " is at " + worst;
    return new String[] {state + remedy(headroom), state};
  }

  /** None is above the alarm while the trouble passes. */
  private static String who(List<BrokerId> brokers, int all, ClusterView view) {
    return switch (brokers.size()) {
      case 0 -> "the fullest broker";
      case 1 -> view.name(brokers.get(0));
      default ->
          (brokers.size() == all ? "all " : brokers.size() + " of ") + Phrase.count(all, "broker");
    };
  }

  private static String remedy(Headroom headroom) {
    return switch (headroom.way()) {
      case FREE_DISK -> ", filled by other things than replicas";
      case FREE_STORAGE -> fullIn(headroom).map(time -> ", full in " + time).orElse("");
      case SPREAD -> ", the mean is " + mean(headroom) + ": spread the load";
      case ADD_BROKERS ->
          ": scale from " + headroom.plan().from() + " to " + headroom.plan().to() + " brokers";
      case LARGER_BROKERS -> ": the brokers are too small";
    };
  }

  private static String mean(Headroom headroom) {
    return headroom
        .projection(headroom.bottleneck())
        .map(p -> Unit.RATIO.show(p.mean()))
        .orElse("lower");
  }

  private static Optional<String> fullIn(Headroom headroom) {
    return headroom.tooFull().stream()
        .flatMap(volume -> volume.full().stream())
        .map(Full::expected)
        .min(Comparator.naturalOrder())
        .map(time -> "about " + Phrase.duration(time));
  }

  private static String bottleneck(Headroom headroom) {
    String even =
        headroom.way() == Way.FREE_DISK || headroom.way() == Way.FREE_STORAGE
            ? ""
            : headroom
                .projection(headroom.bottleneck())
                .map(p -> " Spread evenly it would be " + Unit.RATIO.show(p.mean()) + " a broker.")
                .orElse("");
    String next =
        headroom
            .runnerUp()
            .map(
                s ->
                    " Next comes "
                        + s.resource().words()
                        + ": "
                        + Unit.RATIO.show(s.worst())
                        + " of "
                        + (s.resource() == BrokerResource.PARTITIONS
                            ? "the wanted number at most."
                            : "its capacity at most, the alarm is at "
                                + Unit.RATIO.show(headroom.limits().alarm(s.resource()))
                                + "."))
            .orElse(" Nothing else is known that could be short.");
    return "The bottleneck is " + headroom.bottleneck().words() + "." + even + next;
  }

  private static String sureness(Headroom headroom) {
    return headroom.bottleneck().movesOnLoss()
        ? "Means from the brokers' own counters; what comes after assumes an even spread, and new brokers like the least of the present ones."
        : "Counted from what the brokers report.";
  }

  private static String impact(Headroom headroom) {
    return switch (headroom.bottleneck()) {
      case CPU -> "Requests wait longer at the busy brokers; nothing is lost.";
      case STORAGE ->
          "Nothing fails yet. A full volume takes its log directory offline, and a broker whose only one that is stops.";
      case NETWORK_IN, NETWORK_OUT ->
          "Peaks are delayed at the busy brokers, and replicas that catch up compete with clients.";
      case PARTITIONS ->
          "Nothing fails now: restarts, elections and metadata take longer with each partition.";
    };
  }

  private static String forecast(Headroom headroom) {
    if (headroom.bottleneck() == BrokerResource.STORAGE) {
      return headroom.tooFull().stream()
          .map(CapacityAdviser::filling)
          .collect(Collectors.joining(" "));
    }
    return headroom
        .afterLossNow()
        .map(
            share ->
                "If one of the "
                    + headroom.plan().from()
                    + " brokers is lost, the others are at "
                    + Unit.RATIO.show(share)
                    + " on average"
                    + (share >= 1 ? ": they cannot carry it." : "."))
        .orElse("It grows with the topics.");
  }

  private static String filling(Volume volume) {
    String name = Phrase.capital(CapacityWords.volume(volume));
    return volume
        .full()
        .map(full -> name + " is full in " + when(full) + " at the present " + rate(volume) + ".")
        .orElseGet(
            () ->
                name
                    + (volume.trend().isPresent()
                        ? " does not fill at present."
                        : " was not watched for long enough to say when it is full."));
  }

  private static String when(Full full) {
    String expected = Phrase.duration(full.expected());
    String soonest = Phrase.duration(full.soonest());
    String latest = full.latest().map(Phrase::duration).orElse("never");
    String error = soonest.equals(latest) ? "" : " (between " + soonest + " and " + latest + ")";
    return "about " + expected + error;
  }

  private static String rate(Volume volume) {
    return volume
        .trend()
        .map(
            trend ->
                new DataRate(trend.bytesPerSecond())
                    + ", a line over the last "
                    + Phrase.duration(trend.over()))
        .orElse("");
  }

  /**
   * {@code 75.0 % at most now, 37.5 % then on each of 6 brokers, 45.0 % on each of 5 brokers after
   * the loss of one}. Spread evenly, all have the same; one that can carry more has less.
   */
  static String words(Projection p, HeadroomPlan plan) {
    return Unit.RATIO.show(p.highest())
        + " at most now, "
        + Unit.RATIO.show(p.after())
        + " then"
        + onEach(plan.to())
        + p.afterLoss()
            .map(
                share ->
                    ", "
                        + Unit.RATIO.show(share)
                        + onEach(plan.to() - 1)
                        + " after the loss of one")
            .orElse("");
  }

  private static String onEach(int brokers) {
    return brokers == 1 ? " on one broker" : " on each of " + brokers + " brokers";
  }
}
