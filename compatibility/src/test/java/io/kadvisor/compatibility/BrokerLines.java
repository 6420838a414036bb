package io.kadvisor.compatibility;

import io.kadvisor.localcluster.BrokerLibrary;
import java.nio.file.Path;

/** Folders with the jars of old brokers, which this build copies there. */
final class BrokerLines {
  private BrokerLines() {}

  static BrokerLibrary of(String line) {
    Path module = Path.of("").toAbsolutePath();
    Path folder =
        module.resolveSibling("local-cluster").resolve("brokers-" + line + "/target/broker-lib");
    return new BrokerLibrary(folder);
  }
}
