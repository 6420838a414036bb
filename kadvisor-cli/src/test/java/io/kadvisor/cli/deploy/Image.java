package io.kadvisor.cli.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the {@code Dockerfile} puts into the image, as a folder. */
final class Image {
  static final String HOME = "/opt/kadvisor/";
  private static final Pattern COPY = Pattern.compile("(?m)^COPY (.+) (\\S+)$");

  private Image() {}

  /**
   * Does what the COPY lines say, from the built distribution.
   *
   * @return the folder that stands for {@link #HOME}
   */
  static Path in(Path folder) throws IOException {
    List<MatchResult> lines = COPY.matcher(House.text("Dockerfile")).results().toList();
    for (MatchResult line : lines) {
      for (String source : line.group(1).split(" ")) {
        copy(House.DISTRIBUTION.resolve(source), folder.resolve(line.group(2).substring(1)));
      }
    }
    return folder.resolve(HOME.substring(1));
  }

  /** As Docker does it: a file goes into a folder, of a folder that which is in it. */
  private static void copy(Path source, Path folder) throws IOException {
    Files.createDirectories(folder);
    if (!Files.isDirectory(source)) {
      link(source, folder.resolve(source.getFileName()));
      return;
    }
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.toList()) {
        link(file, folder.resolve(file.getFileName()));
      }
    }
  }

  private static void link(Path source, Path target) throws IOException {
    if (Files.isRegularFile(source) && source.toString().endsWith(".jar")) {
      Files.createSymbolicLink(target, source);
    } else {
      Files.copy(source, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    }
  }
}
