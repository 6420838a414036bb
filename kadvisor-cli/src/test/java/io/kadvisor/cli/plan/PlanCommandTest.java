package io.kadvisor.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  /**
   * Data: what Cruise Control copies of it where it reaches the band, or what the band needs;
   * outside: brokers in disk, bytes in and replicas; busy: in CPU. Racks leave them there
   * (docs/planner.md), but for one of grown-10-2k in bytes in and replicas.
   */
  @ParameterizedTest
  @CsvSource({
    "add-3to6, 0.471, 0, 0",
    "add-10to13, 0.220, 1, 0",
    "remove-6to5, 0.200, 3, 1",
    "remove-13to12, 0.091, 0, 0",
    "grown-10-2k, 0.189, 3, 0",
    "grown-50-20k, 0.142, 0, 0",
    "ccrand-10-2k, 0.250, 0, 0",
    "ccrand-50-20k, 0.260, 0, 0"
  })
  void shouldReachTheBandForLessDataThanCruiseControlWhenRacksAllow(
      String name, double data, int outside, int busy) throws Exception {
    JsonNode summary = PlanRun.json("--input", Inputs.input(name).toString());

    assertThat(summary.get("shareOfDataMoved").asDouble()).isLessThanOrEqualTo(data);
    JsonNode after = summary.get("after");
    for (String measure : List.of("disk", "nwIn", "replicas")) {
      assertThat(after.get(measure).get("outOfBand10pct").asInt())
          .as(measure)
          .isLessThanOrEqualTo(outside);
    }
    assertThat(after.get("cpu").get("outOfBand10pct").asInt()).as("cpu").isLessThanOrEqualTo(busy);
    for (String measure : List.of("nwOut", "leaders", "leaderNwIn")) {
      assertThat(after.get(measure).get("outOfBand10pct").asInt()).as(measure).isZero();
    }
    assertThat(after.get("violations")).allMatch(count -> count.asInt() == 0);
  }

  @Test
  void shouldCountBrokersOutsideWhereABandAppliesAndNowhereElse() throws Exception {
    String input = Inputs.input("remove-6to5").toString();

    JsonNode before = PlanRun.json("--input", input, "--objective", "elect").get("before");

    // Of the mean that five brokers should carry, brokers 0 to 4 carry 0.95, 0.78, 0.83, 0.79,
    // 0.82.
    assertThat(before.get("leaderNwIn").get("outOfBand10pct").asInt()).isEqualTo(4);
    assertThat(before.get("potentialNwOut").has("outOfBand10pct")).isFalse();
    assertThat(PlanRun.of("--input", input, "--objective", "elect").succeeded().out())
        .containsPattern("leaderNwIn +0\\.\\d+ +4 ")
        .containsPattern("potentialNwOut +0\\.\\d+ +– +0\\.\\d+ +–\\n");
  }

  @Test
  void shouldWriteThePlanAndItsReasonsWhenFilesAreNamed() throws Exception {
    Path plan = folder.resolve("plan.json");
    Path reasons = folder.resolve("reasons.txt");

    PlanRun run =
        PlanRun.of(
                "--input",
                Inputs.input("remove-6to5").toString(),
                "--output",
                plan.toString(),
                "--explain",
                reasons.toString())
            .succeeded();

    JsonNode written = MAPPER.readTree(Files.readString(plan));
    assertThat(written.get("format").asText()).isEqualTo("rebalance-output/1");
    assertThat(written.get("changed")).hasSizeGreaterThan(151);
    assertThat(written.get("changed"))
        .allSatisfy(row -> assertThat(row.get(3)).doesNotContain(MAPPER.valueToTree(5)));
    assertThat(Files.readAllLines(reasons))
        .filteredOn(line -> line.endsWith("broker 5 must end without replicas"))
        .hasSize(151);
    assertThat(run.out()).contains("Copies ", "Rack violations 0");
  }

  @Test
  void shouldWriteTheSameReasonsForAScriptWhenTheFileIsOfJsonLines() throws Exception {
    String input = Inputs.input("remove-6to5").toString();
    Path text = folder.resolve("reasons.txt");
    Path script = folder.resolve("reasons.jsonl");

    PlanRun.of("--input", input, "--explain", text.toString()).succeeded();
    JsonNode moves = PlanRun.json("--input", input, "--explain", script.toString()).get("moves");

    List<JsonNode> changes = new ArrayList<>();
    for (String line : Files.readAllLines(script)) {
      changes.add(MAPPER.readTree(line));
    }
    assertThat(changes)
        .extracting(change -> change.get("sentence").asText())
        .containsExactlyElementsOf(Files.readAllLines(text));
    assertThat(changes)
        .filteredOn(change -> change.path("from").asInt() == 5)
        .filteredOn(change -> change.get("change").asText().equals("move"))
        .hasSize(151)
        .allSatisfy(change -> assertThat(change.at("/why/kind").asText()).isEqualTo("evacuated"));
    assertThat(changes.stream().mapToDouble(change -> change.get("megabytes").asDouble()).sum())
        .isCloseTo(moves.get("dataMovedMB").asDouble(), withPercentage(0.01));
    assertThat(changes)
        .filteredOn(change -> change.at("/why/kind").asText().equals("relieved"))
        .allSatisfy(
            change ->
                assertThat(change.at("/why/repaired").asDouble())
                    .isPositive()
                    .isLessThanOrEqualTo(change.at("/why/wrong").asDouble()));
  }

  @Test
  void shouldMoveOnlyWhatMustGoWhenDraining() throws Exception {
    String input = Inputs.input("remove-13to12").toString();

    JsonNode moves = PlanRun.json("--input", input, "--objective", "drain").get("moves");

    assertThat(moves.get("replicasMoved").asInt()).isEqualTo(223);
  }

  @Test
  void shouldCopyNothingWhenOnlyLeadersMayChange() throws Exception {
    String input = Inputs.input("grown-10-2k").toString();

    JsonNode summary = PlanRun.json("--input", input, "--objective", "leaders");

    assertThat(summary.get("moves").get("replicasMoved").asInt()).isZero();
    assertThat(summary.get("after").get("leaders").get("cv").asDouble())
        .isLessThan(summary.get("before").get("leaders").get("cv").asDouble());
  }

  @Test
  void shouldCountBrokersOutsideTheToleranceThatIsAsked() throws Exception {
    String input = Inputs.input("remove-13to12").toString();

    JsonNode before =
        PlanRun.json("--input", input, "--objective", "elect", "--tolerance", "0.6").get("before");

    assertThat(before.get("disk").get("cv").asDouble()).isGreaterThan(0.1);
    assertThat(before.get("disk").get("outOfBand10pct").asInt()).isZero();
  }

  @Test
  void shouldNameThePartitionThatLeavesABrokerOutsideInEveryPlan() throws Exception {
    String input = Inputs.file("large.json").toString();

    JsonNode floors = PlanRun.json("--input", input).get("floors");

    assertThat(floors.get("disk").get("outOfBand").asInt()).isOne();
    assertThat(floors.get("disk").get("largest").get("partition").asText()).isEqualTo("orders-0");
    assertThat(floors.get("cpu").get("outOfBand").asInt()).isZero();
    assertThat(PlanRun.of("--input", input).succeeded().out())
        .contains(
            "Outside in every plan: disk 1; one replica of orders-0 takes 1.18 of what a broker"
                + " carries on the mean.");
  }

  @Test
  void shouldSayThatRacksLeaveBrokersOutsideInEveryPlan() {
    assertThat(PlanRun.of("--input", Inputs.input("grown-10-2k").toString()).succeeded().out())
        .contains(
            "Outside in every plan: disk 2, nwIn 2, replicas 2; a rack must carry more or less"
                + " than its brokers should.");
  }

  @Test
  void shouldListTheFaultsWhenTheInputIsWrong() {
    assertThat(PlanRun.of("--input", Inputs.file("faulty.json").toString()).refused())
        .contains("17 faults")
        .contains("partitions[2]: not [topic");
  }

  @Test
  void shouldRefuseWhenAnOptionNamesWhatIsNotThere() {
    String input = Inputs.input("add-3to6").toString();

    PlanRun.of("--input", "nowhere.json").refused();
    assertThat(PlanRun.of("--input", input, "--exclude-topic", "nothing").refused())
        .contains("--exclude-topic: nothing is not in the input");
    PlanRun.of("--input", input, "--exclude-broker", "77").refused();
    PlanRun.of("--input", input, "--add-broker", "az1").refused();
    PlanRun.of("--input", input, "--remove-broker", "77").refused();
    PlanRun.of("--input", input, "--tolerance", "2").refused();
    PlanRun.of("--input", input, "--time-limit", "soon").refused();
  }

  @Test
  void shouldTellWhatElseThereIsToChooseFromWhenAsked() throws Exception {
    String input = Inputs.input("remove-13to12").toString();

    JsonNode all = PlanRun.json("--input", input, "--alternatives").get("alternatives");

    assertThat(all).hasSizeGreaterThan(2);
    assertThat(all.get(0).get("kind").asText()).isEqualTo("LEAST_DATA");
    assertThat(all).anyMatch(each -> each.get("kind").asText().equals("BEST_BALANCE"));
    assertThat(all).allMatch(each -> each.get("seconds").asLong() > 0);
    JsonNode least = all.get(0);
    JsonNode again = PlanRun.json("--input", input, "--weight", least.get("weight").asText());
    assertThat(again.get("moves").get("dataMovedMB")).isEqualTo(least.get("dataMovedMB"));
    assertThat(PlanRun.of("--input", input, "--alternatives").succeeded().out())
        .containsPattern("least data +--weight 0.00\\d+ ")
        .containsPattern("best balance +--weight 4 ");
  }

  @Test
  void shouldRefuseAWeightOfWhatWeighsNothing() {
    String input = Inputs.input("add-3to6").toString();

    assertThat(
            PlanRun.of("--input", input, "--objective=drain", "--weight=20", "--alternatives")
                .refused())
        .contains(
            "--weight: 20.0 is not between 0.001 and 10, such as 0.1",
            "--weight: DRAIN weighs nothing; BALANCE and GROW do",
            "--alternatives: DRAIN has none; BALANCE has");
  }
}
