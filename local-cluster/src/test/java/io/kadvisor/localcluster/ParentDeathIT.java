package io.kadvisor.localcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.localcluster.process.ChildProcesses;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParentDeathIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @Test
  void shouldLeaveNoBrokerAndNoFolderWhenParentIsKilled() throws IOException {
    Process parent = startParent();
    List<String> said = read(parent);
    List<ProcessHandle> brokers =
        values(said, "pid ").stream()
            .map(Long::parseLong)
            .map(pid -> ProcessHandle.of(pid).orElseThrow())
            .toList();
    Path folder = Path.of(values(said, "folder ").get(0));
    assertThat(brokers).hasSize(2).allMatch(ProcessHandle::isAlive);
    assertThat(folder).exists();

    parent.destroyForcibly();

    await().atMost(PATIENCE).until(() -> brokers.stream().noneMatch(ParentDeathIT::runs));
    await().atMost(PATIENCE).until(() -> Files.notExists(folder));
  }

  private static Process startParent() throws IOException {
    return new ProcessBuilder(
            ChildProcesses.java(),
            "-cp",
            System.getProperty("java.class.path"),
            ParentOfBrokers.class.getName())
        .redirectErrorStream(true)
        .start();
  }

  private static List<String> read(Process parent) throws IOException {
    BufferedReader reader = parent.inputReader();
    var lines = new ArrayList<String>();
    for (String line = reader.readLine();
        line != null && !line.equals("ready");
        line = reader.readLine()) {
      lines.add(line);
    }
    return lines;
  }

  private static List<String> values(List<String> lines, String prefix) {
    return lines.stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .toList();
  }

  /** A process that has ended but that nobody has asked about (a zombie) does not run. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }
}
