package io.kadvisor.localcluster.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildProcessesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final List<String> WAIT = List.of("sh", "-c", "echo hello; read line");

  @Test
  void shouldEndAllAndRemoveFolderWhenClosed() {
    var processes = ChildProcesses.inTemporaryFolder("kadvisor test ");
    var running = processes.startLogged("running", WAIT, processes.folder());
    var paused = processes.startLogged("paused", WAIT, processes.folder());
    paused.pause();

    processes.close();

    await().atMost(PATIENCE).until(() -> !running.isAlive() && !paused.isAlive());
    assertThat(processes.folder()).doesNotExist();
  }

  @Test
  void shouldLeaveStrangerAliveWhenItsNumberWasForgotten() throws Exception {
    var processes = ChildProcesses.inTemporaryFolder("kadvisor-test-");
    // stands for a process that got the number of an ended child
    var stranger = new ProcessBuilder(WAIT).start();
    try (var reaper = Reaper.of(processes.folder())) {
      reaper.watch(1_000_000_007);
      reaper.watch(stranger.pid());
      reaper.forget(stranger.pid());
    }

    assertThat(stranger.isAlive()).isTrue();
    stranger.destroyForcibly();
    processes.close();
  }

  @Test
  void shouldShowNewestLinesWhenAsked() {
    try (var processes = ChildProcesses.inTemporaryFolder("kadvisor-test-")) {
      var child =
          processes.startLogged(
              "counting", List.of("sh", "-c", "echo 1; echo 2; echo 3"), processes.folder());

      await().atMost(PATIENCE).until(() -> !child.isAlive());

      assertThat(child.lastLines(2)).containsExactly("2", "3");
    }
  }

  @Test
  void shouldStandStillWhenPaused() {
    try (var processes = ChildProcesses.inTemporaryFolder("kadvisor-test-")) {
      var child =
          processes.startLogged(
              "busy", List.of("sh", "-c", "while :; do echo busy; done"), processes.folder());
      await().atMost(PATIENCE).until(() -> !child.lastLines(1).isEmpty());

      child.pause();

      int lines = child.lastLines(Integer.MAX_VALUE).size();
      assertThat(child.lastLines(Integer.MAX_VALUE)).hasSize(lines);
    }
  }

  @Test
  void shouldGoOnWhenResumed() {
    try (var processes = ChildProcesses.inTemporaryFolder("kadvisor-test-")) {
      var child = processes.startLogged("waiting", WAIT, processes.folder());
      child.pause();
      child.resume();

      assertThat(child.terminate(PATIENCE)).isTrue();
    }
  }
}
