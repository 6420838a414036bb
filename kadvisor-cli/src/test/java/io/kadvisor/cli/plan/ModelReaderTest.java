package io.kadvisor.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelReaderTest {
  @TempDir private Path folder;

  @Test
  void shouldReadWhatIsThereWhenGzipped() throws Exception {
    ClusterModel model = ModelReader.read(Inputs.input("remove-6to5")).model();

    assertThat(model.name()).isEqualTo("remove-6to5");
    assertThat(model.brokerCount()).isEqualTo(6);
    assertThat(model.partitionCount()).isEqualTo(302);
    assertThat(model.replicaCount()).isEqualTo(900);
    assertThat(model.racks()).containsExactly("r0", "r1", "r2");
    assertThat(model.takesReplicas(5)).isFalse();
  }

  @Test
  void shouldReadTheExampleWhenItIsTakenFromTheDocumentation() throws Exception {
    String page = Files.readString(Path.of("../docs/planner.md"));
    int start = page.indexOf("{\"format\"");
    Path file = folder.resolve("example.json");
    Files.writeString(file, page.substring(start, page.indexOf("```", start)));

    assertThat(ModelReader.read(file).model().replicaCount()).isEqualTo(1);
  }

  @Test
  void shouldNotKnowThePlatformWhereTheFileDoesNotTellAndRefuseOneThatIsNone() throws Exception {
    String example = Files.readString(Inputs.file("shop.json"));
    Path file = folder.resolve("platform.json");
    Files.writeString(file, example);
    assertThat(ModelReader.read(file).platform()).isEmpty();

    Files.writeString(file, example.replaceFirst("\\{", "{\"platform\": \"MSK\", "));

    assertThat(faultsOf(file))
        .containsExactly("platform: MSK is none of [KAFKA, MSK_STANDARD, MSK_EXPRESS]");
  }

  @Test
  void shouldReadWhatIsOutOfServiceWhenARowSaysSo() throws Exception {
    String example = Files.readString(Inputs.file("shop.json"));
    Path file = folder.resolve("offline.json");
    Files.writeString(file, example.replace("0]]],\n  [0, 1,", "0]], [2]],\n  [0, 1,"));

    ClusterModel model = ModelReader.read(file).model();

    assertThat(model.isOffline(1)).isTrue();
    assertThat(model.isOffline(0)).isFalse();
    Files.writeString(file, example.replace("0]]],\n  [0, 1,", "0]], [3]],\n  [0, 1,"));
    assertThat(faultsOf(file))
        .containsExactly("partitions[0]: offline 3 is none of its replicas [1, 2]");
  }

  @Test
  void shouldRefuseWhatATopicCannotAskFor() throws Exception {
    String example = Files.readString(Inputs.file("shop.json"));
    Path file = folder.resolve("least.json");
    Files.writeString(
        file,
        example.replace(
            "\"partitions\":",
            "\"minInsyncReplicas\": [0, \"x\", null, 1, 1, 1, 1], \"partitions\":"));

    assertThat(faultsOf(file))
        .contains(
            "minInsyncReplicas[0]: 0 is below 1",
            "minInsyncReplicas[1]: x is not a whole number",
            "minInsyncReplicas[6]: no topic: there are 4");
  }

  @Test
  void shouldRefusePeaksThatCannotBe() throws Exception {
    String example = Files.readString(Inputs.file("shop.json")).strip();
    String rows = example.substring(0, example.length() - 1);
    Path file = folder.resolve("peaks.json");
    Files.writeString(
        file, rows + ", \"peaks\": [[1, 2], [5, -3000, \"x\"], 7, null, [6, 4000, 5000]]}");

    assertThat(faultsOf(file))
        .containsExactly(
            "peaks[0]: 2 numbers: [cpu, nwIn, nwOut] are needed",
            "peaks[1]: x is not a number",
            "peaks[1]: nwIn is -3000.0, below 0",
            "peaks[2]: 7 is not a list");
    Files.writeString(file, example.replace("\"topics\":", "\"peaks\": [], \"topics\":"));
    assertThat(faultsOf(file))
        .containsExactly("peaks: come before the partitions that they are of");
  }

  @Test
  void shouldTellEveryFaultWithItsPlaceWhenThereAreMany() {
    assertThat(faultsOf(Inputs.file("faulty.json")))
        .containsExactly(
            "format: rebalance-input/9 is not rebalance-input/1",
            "brokers[0].state: UP is none of [ALIVE, NEW, DEAD]",
            "brokers[0].cap.nwOut: a is not a number",
            "brokers[2]: 5 is not an object",
            "brokers[0].rack: missing: each broker needs its rack",
            "brokers[0].cap.disk: -1.0 is not above 0",
            "brokers[1].id: 1 is the id of brokers[0], too",
            "brokers[2].rack: missing: each broker needs its rack",
            "partitions[0]: broker 1 has two of its replicas",
            "partitions[0]: disk of replica 1 is -2.0, below 0",
            "partitions[1]: the same topic and partition as partitions[0]",
            "partitions[1]: broker 7 of replica 1 is not in the list of brokers",
            "partitions[1]: leader 9 is none of its replicas [1, 7]",
            "partitions[1]: 2 replicas and 4 loads: four for each are needed",
            "partitions[2]: not [topic, partition, leader, [brokers], [[cpu, disk, nwIn, nwOut]]]",
            "partitions[3]: not [topic, partition, leader, [brokers], [[cpu, disk, nwIn, nwOut]]]",
            "partitions[4]: topic 3 is not in the list of 1 topics");
  }

  @Test
  void shouldSayWhatIsMissingWhenThereIsNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("empty.json"), "{}");

    assertThat(faultsOf(file))
        .contains("brokers: missing", "topics: missing", "partitions: missing");
  }

  @Test
  void shouldSayWhereItEndsWhenItIsCutOff() throws IOException {
    Path file = Files.writeString(folder.resolve("cut.json"), "{\"name\": \"x\",\n\"brokers\": [");

    assertThat(faultsOf(file)).anyMatch(fault -> fault.startsWith("line 2, column "));
  }

  @Test
  void shouldSayWhereItEndsWhenItsGzipStreamIsCutOff() throws IOException {
    byte[] whole = Files.readAllBytes(Inputs.input("remove-6to5"));
    Path file = Files.write(folder.resolve("cut.json.gz"), Arrays.copyOf(whole, whole.length / 2));

    assertThat(faultsOf(file))
        .anyMatch(fault -> fault.contains("the gzip stream ends or is damaged here"));
  }

  @Test
  void shouldGoOnAfterANumberThatIsTooLargeAndATopicThatIsThereTwice() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("large.json"),
            """
            {"format": "rebalance-input/1", "brokers": [{"id": 3000000000, "rack": "a", "state": "ALIVE",
              "cap": {"cpu": 1, "disk": 1, "nwIn": 1, "nwOut": 1}}],
             "topics": ["orders", 7, "orders"],
             "partitions": [[0, 3000000000, 1, [1], [[0, 0, 0, 0]]]]}
            """);

    assertThat(faultsOf(file))
        .contains(
            "brokers[0].id: 3000000000 is not between -2147483648 and 2147483647",
            "topics[1]: 7 is not a text",
            "topics[2]: orders is topics[0], too",
            "partitions[0]: not [topic, partition, leader, [brokers], [[cpu, disk, nwIn, nwOut]]]");
  }

  private static List<String> faultsOf(Path file) {
    return catchThrowableOfType(InvalidModelException.class, () -> ModelReader.read(file)).faults();
  }
}
