package io.kadvisor.collector.jmx;

import io.kadvisor.collector.facts.BrokerReadings;
import io.kadvisor.collector.facts.BrokerReadings.Measured;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.Metric;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * One broker's JMX: a connection that is kept, and made anew after a failure. One thread at a time.
 */
final class JmxBroker {
  private final String address;
  private final JmxSettings settings;
  private final Clock clock;
  private final List<WantedBean> wantedBeans = KafkaBeans.ofOneBroker(System::nanoTime);
  private Optional<JMXConnector> connector = Optional.empty();

  JmxBroker(BrokerId broker, JmxSettings settings, Clock clock) {
    this.address = settings.addresses().get(broker);
    this.settings = settings;
    this.clock = clock;
  }

  /** Its numbers, or why there are none. */
  BrokerReadings read() {
    try {
      return numbers(connection());
    } catch (IOException | JMException | SecurityException e) {
      close();
      return BrokerReadings.failed("JMX at " + address + " gives nothing: " + reason(e));
    }
  }

  private static String reason(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    return failure.getClass().getSimpleName() + ": " + message.lines().findFirst().orElse("");
  }

  // JMX is named over JNDI; the address comes from our own configuration, never from a peer
  @SuppressWarnings("BanJNDI")
  private MBeanServerConnection connection() throws IOException {
    if (connector.isEmpty()) {
      connector =
          Optional.of(
              JMXConnectorFactory.connect(
                  new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + address + "/jmxrmi"),
                  environment()));
    }
    return connector.get().getMBeanServerConnection();
  }

  private Map<String, Object> environment() {
    Map<String, Object> environment = new HashMap<>();
    settings
        .credentials()
        .ifPresent(
            known ->
                environment.put(
                    JMXConnector.CREDENTIALS, new String[] {known.user(), known.password()}));
    return environment;
  }

  private BrokerReadings numbers(MBeanServerConnection beans) throws IOException, JMException {
    Object started = beans.getAttribute(new ObjectName("java.lang:type=Runtime"), "StartTime");
    List<Measured> numbers = new ArrayList<>();
    for (WantedBean wanted : wantedBeans) {
      Instant now = clock.instant();
      wanted
          .read(beans)
          .forEach(
              (metric, value) -> numbers.add(new Measured(metric, declared(metric, value), now)));
    }
    return new BrokerReadings(started.toString(), numbers, Optional.empty());
  }

  /** A container's limit is not always what its process is told: the configuration wins. */
  private double declared(Metric metric, double value) {
    return metric == Metric.CORES ? settings.cores().orElse(value) : value;
  }

  /** Gives up the connection; a dead one needs no farewell. */
  void close() {
    connector.ifPresent(JmxBroker::close);
    connector = Optional.empty();
  }

  private static void close(JMXConnector connector) {
    try {
      connector.close();
    } catch (IOException e) {
      // the other side is gone already
      return;
    }
  }
}
