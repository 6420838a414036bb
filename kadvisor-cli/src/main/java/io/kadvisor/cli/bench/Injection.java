package io.kadvisor.cli.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One fault that was injected.
 *
 * @param visibleAt when an independent client first saw it in the cluster's own metadata
 * @param openedAt the time of the sweep at which its advisory opened
 * @param toldAt when its advisory came from the API
 * @param openBefore since when its advisory had been open before the fault: a machine that stands
 *     still makes such faults, too
 * @param others titles of advisories that came besides it; none is right
 * @param why what went wrong with the injection itself; empty if nothing did
 * @param disturbed what the machine kept from it meanwhile, as a sentence's end
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Injection(
    String fault,
    String target,
    Instant injectedAt,
    Optional<Instant> visibleAt,
    Optional<Instant> openedAt,
    Optional<Instant> toldAt,
    Optional<Instant> openBefore,
    List<String> others,
    String why,
    Optional<String> disturbed) {
  /** From visible to told; below zero when the advisor was faster. Absent when either is. */
  Optional<Duration> detection() {
    return visibleAt.flatMap(visible -> toldAt.map(told -> Duration.between(visible, told)));
  }

  /** The fault was there and its advisory was not. */
  boolean missed() {
    return visibleAt.isPresent() && toldAt.isEmpty() && openBefore.isEmpty();
  }

  /** It says more than its fault's row does. */
  boolean isRemarkable() {
    return missed() || openBefore.isPresent() || !others.isEmpty();
  }

  /** How long the sweep that opened it took to come to the API. */
  private Optional<Duration> onTheWay() {
    return openedAt.flatMap(opened -> toldAt.map(told -> Duration.between(opened, told)));
  }

  String line() {
    return "%s of %s: %s%s%s"
            .formatted(
                fault,
                target.isEmpty() ? "its own target" : target,
                detection().map(Spread::text).orElseGet(this::withoutTime),
                onTheWay().map(way -> ", " + Spread.text(way) + " from its sweep").orElse(""),
                others.isEmpty() ? "" : ", besides: " + String.join("; ", others))
        + (why.isEmpty() ? "" : " (" + why + ")")
        + disturbed.map(what -> "; " + what).orElse("");
  }

  private String withoutTime() {
    if (visibleAt.isEmpty()) {
      return "not injected";
    }
    return openBefore
        .map(since -> "not timed, its advisory had been open since " + since)
        .orElse("missed");
  }
}
