package io.kadvisor.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The documentation as it lies in the house; tests run in their room's folder. */
final class Docs {
  static final Path HOUSE = Path.of("").toAbsolutePath().getParent();
  static final Path FOLDER = HOUSE.resolve("docs");

  private Docs() {}

  /** Every Markdown page, the ones at the top of the house included. */
  static List<Path> pages() {
    return Stream.concat(
            files(FOLDER).stream(), Stream.of("README.md", "CONTRIBUTING.md").map(HOUSE::resolve))
        .filter(file -> file.toString().endsWith(".md"))
        .toList();
  }

  static List<Path> files(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
