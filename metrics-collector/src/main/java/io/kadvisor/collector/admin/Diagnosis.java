package io.kadvisor.collector.admin;

import io.kadvisor.collector.facts.Trouble;
import io.kadvisor.collector.facts.Trouble.Cause;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/**
 * Finds out why a cluster does not answer. Kafka's clients say the same <em>timed out</em> of a
 * broker that is off, of one that speaks TLS and of one that hangs; a look at the port tells them
 * apart.
 */
final class Diagnosis {
  private static final int MOST_ADDRESSES = 5;

  /** A thread for each look: all at once take no longer than one. */
  private static final Executor ASIDE =
      task -> {
        Thread thread = new Thread(task, "collector-look");
        thread.setDaemon(true);
        thread.start();
      };

  private final String name;
  private final String bootstrap;
  private final boolean tls;
  private final Duration time;

  /** Of a cluster under its name, with the properties of its clients and a time for each look. */
  Diagnosis(String name, Map<String, ?> properties, Duration time) {
    this.name = name;
    this.bootstrap = String.valueOf(properties.get("bootstrap.servers"));
    Object protocol = properties.get("security.protocol");
    this.tls = protocol != null && protocol.toString().endsWith("SSL");
    this.time = time;
  }

  Trouble of(Throwable failure) {
    if (failure instanceof SslAuthenticationException) {
      return tlsRefused(failure);
    }
    if (failure instanceof AuthenticationException) {
      return new Trouble(
          Cause.AUTHENTICATION,
          "%s refuses the credentials (%s): check sasl.mechanism and sasl.jaas.config."
              .formatted(cluster(), line(failure)));
    }
    if (failure instanceof AuthorizationException) {
      return new Trouble(
          Cause.AUTHORIZATION,
          "%s refuses the call (%s): allow Describe on the cluster and on topic '*' and group '*'."
              .formatted(cluster(), line(failure)));
    }
    Set<Listener> listeners = look();
    if (listeners.contains(Listener.TLS) && !tls) {
      return new Trouble(
          Cause.TLS,
          cluster()
              + " speaks TLS and the client does not: set security.protocol to SSL or SASL_SSL.");
    }
    if (listeners.contains(Listener.PLAIN) && tls) {
      return new Trouble(
          Cause.TLS,
          cluster()
              + " does not speak TLS and the client does: set security.protocol to PLAINTEXT or"
              + " SASL_PLAINTEXT, or name the TLS port.");
    }
    return silent(listeners, failure);
  }

  private Trouble tlsRefused(Throwable failure) {
    return new Trouble(
        Cause.TLS,
        "the TLS handshake with %s failed (%s): check ssl.truststore.location, the host names in"
                .formatted(cluster(), line(failure))
            + " its certificates, and ssl.keystore.location if it asks for a client certificate.");
  }

  private Trouble silent(Set<Listener> listeners, Throwable failure) {
    if (listeners.equals(EnumSet.of(Listener.UNKNOWN_HOST)) || badAddress(failure)) {
      return new Trouble(
          Cause.NO_BROKER_ANSWERS,
          "No broker of %s can be found: the host names are not known; check bootstrap.servers."
              .formatted(cluster()));
    }
    if (!listeners.contains(Listener.PLAIN)
        && !listeners.contains(Listener.TLS)
        && !listeners.contains(Listener.SILENT)) {
      return new Trouble(
          Cause.NO_BROKER_ANSWERS,
          "No broker of %s answers (connection refused): check bootstrap.servers and that the"
                  .formatted(cluster())
              + " brokers run.");
    }
    return new Trouble(
        Cause.TIMEOUT,
        "%s accepts connections and gives no answer: its brokers hang, or its listener expects SASL"
                .formatted(cluster())
            + " (security.protocol), or its advertised addresses cannot be reached from here.");
  }

  private static boolean badAddress(Throwable failure) {
    return failure instanceof KafkaException
        && String.valueOf(failure.getCause()).contains("bootstrap");
  }

  private Set<Listener> look() {
    List<CompletableFuture<Listener>> looks =
        addresses().stream()
            .map(address -> CompletableFuture.supplyAsync(() -> Listener.at(address, time), ASIDE))
            .toList();
    EnumSet<Listener> seen = EnumSet.noneOf(Listener.class);
    looks.forEach(look -> seen.add(look.join()));
    return seen;
  }

  private List<InetSocketAddress> addresses() {
    return Arrays.stream(bootstrap.split(",", -1))
        .map(String::strip)
        .filter(text -> text.matches(".+:\\d{1,5}"))
        .limit(MOST_ADDRESSES)
        .map(Diagnosis::address)
        .toList();
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, colon).replaceAll("^.*//|[\\[\\]]", "");
    return new InetSocketAddress(host, Integer.parseInt(text.substring(colon + 1)));
  }

  private String cluster() {
    return "cluster '" + name + "' at " + bootstrap;
  }

  /** The first line of a message, without the stack of reasons. */
  private static String line(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.lines().findFirst().orElse(message);
  }
}
