package io.kadvisor.localcluster;

import java.util.List;

/** Options of a JVM that opens its JMX on the loopback, without a password. */
public final class JmxOptions {
  private static final String REMOTE = "-Dcom.sun.management.jmxremote";

  private JmxOptions() {}

  /** One port for the registry and what it names. */
  public static List<String> on(int port) {
    return List.of(
        REMOTE + ".host=" + BrokerIdentity.HOST,
        REMOTE + ".port=" + port,
        REMOTE + ".rmi.port=" + port,
        REMOTE + ".authenticate=false",
        REMOTE + ".ssl=false",
        "-Djava.rmi.server.hostname=" + BrokerIdentity.HOST);
  }
}
