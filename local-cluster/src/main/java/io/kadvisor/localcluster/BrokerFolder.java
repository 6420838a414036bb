package io.kadvisor.localcluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The own folder of a broker or a controller: its settings file and its data. */
record BrokerFolder(Path path) {
  static BrokerFolder create(Path parent, String name) {
    try {
      return new BrokerFolder(Files.createDirectories(parent.resolve(name)));
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

  /** Where a small volume is mounted, beside the data. */
  Path smallData() {
    return path.resolve("small");
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

  /** Changes the log directories in the settings that were written. */
  void setDataFolders(List<Path> folders) {
    var properties = new Properties();
    try {
      try (var reader = Files.newBufferedReader(settings())) {
        properties.load(reader);
      }
      properties.setProperty(
          "log.dirs", folders.stream().map(Path::toString).collect(Collectors.joining(",")));
      try (var writer = Files.newBufferedWriter(settings())) {
        properties.store(writer, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes the folder with all that is in it. */
  void delete() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
