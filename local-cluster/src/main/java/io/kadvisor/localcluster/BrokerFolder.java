package io.kadvisor.localcluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** A broker's own folder: its settings file and its data. */
record BrokerFolder(Path path) {
  static BrokerFolder create(Path parent, int broker) {
    try {
      return new BrokerFolder(Files.createDirectories(parent.resolve("broker-" + broker)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return path.getFileName().toString();
  }

  Path data() {
    return path.resolve("data");
  }

  Path settings() {
    return path.resolve("server.properties");
  }

  void write(Map<String, String> settings) {
    var properties = new Properties();
    properties.putAll(settings);
    try (var writer = Files.newBufferedWriter(settings())) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
