package io.kadvisor.collector.jmx;

import io.kadvisor.collector.facts.BrokerReadings;
import io.kadvisor.model.BrokerId;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.InstanceNotFoundException;
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
    List<BrokerReadings.Measured> numbers = new ArrayList<>();
    for (KafkaBeans wanted : KafkaBeans.values()) {
      number(beans, wanted).ifPresent(numbers::add);
    }
    return new BrokerReadings(started.toString(), numbers, Optional.empty());
  }

  private Optional<BrokerReadings.Measured> number(MBeanServerConnection beans, KafkaBeans wanted)
      throws IOException, JMException {
    if (wanted == KafkaBeans.CORES && settings.cores().isPresent()) {
      return settings.cores().map(cores -> number(wanted, cores));
    }
    for (String bean : wanted.beans()) {
      Optional<Double> value = attribute(beans, bean, wanted.attribute());
      if (value.isPresent()) {
        return value
            .map(number -> number * wanted.factor())
            .filter(number -> number >= 0)
            .map(number -> number(wanted, number));
      }
    }
    return Optional.empty();
  }

  /** Absent when this version of Kafka has no such bean: not observed. */
  private static Optional<Double> attribute(
      MBeanServerConnection beans, String bean, String attribute) throws IOException, JMException {
    try {
      Object value = beans.getAttribute(new ObjectName(bean), attribute);
      return Optional.of(((Number) value).doubleValue());
    } catch (InstanceNotFoundException e) {
      return Optional.empty();
    }
  }

  private BrokerReadings.Measured number(KafkaBeans wanted, double value) {
    Instant now = clock.instant();
    return new BrokerReadings.Measured(wanted.metric(), value, now);
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
