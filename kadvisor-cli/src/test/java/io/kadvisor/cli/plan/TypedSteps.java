package io.kadvisor.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.cli.demo.KafkaTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Somebody who types the commands of a plan's steps with Kafka's own tools, wave by wave. */
final class TypedSteps {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final List<String> commands;
  private final KafkaTools tools;
  private final String bootstrap;

  TypedSteps(Path folder, String bootstrap) throws IOException {
    this.tools = KafkaTools.in(folder);
    this.bootstrap = bootstrap;
    this.commands =
        Files.readAllLines(folder.resolve("steps.md")).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("kafka-"))
            .filter(line -> !line.contains("rollback") && !line.contains("--cancel"))
            .filter(line -> !line.contains("--alter"))
            .toList();
  }

  void carryOut() throws Exception {
    assertThat(commands).anyMatch(command -> command.contains("--execute"));
    for (String command : commands) {
      if (command.contains("--verify")) {
        await().atMost(PATIENCE).until(() -> typed(command), TypedSteps::completed);
      } else {
        String printed = typed(command);
        if (command.startsWith("kafka-configs")) {
          assertThat(printed).doesNotContain("throttled");
        }
      }
    }
  }

  private static boolean completed(String printed) {
    return printed.contains("is completed") && !printed.contains("still in progress");
  }

  private String typed(String command) throws IOException, InterruptedException {
    return tools.run("export BOOTSTRAP=" + bootstrap + "; " + command);
  }
}
