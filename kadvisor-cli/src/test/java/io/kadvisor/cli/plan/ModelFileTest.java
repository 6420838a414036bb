package io.kadvisor.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.wave.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
  @TempDir private Path folder;

  @Test
  void shouldBeReadBackAsItWasWritten() throws Exception {
    ClusterModel model = ModelReader.read(Inputs.input("remove-6to5")).model();
    Path file = folder.resolve("saved.json.gz");

    ModelFile.write(model, Platform.KAFKA, file);

    ClusterModel again = ModelReader.read(file).model();
    assertThat(again.name()).isEqualTo(model.name());
    assertThat(again.brokers()).isEqualTo(model.brokers());
    assertThat(again.topics()).isEqualTo(model.topics());
    assertThat(again.replicaCount()).isEqualTo(model.replicaCount());
    for (int replica = 0; replica < model.replicaCount(); replica++) {
      assertThat(again.brokerOf(replica)).isEqualTo(model.brokerOf(replica));
      for (Resource resource : Resource.values()) {
        assertThat(again.following(replica, resource.column()))
            .isCloseTo(model.following(replica, resource.column()), within(1e-9));
      }
    }
  }

  private ClusterModel savedAndRead(String input) throws Exception {
    Path given = Files.writeString(folder.resolve("given.json"), input);
    Path saved = folder.resolve("saved.json");
    ModelFile.write(ModelReader.read(given).model(), Platform.MSK_EXPRESS, saved);
    return ModelReader.read(saved).model();
  }

  @Test
  void shouldKeepWhichReplicasAreOfflineAndWhatTopicsAskFor() throws Exception {
    ClusterModel again =
        savedAndRead(
            """
        {"format": "rebalance-input/1", "name": "tiny",
         "brokers": [
           {"id": 1, "rack": "a", "cap": {"cpu": 100, "disk": 10, "nwIn": 10, "nwOut": 10}},
           {"id": 2, "rack": "b", "cap": {"cpu": 100, "disk": 10, "nwIn": 10, "nwOut": 10}}],
         "topics": ["orders", "clicks"],
         "minInsyncReplicas": [null, 2],
         "partitions": [[0, 0, 1, [1, 2], [[1, 1, 1, 1], [0, 1, 1, 0]], [2]]]}
        """);

    assertThat(again.isOffline(0)).isFalse();
    assertThat(again.isOffline(1)).isTrue();
    assertThat(again.minInsyncReplicas(0)).isEmpty();
    assertThat(again.minInsyncReplicas(1)).hasValue(2);
  }

  @Test
  void shouldKeepPeaksAndWhatFollowersSend() throws Exception {
    ClusterModel again =
        savedAndRead(
            """
        {"format": "rebalance-input/1", "name": "tiny",
         "brokers": [
           {"id": 1, "rack": "a", "cap": {"cpu": 100, "disk": 10, "nwIn": 10, "nwOut": 10}},
           {"id": 2, "rack": "b", "cap": {"cpu": 100, "disk": 10, "nwIn": 10, "nwOut": 10}}],
         "topics": ["orders"],
         "partitions": [
           [0, 0, 1, [1, 2], [[1, 1, 2, 4], [0, 1, 2, 3]]],
           [0, 1, 2, [2, 1], [[1, 1, 2, 4], [0, 1, 2, 0]]]],
         "peaks": [null, [2, 3, 6]]}
        """);

    assertThat(again.following(1, Resource.NW_OUT.column())).isEqualTo(3);
    assertThat(again.isPeakKnown(0)).isFalse();
    assertThat(again.timesAtPeak(1, Resource.CPU.column())).isEqualTo(2);
    assertThat(again.timesAtPeak(1, Resource.NW_IN.column())).isEqualTo(1.5);
    assertThat(again.timesAtPeak(1, Resource.NW_OUT.column())).isEqualTo(1.5);
  }

  @Test
  void shouldKeepWhatTheClusterRunsOn() throws Exception {
    ClusterModel model = ModelReader.read(Inputs.file("shop.json")).model();
    Path saved = folder.resolve("saved.json");

    ModelFile.write(model, Platform.MSK_STANDARD, saved);

    assertThat(ModelReader.read(saved).platform()).contains(Platform.MSK_STANDARD);
    String out = PlanRun.of("--input", saved.toString(), "--add-broker", "7:az1").succeeded().out();
    assertThat(out)
        .contains("For MSK_STANDARD, at most 10 partitions in a call: " + saved + " says so.");
  }
}
