package io.kadvisor.collector.facts;

import io.kadvisor.model.BrokerId;
import java.util.Objects;
import java.util.Optional;

/** A broker as the cluster's metadata names it. */
public record SeenBroker(
    BrokerId id, String host, int port, Optional<String> rack, boolean fenced) {
  public SeenBroker {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(rack, "rack");
  }

  /** Host and port as {@code bootstrap.servers} takes them. */
  public String address() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
