package io.kadvisor.collector.jmx;

import io.kadvisor.model.BrokerId;
import java.util.Map;
import java.util.Optional;

/**
 * Where the brokers' JMX is open.
 *
 * @param addresses host and port by broker; empty where JMX is not open
 * @param credentials for all of them, where they ask for some
 * @param cores of each broker where it is declared; otherwise the broker's own figure counts
 */
public record JmxSettings(
    Map<BrokerId, String> addresses, Optional<Credentials> credentials, Optional<Double> cores) {

  /** User and password; they appear in no text. */
  public record Credentials(String user, String password) {
    @Override
    public String toString() {
      return "Credentials[hidden]";
    }
  }

  /** JMX is not open. */
  public static final JmxSettings CLOSED =
      new JmxSettings(Map.of(), Optional.empty(), Optional.empty());

  public JmxSettings {
    addresses = Map.copyOf(addresses);
  }
}
