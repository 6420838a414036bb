package io.kadvisor.collector.jmx;

import io.kadvisor.collector.facts.BrokerReadings;
import io.kadvisor.collector.facts.ReadingSource;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.SweepMark.SourceStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Readings over JMX, all brokers at once. RMI knows no deadline, so each broker has a task of its
 * own; one that hangs is left behind, reported, and not asked again until it comes back: never more
 * than one thread a broker waits.
 */
public final class JmxSource implements ReadingSource {
  /**
   * Bounds how long a thread can be stuck when a broker vanishes without closing its connection.
   */
  private static final String RMI_RESPONSE = "sun.rmi.transport.tcp.responseTimeout";

  private static final String RMI_RESPONSE_MILLIS = "15000";

  private final JmxSettings settings;
  private final Duration deadline;
  private final Map<BrokerId, JmxBroker> brokers = new TreeMap<>();
  private final Map<BrokerId, Future<BrokerReadings>> running = new HashMap<>();
  private final ExecutorService threads;
  private volatile Optional<String> closedBecause;

  /** With a deadline for each broker. */
  public JmxSource(JmxSettings settings, Duration deadline, Clock clock) {
    this.settings = settings;
    this.deadline = deadline;
    settings
        .addresses()
        .keySet()
        .forEach(broker -> brokers.put(broker, new JmxBroker(broker, settings, clock)));
    this.closedBecause =
        brokers.isEmpty()
            ? Optional.of("JMX is not configured: name each broker's host and port under jmx")
            : Optional.of("not read yet");
    if (System.getProperty(RMI_RESPONSE) == null && !brokers.isEmpty()) {
      System.setProperty(RMI_RESPONSE, RMI_RESPONSE_MILLIS);
    }
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "collector-jmx");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public Map<BrokerId, BrokerReadings> read() throws InterruptedException {
    if (brokers.isEmpty()) {
      return Map.of();
    }
    Set<BrokerId> leftBehind = Set.copyOf(running.keySet());
    brokers.keySet().forEach(broker -> running.computeIfAbsent(broker, this::submit));
    long now = System.nanoTime();
    Map<BrokerId, BrokerReadings> readings = new TreeMap<>();
    for (BrokerId broker : brokers.keySet()) {
      // whoever held up one sweep holds up no other
      long end = leftBehind.contains(broker) ? now : now + deadline.toNanos();
      readings.put(broker, result(broker, end));
    }
    closedBecause = closed(readings);
    return readings;
  }

  private Future<BrokerReadings> submit(BrokerId broker) {
    return threads.submit(brokers.get(broker)::read);
  }

  private BrokerReadings result(BrokerId broker, long end) throws InterruptedException {
    try {
      BrokerReadings readings =
          running.get(broker).get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      running.remove(broker);
      return readings;
    } catch (TimeoutException e) {
      String address = settings.addresses().get(broker);
      return BrokerReadings.failed("JMX at " + address + " gives no answer before the deadline");
    } catch (ExecutionException e) {
      running.remove(broker);
      return BrokerReadings.failed("JMX failed: " + e.getCause());
    }
  }

  private static Optional<String> closed(Map<BrokerId, BrokerReadings> readings) {
    boolean open = readings.values().stream().anyMatch(read -> read.failure().isEmpty());
    return open
        ? Optional.empty()
        : readings.values().stream().flatMap(read -> read.failure().stream()).findFirst();
  }

  @Override
  public SourceStatus status() {
    return new SourceStatus(Fact.Source.JMX, closedBecause.isEmpty(), closedBecause);
  }

  @Override
  public void close() {
    // a farewell to a broker that hangs may wait: nobody waits with it
    brokers.values().forEach(broker -> threads.execute(broker::close));
    threads.shutdown();
  }
}
