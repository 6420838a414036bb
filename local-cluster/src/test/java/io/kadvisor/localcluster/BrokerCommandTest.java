package io.kadvisor.localcluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerCommandTest {
  @TempDir Path folder;
  private Path jars;

  @BeforeEach
  void layOutTheJars() throws IOException {
    jars = Files.createDirectories(folder.resolve("broker-lib"));
    Files.createFile(jars.resolve("kafka_2.13-4.3.1.jar"));
  }

  @Test
  void shouldReadTheClassesThatTheBuildHasWrittenDown() throws IOException {
    Path archive = Files.createFile(folder.resolve("broker.jsa"));

    assertThat(line()).contains("-XX:SharedArchiveFile=" + archive);
  }

  @Test
  void shouldReadTheJarsAloneWhenTheBuildHasWrittenNothingDown() {
    assertThat(line())
        .noneMatch(argument -> argument.contains("SharedArchiveFile"))
        .containsSequence("-cp", jars + "/*");
  }

  private List<String> line() {
    return new BrokerCommand(new BrokerLibrary(jars), "cluster", "64m", OptionalInt.empty())
        .line(folder.resolve("server.properties"));
  }
}
