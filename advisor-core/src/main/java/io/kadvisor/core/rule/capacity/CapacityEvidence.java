package io.kadvisor.core.rule.capacity;

import io.kadvisor.core.capacity.CapacityView;
import io.kadvisor.core.capacity.Volume;
import io.kadvisor.core.plan.BrokerLoad;
import io.kadvisor.core.plan.BrokerResource;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Evidence.Comparison;
import io.kadvisor.model.unit.DataSize;
import io.kadvisor.model.unit.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What speaks for a shortage, as sentences with numbers. */
final class CapacityEvidence {
  /** So many brokers of a resource are told; the others are counted elsewhere. */
  private static final int MOST = 8;

  private final CapacityView view;
  private final Limits limits;
  private final Instant at;

  CapacityEvidence(CapacityView view, Limits limits, Instant at) {
    this.view = view;
    this.limits = limits;
    this.at = at;
  }

  /** What is short, the bottleneck first; then the highest of what comes next. */
  List<Evidence> of(List<Shortage> shortestFirst) {
    List<Evidence> evidence = new ArrayList<>();
    for (Shortage shortage : shortestFirst) {
      if (shortage.isShort()) {
        evidence.addAll(
            shortage.resource() == BrokerResource.STORAGE ? volumes() : brokers(shortage));
      } else if (shortage.resource() != BrokerResource.STORAGE) {
        highest(shortage.resource()).ifPresent(evidence::add);
      } else {
        fullest().ifPresent(evidence::add);
      }
    }
    return evidence;
  }

  private List<Evidence> volumes() {
    return Shortage.tooFull(view, limits).stream().limit(MOST).map(this::volume).toList();
  }

  private Evidence volume(Volume volume) {
    double limit = limits.foreign(volume) ? limits.full() : limits.alarm(BrokerResource.STORAGE);
    String name =
        limits.foreign(volume) ? Limits.FULL_STORAGE : Limits.alarmName(BrokerResource.STORAGE);
    return used(volume).against(Comparison.ABOVE, limit, limits.settings().sourceOf(name));
  }

  private Evidence used(Volume volume) {
    return Evidence.of(
        volume.shared() ? Subject.CLUSTER : Subject.of(volume.brokers().first()),
        "storage.used",
        volume.share(),
        Unit.RATIO,
        at,
        capital(CapacityWords.volume(volume))
            + " "
            + (volume.declared() ? "is used to " : "is full to ")
            + Unit.RATIO.show(volume.share())
            + ": "
            + new DataSize(volume.used())
            + " of "
            + new DataSize(volume.total())
            + ", of which "
            + new DataSize(volume.own())
            + " are replicas");
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private Optional<Evidence> fullest() {
    return view.volumes().stream()
        .filter(volume -> !limits.foreign(volume))
        .max(Comparator.comparingDouble(Volume::share))
        .map(this::used);
  }

  private List<Evidence> brokers(Shortage shortage) {
    return shortage.brokers().stream()
        .limit(MOST)
        .map(id -> over(load(id), shortage.resource()))
        .toList();
  }

  private Evidence over(BrokerLoad broker, BrokerResource resource) {
    double limit =
        resource == BrokerResource.PARTITIONS
            ? broker.amount(resource).orElseThrow().capacity()
            : limits.alarm(resource);
    return evidence(broker, resource).against(Comparison.ABOVE, limit, limits.sourceOf(resource));
  }

  private BrokerLoad load(BrokerId id) {
    return view.load().brokers().stream()
        .filter(b -> b.broker().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private Optional<Evidence> highest(BrokerResource resource) {
    return view.load().fullest(resource).map(broker -> evidence(broker, resource));
  }

  private Evidence evidence(BrokerLoad broker, BrokerResource resource) {
    BrokerLoad.Amount amount = broker.amount(resource).orElseThrow();
    boolean counted = resource == BrokerResource.PARTITIONS;
    Evidence evidence =
        Evidence.of(
            Subject.of(broker.broker()),
            resource.tag() + ".used",
            counted ? amount.used() : amount.share(),
            counted ? Unit.COUNT : Unit.RATIO,
            at,
            "Broker " + broker.broker() + " " + CapacityWords.uses(resource, amount));
    return counted || !resource.movesOnLoss()
        ? evidence
        : evidence.over(limits.settings().duration(CapacityRule.WINDOW));
  }
}
