package io.kadvisor.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kadvisor.model.unit.DataSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanWavesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  private static JsonNode json(Path file) throws IOException {
    return MAPPER.readTree(Files.readString(file));
  }

  private List<Path> files(String pattern) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("waves"))) {
      return files.filter(file -> file.getFileName().toString().matches(pattern)).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"remove-6to5", "add-10to13", "grown-10-2k"})
  void shouldLeadFromTheStartToThePlanAndBackWhenTheFilesAreTakenInOrder(String name)
      throws IOException {
    Path plan = folder.resolve("plan.json");

    PlanRun.of(
            "--input", Inputs.input(name).toString(),
            "--output", plan.toString(),
            "--reassignment-json", folder.resolve("waves").toString())
        .succeeded();

    JsonNode input;
    try (var zipped = new GZIPInputStream(Files.newInputStream(Inputs.input(name)))) {
      input = MAPPER.readTree(zipped);
    }
    Map<String, JsonNode> start = new HashMap<>();
    input.get("partitions").forEach(row -> start.put(key(input, row), row.get(3)));
    Map<String, JsonNode> now = new HashMap<>(start);
    for (Path wave : files("wave-\\d+\\.json")) {
      takeTo(now, wave);
    }
    Map<String, JsonNode> wanted = new HashMap<>(start);
    json(plan).get("changed").forEach(row -> wanted.put(key(input, row), row.get(3)));
    assertThat(now).isEqualTo(wanted);

    List<Path> back = files("wave-\\d+\\.rollback\\.json");
    for (int at = back.size() - 1; at >= 0; at--) {
      takeTo(now, back.get(at));
    }
    assertThat(now).isEqualTo(start);
  }

  private static String key(JsonNode input, JsonNode row) {
    return input.get("topics").get(row.get(0).asInt()).asText() + "-" + row.get(1).asInt();
  }

  private static void takeTo(Map<String, JsonNode> now, Path file) throws IOException {
    JsonNode wave = json(file);
    assertThat(wave.get("version").asInt()).isEqualTo(1);
    for (JsonNode each : wave.get("partitions")) {
      now.put(
          each.get("topic").asText() + "-" + each.get("partition").asInt(), each.get("replicas"));
    }
  }

  @Test
  void shouldNameEveryFileInTheStepsWhenWritten() throws IOException {
    PlanRun.of(
        "--input",
        Inputs.input("remove-6to5").toString(),
        "--reassignment-json",
        folder.resolve("waves").toString());

    String steps = Files.readString(folder.resolve("waves/steps.md"));
    var named =
        Pattern.compile("[-a-z0-9.]+\\.json")
            .matcher(steps)
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new));
    var written =
        files(".*\\.json").stream()
            .map(file -> file.getFileName().toString())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).isEqualTo(written);
    assertThat(steps)
        .contains("--execute --throttle ", "--verify", "--cancel", "--under-replicated-partitions")
        .contains("empties broker 5", "--delete-config", "No partition reassignments found.");
    assertThat(written).anyMatch(file -> file.matches("wave-\\d+\\.election\\.json"));
  }

  @Test
  void shouldPutTenPartitionsInACallWhenBrokersAreStandardOnesOfMsk() throws IOException {
    PlanRun run =
        PlanRun.of(
            "--input",
            Inputs.input("add-3to6").toString(),
            "--platform",
            "msk_standard",
            "--reassignment-json",
            folder.resolve("waves").toString());

    for (Path wave : files("wave-\\d+\\.json")) {
      assertThat(json(wave).get("partitions").size()).isBetween(1, 10);
    }
    assertThat(Files.readString(folder.resolve("waves/steps.md")))
        .contains("aws kafka describe-cluster-v2", "70 % of its CPU");
    assertThat(run.out()).contains("MSK says that the cluster is ACTIVE");
    assertThat(Files.readString(folder.resolve("waves/steps.md")))
        .contains("No wave reassigns more than 10 partitions: MSK_STANDARD.");
  }

  @Test
  void shouldTellTheSameBytesInTheWavesAsInThePlanWhenSummedUp() throws IOException {
    JsonNode summary = PlanRun.json("--input", Inputs.input("grown-50-20k").toString());

    JsonNode waves = summary.get("waves");
    double planned = summary.get("moves").get("dataMovedMB").asDouble();
    assertThat(waves.get("megabytes").asDouble()).isBetween(planned * 0.9999, planned * 1.0001);
    assertThat(waves.get("copies").asInt())
        .isEqualTo(summary.get("moves").get("replicasMoved").asInt());
    assertThat(waves.get("seconds").asLong()).isPositive();
    assertThat(waves.get("notDone")).isEmpty();
    assertThat(waves.get("brokerPeaks"))
        .isNotEmpty()
        .allMatch(
            peak -> peak.get("diskMB").asDouble() <= peak.get("diskLimitMB").asDouble() + 0.001);
  }

  @Test
  void shouldTellTheMostExtraDiskAndNetworkOfEachWaveAndOfAllWhenCopying() throws IOException {
    String input = Inputs.input("add-3to6").toString();

    JsonNode waves = PlanRun.json("--input", input).get("waves");
    String text = PlanRun.of("--input", input).succeeded().out();

    Matcher told =
        Pattern.compile(
                "Most that copies ask of a broker: (\\S+ \\S+) of disk \\(broker (\\d+)\\),"
                    + " (\\S+ \\S+) in \\(broker (\\d+)\\), (\\S+ \\S+) out \\(broker (\\d+)\\)\\.")
            .matcher(text);
    assertThat(told.find()).isTrue();
    String[] figures = {"extraDiskMB", "extraInBytesPerSecond", "extraOutBytesPerSecond"};
    for (int at = 0; at < figures.length; at++) {
      String figure = figures[at];
      JsonNode most = most(waves.get("brokerPeaks"), figure);
      double unit = at == 0 ? 1 : 1 << 20;
      String size = DataSize.ofMebibytes(most.get(figure).asDouble() / unit).toString();
      assertThat(told.group(2 * at + 1)).isEqualTo(at == 0 ? size : size + "/s");
      assertThat(told.group(2 * at + 2)).isEqualTo(most.get("broker").asText());
    }
    assertThat(text).containsPattern("copies +data +extra disk +throttle +about\\n");
  }

  private static JsonNode most(JsonNode peaks, String figure) {
    JsonNode most = peaks.get(0);
    for (JsonNode peak : peaks) {
      most = peak.get(figure).asDouble() > most.get(figure).asDouble() ? peak : most;
    }
    return most;
  }

  @Test
  void shouldNameTheBrokersAndTheWayOutWhenDisksAreTooFull() {
    String input = Inputs.input("grown-10-2k").toString();

    assertThat(PlanRun.of("--input", input, "--disk-limit", "0.3").succeeded().out())
        .contains("Not in the waves: ", "lacks ", "All of it can be done with --disk-limit 0.");
  }

  /** Two partitions, each in a rack of its own: one replica of each must change places. */
  private String exchange(String cpu, int replicas) throws IOException {
    var brokers = new ArrayList<String>();
    for (int id = 1; id <= 4; id++) {
      brokers.add(
          """
          {"id": %d, "rack": "az%d", "state": "ALIVE",
           "cap": {"cpu": 100, "disk": 1000, "nwIn": 1000, "nwOut": 1000}}"""
              .formatted(id, (id + 1) / 2));
    }
    String loads = "[[25, 100, 10, 20], [10, 100, 10, 0]]";
    Path input = folder.resolve("exchange.json");
    Files.writeString(
        input,
        """
        {"format": "rebalance-input/1", "name": "exchange", "topics": ["orders"],
         "constraints": {"balanceThreshold": 1.1, "maxReplicasPerBroker": %d,
           "capacityThreshold": {"cpu": %s, "disk": 0.8, "nwIn": 0.8, "nwOut": 0.8}},
         "brokers": [%s],
         "partitions": [[0, 0, 1, [1, 2], %s], [0, 1, 3, [3, 4], %s]]}
        """
            .formatted(replicas, cpu, String.join(", ", brokers), loads, loads));
    return input.toString();
  }

  @Test
  void shouldNameTheBrokerWhenAnExchangeWouldBeTooMuchForATime() throws IOException {
    String left = "Not in the waves: 2 steps, 200.0 MiB. ";
    String wayOut =
        "\nAllow these brokers that much while the plan is carried out, or add a broker.";

    assertThat(PlanRun.of("--input", exchange("0.7", 1)).succeeded().out())
        .contains(left, "\nBroker 4 would have 2 replicas for a time, and 1 are allowed." + wayOut);
    assertThat(PlanRun.of("--input", exchange("0.15", 9)).succeeded().out())
        .contains(left)
        .contains("\nBroker 4 would use 20.0 % of its cpu for a time, and 15.0 % are allowed.")
        .contains(wayOut);
    assertThat(PlanRun.of("--input", exchange("0.2", 2)).succeeded().out())
        .doesNotContain("Not in the waves");

    JsonNode blocked = PlanRun.json("--input", exchange("0.15", 9)).at("/waves/blocked");
    assertThat(blocked.path("shortages")).hasSize(1);
    assertThat(blocked.at("/shortages/0").toString())
        .isEqualTo("{\"broker\":4,\"of\":\"cpu\",\"unit\":\"%\",\"needed\":20.0,\"allowed\":15.0}");
    assertThat(blocked.has("sufficientDiskLimit")).isFalse();
  }

  @Test
  void shouldRefuseWhenAnOptionCannotBe() throws IOException {
    Path full = Files.createDirectory(folder.resolve("full"));
    Files.writeString(full.resolve("wave-001.json"), "{}");
    String input = Inputs.input("add-3to6").toString();

    assertThat(PlanRun.of("--input", input, "--reassignment-json", full.toString()).refused())
        .contains("is no empty folder");
    assertThat(PlanRun.of("--input", input, "--copies-per-broker", "0").refused())
        .contains("--copies-per-broker: 0 is below 1");
    assertThat(PlanRun.of("--input", input, "--disk-limit", "1.5").refused())
        .contains("--disk-limit: 1.5");
    PlanRun.of("--input", input, "--min-isr", "0").refused();
    assertThat(Files.readString(full.resolve("wave-001.json"))).isEqualTo("{}");
  }

  @Test
  void shouldCarryNothingOutWhenTheClusterIsAFile() {
    String input = Inputs.input("add-3to6").toString();

    assertThat(PlanRun.of("--input", input, "--execute").refused())
        .contains("--execute: needs a cluster that runs; name it by --from");
  }
}
