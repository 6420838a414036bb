package io.kadvisor.cli.demo;

import io.kadvisor.localcluster.LocalBroker;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.localcluster.LocalClusterBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Real brokers with two listeners: one open to all, and one that asks for a user and a password.
 */
final class GuardedCluster implements AutoCloseable {
  static final String USER = "kadvisor";
  static final String PASSWORD = "planted-7f3a9c-password";
  private static final String MODULE =
      "org.apache.kafka.common.security.plain.PlainLoginModule required ";

  private final LocalCluster brokers;
  private final String guarded;

  private GuardedCluster(LocalCluster brokers, String guarded) {
    this.brokers = brokers;
    this.guarded = guarded;
  }

  /** Starts three brokers; their own talk among themselves is guarded, too. */
  static GuardedCluster start() throws Exception {
    return start(LocalCluster.builder(), USER);
  }

  /**
   * Starts one broker that asks for the rights of each call: who comes through the open door may do
   * all, a user what was allowed to him.
   */
  static GuardedCluster startWithRights(String... users) throws Exception {
    return start(
        LocalCluster.builder()
            .brokers(1)
            .setting(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
            .setting("super.users", "User:ANONYMOUS;User:broker"),
        users);
  }

  private static GuardedCluster start(LocalClusterBuilder builder, String... users)
      throws Exception {
    LocalCluster brokers =
        builder
            .jmx(false)
            .setting(
                "listener.security.protocol.map",
                "CLIENT:PLAINTEXT,REPLICATION:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT")
            .setting("sasl.enabled.mechanisms", "PLAIN")
            .setting("sasl.mechanism.inter.broker.protocol", "PLAIN")
            .setting(
                "listener.name.replication.plain.sasl.jaas.config",
                MODULE
                    + "username=\"broker\" password=\"among-us\" user_broker=\"among-us\" "
                    + Arrays.stream(users)
                        .map(user -> "user_%s=\"%s\"".formatted(user, PASSWORD))
                        .collect(Collectors.joining(" "))
                    + ";")
            .start();
    return new GuardedCluster(brokers, guardedAddresses(brokers));
  }

  private static String guardedAddresses(LocalCluster brokers) throws Exception {
    List<String> addresses = new ArrayList<>();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()))) {
      for (LocalBroker broker : brokers.brokers()) {
        ConfigResource resource =
            new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(broker.id()));
        String listeners =
            admin
                .describeConfigs(List.of(resource))
                .all()
                .get(20, TimeUnit.SECONDS)
                .get(resource)
                .get("advertised.listeners")
                .value();
        addresses.add(listeners.replaceAll(".*REPLICATION://([^,]+).*", "$1"));
      }
    }
    return String.join(",", addresses);
  }

  LocalCluster brokers() {
    return brokers;
  }

  /** Where a user and a password are asked for. */
  String guarded() {
    return guarded;
  }

  /** Where nobody is asked. */
  String open() {
    return brokers.bootstrapServers();
  }

  /**
   * What {@code sasl.jaas.config} says.
   *
   * @param password itself, or a reference that a config provider resolves
   */
  static String login(String password) {
    return login(USER, password);
  }

  static String login(String user, String password) {
    return MODULE + "username=\"%s\" password=\"%s\";".formatted(user, password);
  }

  @Override
  public void close() {
    brokers.close();
  }
}
