package io.kadvisor.localcluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file system in memory that one process alone sees: it is mounted in the process's own mount
 * namespace and goes with it, so that nothing is left to unmount.
 */
record SmallVolume(List<String> namespace, Path folder, int megabytes) {
  /** Without rights first: a namespace of one's own users needs none where the system allows it. */
  private static final List<List<String>> NAMESPACES =
      List.of(
          List.of("unshare", "--user", "--map-root-user", "--mount"),
          List.of("unshare", "--mount", "--propagation", "private"));

  private static final String MOUNT_AND_RUN =
      "mount -t tmpfs -o size=\"$1\"m tmpfs \"$0\" && shift && exec \"$@\"";

  /**
   * @throws LocalClusterException if no kind of namespace lets it be mounted here
   */
  static SmallVolume of(Path folder, int megabytes) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return NAMESPACES.stream()
        .map(namespace -> new SmallVolume(namespace, folder, megabytes))
        .filter(SmallVolume::isPossible)
        .findFirst()
        .orElseThrow(
            () ->
                new LocalClusterException(
                    "no small volume can be mounted here: neither a user namespace nor the right to mount"));
  }

  /** The command line with the volume mounted for it; the process id stays the command's own. */
  List<String> around(List<String> command) {
    var whole = new ArrayList<>(namespace);
    whole.addAll(List.of("sh", "-c", MOUNT_AND_RUN, folder.toString(), "" + megabytes));
    whole.addAll(command);
    return whole;
  }

  private boolean isPossible() {
    try {
      Process attempt =
          new ProcessBuilder(around(List.of("true")))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return attempt.waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
