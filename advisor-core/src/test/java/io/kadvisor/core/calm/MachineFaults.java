package io.kadvisor.core.calm;

import io.kadvisor.core.calm.Fault.Kind;
import io.kadvisor.core.calm.Fault.Step;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;

/** What happens to the machine of a broker: its requests, its CPU, its volume. */
final class MachineFaults {
  /** Ten looks of five minutes make the usual speed of a broker known. */
  private static final Duration KNOWN = Duration.ofMinutes(75);

  /** The means over ten minutes hold a restart for so long after its settle time. */
  private static final Duration MEANS = Duration.ofMinutes(25);

  private final Times times;
  private final SplittableRandom random;
  private final Collection<Fault> faults;

  /**
   * @param faults that are there already
   */
  MachineFaults(Times times, SplittableRandom random, Collection<Fault> faults) {
    this.times = times;
    this.random = random;
    this.faults = faults;
  }

  Fault slow(FeedBroker broker) {
    Duration lasts = times.minutes(15, 40);
    Instant known = times.start().plus(KNOWN);
    Instant at = times.when(lasts);
    while (at.isBefore(known)) {
      at = times.when(lasts);
    }
    Subject subject = Subject.of(new BrokerId(broker.id));
    return of(
        Kind.BROKER_SLOW,
        at,
        lasts,
        advisory -> advisory.subject().equals(subject),
        random.nextDouble(2, 5),
        by -> broker.machine.slow += by);
  }

  Fault stalls(FeedBroker broker) {
    Duration lasts = times.seconds(20, 150);
    return of(
        Kind.STALL,
        times.when(lasts),
        lasts,
        advisory -> false,
        random.nextDouble(1.5, 5),
        by -> broker.machine.slow += by);
  }

  /** While every broker is there: else nobody's CPU is judged. */
  Fault lacksCpu(FeedBroker broker) {
    Duration lasts = times.minutes(40, 60);
    return of(
        Kind.CPU_SHORT,
        whenAllAreThere(lasts),
        lasts,
        MachineFaults::ofCapacity,
        0.6,
        by -> broker.machine.busy += by);
  }

  Fault computes(FeedBroker broker) {
    Duration lasts = times.minutes(1, 5);
    return of(
        Kind.CPU_BURST,
        times.when(lasts),
        lasts,
        advisory -> false,
        0.6,
        by -> broker.machine.busy += by);
  }

  Fault fills(FeedBroker broker) {
    Duration lasts = times.minutes(30, 60);
    return of(
        Kind.DISK_FILLS,
        times.when(lasts),
        lasts,
        MachineFaults::ofCapacity,
        0.88 - broker.machine.usualUsed(),
        by -> broker.machine.filled += by);
  }

  Fault writesMuch(FeedBroker broker) {
    Duration lasts = times.minutes(1, 4);
    return of(
        Kind.DISK_BURST,
        times.when(lasts),
        lasts,
        advisory -> false,
        0.84 - broker.machine.usualUsed(),
        by -> broker.machine.filled += by);
  }

  private static boolean ofCapacity(Advisory advisory) {
    return advisory.id().kind().startsWith("capacity");
  }

  private Instant whenAllAreThere(Duration lasts) {
    return times.awayFrom(faults.stream().filter(Run::ofBrokers).toList(), MEANS, lasts);
  }

  private static Fault of(
      Kind kind,
      Instant at,
      Duration lasts,
      Predicate<Advisory> is,
      double much,
      DoubleConsumer more) {
    return new Fault(
        kind,
        at,
        at.plus(lasts),
        kind.deserves,
        is,
        advisory -> false,
        List.of(
            new Step(at, () -> more.accept(much)),
            new Step(at.plus(lasts), () -> more.accept(-much))));
  }
}
