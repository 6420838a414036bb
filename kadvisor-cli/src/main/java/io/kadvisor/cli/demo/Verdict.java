package io.kadvisor.cli.demo;

import io.kadvisor.localcluster.scenario.Expectation;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a scenario got what it should: exactly its advisory, opened after the fault was visible
 * and resolved after the repair was, or nothing at all where nothing is expected.
 */
record Verdict(boolean passed, String why) {
  /**
   * An advisory has the time at which its sweep began, a witness tells when its look was over; each
   * witness looks every 0.2 s and needs as long on a busy machine.
   */
  private static final Duration A_LOOK = Duration.ofMillis(500);

  static Verdict on(
      Optional<Expectation> expected,
      Optional<Instant> visibleAt,
      Optional<Instant> repairedAt,
      List<Advisory> opened) {
    List<String> faults =
        expected.isEmpty()
            ? unwanted(opened)
            : wanted(expected.get(), visibleAt, repairedAt, opened);
    return faults.isEmpty()
        ? new Verdict(true, expected.isEmpty() ? "nothing opened, as it should be" : "as expected")
        : new Verdict(false, String.join("; ", faults));
  }

  /** This verdict, spoilt by further faults if there are any. */
  Verdict and(List<String> faults) {
    if (faults.isEmpty()) {
      return this;
    }
    String all = String.join("; ", faults);
    return new Verdict(false, passed ? all : why + "; " + all);
  }

  private static List<String> unwanted(List<Advisory> opened) {
    return opened.stream()
        .map(a -> "opened though nothing is wrong: " + a.id() + " (" + a.title() + ")")
        .toList();
  }

  private static List<String> wanted(
      Expectation expected,
      Optional<Instant> visibleAt,
      Optional<Instant> repairedAt,
      List<Advisory> opened) {
    List<String> faults = new ArrayList<>();
    if (visibleAt.isEmpty()) {
      faults.add("not injected: the fault did not become visible");
    }
    if (opened.isEmpty()) {
      faults.add("no advisory opened");
    }
    if (opened.size() > 1) {
      faults.add(
          opened.size()
              + " advisories opened: "
              + opened.stream().map(a -> a.id().toString()).toList());
    }
    opened.forEach(advisory -> faults.addAll(faultsOf(advisory, expected, visibleAt, repairedAt)));
    return faults;
  }

  private static List<String> faultsOf(
      Advisory advisory,
      Expectation expected,
      Optional<Instant> visibleAt,
      Optional<Instant> repairedAt) {
    List<String> faults = new ArrayList<>();
    differs(faults, "category", expected.category(), advisory.category().name());
    differs(faults, "subject", expected.subject(), advisory.subject().tag());
    differs(faults, "cause", expected.cause(), advisory.cause());
    if (visibleAt.filter(at -> isBefore(advisory.openedAt(), at)).isPresent()) {
      faults.add(
          "opened at "
              + advisory.openedAt()
              + ", before the fault was visible at "
              + visibleAt.get());
    }
    if (advisory.state() != AdvisoryState.RESOLVED) {
      faults.add("ended as " + advisory.state() + ", not RESOLVED");
    } else if (repairedAt.isEmpty()) {
      faults.add("resolved though the repair never became visible");
    } else if (isBefore(advisory.endedAt().orElseThrow(), repairedAt.get())) {
      faults.add(
          "resolved at "
              + advisory.endedAt().get()
              + ", before the repair was visible at "
              + repairedAt.get());
    }
    return faults;
  }

  private static boolean isBefore(Instant told, Instant seen) {
    return told.plus(A_LOOK).isBefore(seen);
  }

  private static void differs(List<String> faults, String what, String expected, String found) {
    if (!expected.equals(found)) {
      faults.add(what + " is " + found + ", expected " + expected);
    }
  }
}
