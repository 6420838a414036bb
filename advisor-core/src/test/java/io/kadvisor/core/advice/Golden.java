package io.kadvisor.core.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts as they were approved; {@code -Dgolden.update=true} approves the present ones. */
final class Golden {
  private static final Path FOLDER = Path.of("src", "test", "resources", "advice");

  private Golden() {}

  static void compare(String name, String text) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text + "\n");
    }
    assertThat(text + "\n").isEqualTo(Files.readString(file));
  }
}
