package io.kadvisor.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kadvisor.cli.KadvisorMain;
import java.io.PrintWriter;
import java.io.StringWriter;
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
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("plan"));
    all.addAll(List.of(arguments));
    return KadvisorMain.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  /**
   * Data: what Cruise Control copies of it where it reaches the band, or what the band needs;
   * outside: brokers that racks leave outside in disk, bytes in and replicas.
   */
  @ParameterizedTest
  @CsvSource({
    "add-3to6, 0.471, 0",
    "add-10to13, 0.220, 1",
    "remove-6to5, 0.200, 3",
    "remove-13to12, 0.091, 0",
    "grown-10-2k, 0.189, 3",
    "grown-50-20k, 0.142, 0",
    "ccrand-10-2k, 0.250, 0",
    "ccrand-50-20k, 0.260, 0"
  })
  void shouldReachTheBandForLessDataThanCruiseControlWhenRacksAllow(
      String name, double data, int outside) throws Exception {
    int exit = run("--input", Inputs.input(name).toString(), "--output-format", "json");

    assertThat(exit).as(err.toString()).isZero();
    JsonNode summary = MAPPER.readTree(out.toString());
    assertThat(summary.get("shareOfDataMoved").asDouble()).isLessThanOrEqualTo(data);
    JsonNode after = summary.get("after");
    for (String measure : List.of("disk", "nwIn", "replicas")) {
      assertThat(after.get(measure).get("outOfBand10pct").asInt())
          .as(measure)
          .isLessThanOrEqualTo(outside);
    }
    for (String measure : List.of("nwOut", "leaders")) {
      assertThat(after.get(measure).get("outOfBand10pct").asInt()).as(measure).isZero();
    }
    assertThat(after.get("violations")).allMatch(count -> count.asInt() == 0);
  }

  @Test
  void shouldWriteThePlanAndItsReasonsWhenFilesAreNamed() throws Exception {
    Path plan = folder.resolve("plan.json");
    Path reasons = folder.resolve("reasons.txt");

    int exit =
        run(
            "--input",
            Inputs.input("remove-6to5").toString(),
            "--output",
            plan.toString(),
            "--explain",
            reasons.toString());

    assertThat(exit).as(err.toString()).isZero();
    JsonNode written = MAPPER.readTree(Files.readString(plan));
    assertThat(written.get("format").asText()).isEqualTo("rebalance-output/1");
    assertThat(written.get("changed")).hasSizeGreaterThan(151);
    assertThat(written.get("changed"))
        .allSatisfy(row -> assertThat(row.get(3)).doesNotContain(MAPPER.valueToTree(5)));
    assertThat(Files.readAllLines(reasons))
        .filteredOn(line -> line.endsWith("broker 5 must end without replicas"))
        .hasSize(151);
    assertThat(out.toString()).contains("Copies ", "Rack violations 0");
  }

  @Test
  void shouldMoveOnlyWhatMustGoWhenDraining() throws Exception {
    run(
        "--input",
        Inputs.input("remove-13to12").toString(),
        "--objective",
        "drain",
        "--output-format",
        "json");

    JsonNode moves = MAPPER.readTree(out.toString()).get("moves");
    assertThat(moves.get("replicasMoved").asInt()).isEqualTo(223);
  }

  @Test
  void shouldCopyNothingWhenOnlyLeadersMayChange() throws Exception {
    run(
        "--input",
        Inputs.input("grown-10-2k").toString(),
        "--objective",
        "leaders",
        "--output-format",
        "json");

    JsonNode summary = MAPPER.readTree(out.toString());
    assertThat(summary.get("moves").get("replicasMoved").asInt()).isZero();
    assertThat(summary.get("after").get("leaders").get("cv").asDouble())
        .isLessThan(summary.get("before").get("leaders").get("cv").asDouble());
  }

  @Test
  void shouldCountBrokersOutsideTheToleranceThatIsAsked() throws Exception {
    String input = Inputs.input("remove-13to12").toString();

    run("--input", input, "--objective", "elect", "--output-format", "json", "--tolerance", "0.6");

    JsonNode before = MAPPER.readTree(out.toString()).get("before");
    assertThat(before.get("disk").get("cv").asDouble()).isGreaterThan(0.1);
    assertThat(before.get("disk").get("outOfBand10pct").asInt()).isZero();
  }

  @Test
  void shouldListTheFaultsWhenTheInputIsWrong() {
    int exit = run("--input", Inputs.file("faulty.json").toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("17 faults").contains("partitions[2]: not [topic");
  }

  @Test
  void shouldRefuseWhenAnOptionNamesWhatIsNotThere() {
    String input = Inputs.input("add-3to6").toString();

    assertThat(run("--input", "nowhere.json")).isEqualTo(2);
    assertThat(run("--input", input, "--exclude-topic", "nothing")).isEqualTo(2);
    assertThat(run("--input", input, "--exclude-broker", "77")).isEqualTo(2);
    assertThat(run("--input", input, "--add-broker", "az1")).isEqualTo(2);
    assertThat(run("--input", input, "--remove-broker", "77")).isEqualTo(2);
    assertThat(run("--input", input, "--tolerance", "2")).isEqualTo(2);
    assertThat(run("--input", input, "--time-limit", "soon")).isEqualTo(2);
    assertThat(err.toString()).contains("--exclude-topic: nothing is not in the input");
  }
}
