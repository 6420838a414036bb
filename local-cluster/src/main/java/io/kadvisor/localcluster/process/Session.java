package io.kadvisor.localcluster.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A command line in a session of its own, so that Ctrl-C on the terminal reaches the parent alone
 * and the children end in the parent's order. Where {@code setsid} does not exist the command runs
 * as it is.
 */
final class Session {
  private static final List<String> PREFIX = isOnPath("setsid") ? List.of("setsid") : List.of();

  private Session() {}

  static List<String> own(String... command) {
    return own(Arrays.asList(command));
  }

  static List<String> own(List<String> command) {
    var whole = new ArrayList<>(PREFIX);
    whole.addAll(command);
    return List.copyOf(whole);
  }

  private static boolean isOnPath(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
