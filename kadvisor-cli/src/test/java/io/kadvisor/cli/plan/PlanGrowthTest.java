package io.kadvisor.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What topics are to have more of, from the options to the files. */
class PlanGrowthTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String SHOP = Inputs.file("shop.json").toString();

  @TempDir private Path folder;

  private static PlanRun run(String... arguments) {
    return PlanRun.of(ofShop(arguments));
  }

  private static JsonNode summary(String... arguments) throws IOException {
    return PlanRun.json(ofShop(arguments).toArray(String[]::new));
  }

  private static List<String> ofShop(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--input", SHOP));
    all.addAll(List.of(arguments));
    return all;
  }

  @Test
  void shouldMakeNewPartitionsAfterTheWavesWhenTheStepsAreWritten() throws Exception {
    Path moves = folder.resolve("moves");

    run("--partitions=orders=12", "--factor=orders=3", "--reassignment-json", moves.toString())
        .succeeded();

    String steps = Files.readString(moves.resolve("steps.md"));
    assertThat(steps.substring(steps.lastIndexOf("## Wave ")))
        .containsPattern(
            "kafka-topics.sh --bootstrap-server \"\\$BOOTSTRAP\" --alter --topic orders"
                + " --partitions 12 --replica-assignment (\\d+:\\d+:\\d+,){11}\\d+:\\d+:\\d+\n");
    assertThat(steps).contains("adds replicas");
  }

  /**
   * A shop before its sales: from 3 brokers to 6, partitions doubled, factor 2 to 3, in one call.
   */
  @Test
  void shouldScaleTheShopInOneCallWhenBrokersPartitionsAndFactorGrow() throws Exception {
    Path file = folder.resolve("plan.json");
    List<String> call = callOfTheDocumentation();
    call.addAll(List.of("--output", file.toString()));

    JsonNode summary = summary(call.toArray(String[]::new));

    JsonNode after = summary.get("after");
    for (String measure : List.of("disk", "nwIn", "nwOut", "cpu", "replicas", "leaders")) {
      assertThat(after.get(measure).get("outOfBand10pct").asInt()).as(measure).isZero();
    }
    assertThat(after.get("violations")).allMatch(count -> count.asInt() == 0);
    assertThat(summary.get("moves").get("addedPartitions").asInt()).isEqualTo(24);
    assertThat(summary.get("moves").get("rfChanged").asInt()).isEqualTo(28);
    assertThat(summary.get("limitsNotKept")).isEmpty();
    JsonNode plan = MAPPER.readTree(Files.readString(file));
    assertThat(plan.get("changed")).hasSize(28);
    assertThat(plan.get("added")).hasSize(24);
    plan.get("changed").forEach(PlanGrowthTest::assertThatItIsInThreeRacks);
    plan.get("added").forEach(PlanGrowthTest::assertThatItIsInThreeRacks);
  }

  private static List<String> callOfTheDocumentation() throws IOException {
    String page = Files.readString(Path.of("../docs/planner.md"));
    String start = "./kadvisor plan --input shop.json ";
    int from = page.indexOf(start) + start.length();
    String call = page.substring(from, page.indexOf("```", from)).replace("\\\n", " ");
    return new ArrayList<>(List.of(call.strip().split("\\s+")));
  }

  private static void assertThatItIsInThreeRacks(JsonNode row) {
    assertThat(row.get(3)).hasSize(3);
    assertThat(row.get(3).get(0)).isEqualTo(row.get(2));
    Set<Integer> racks = new HashSet<>();
    row.get(3).forEach(broker -> racks.add(broker.asInt() % 3));
    assertThat(racks).as(row.toString()).hasSize(3);
  }

  @Test
  void shouldOnlyAddReplicasWhenNothingElseIsAsked() throws Exception {
    Path file = folder.resolve("plan.json");

    JsonNode summary =
        summary(
            "--objective=grow", "--factor=orders=3", "--topic=orders", "--output", file.toString());

    assertThat(summary.get("moves").get("replicasMoved").asInt()).isEqualTo(6);
    assertThat(summary.get("moves").get("leaderChanges").asInt()).isZero();
    JsonNode changed = MAPPER.readTree(Files.readString(file)).get("changed");
    assertThat(changed).hasSize(6).allMatch(row -> row.get(0).asInt() == 1);
    assertThat(changed).allMatch(row -> row.get(3).size() == 3 && row.get(4).size() == 3);
  }

  @Test
  void shouldSayWhyOfEachAddedReplicaAndPartition() {
    PlanRun run = run("--objective=grow", "--factor=payments=3", "--partitions=orders=8");

    assertThat(run.succeeded().out())
        .contains(
            "Raises the replication factor of 4 partitions.",
            "Adds 2 partitions. Keys go to other partitions",
            "orders-6 is new, on ",
            "payments-0 gets a replica on ",
            "its factor becomes 3");
  }

  @Test
  void shouldPlanWhatCanBeAndSaySoWhenThereAreTooFewBrokers() {
    assertThat(run("--objective=grow", "--factor=4").succeeded().out())
        .contains(
            "Raises the replication factor of 28 partitions.",
            "28 replicas of 28 partitions: are asked for and not added",
            "1 more brokers would allow them.");
  }

  @Test
  void shouldSayWhyOfEachElectionWhenPreferredReplicasDoNotLead() {
    String drifted = Inputs.input("grown-10-2k").toString();

    assertThat(PlanRun.of("--input", drifted, "--objective", "elect").succeeded().out())
        .contains("Copies 0 replicas (0.0 %)", "it is the preferred leader")
        .contains("leaders off their preferred replica 0");
  }

  @Test
  void shouldClaimNothingOfPlansThatShareRacksOutWhenThisOneDoesNot() {
    String grown = Inputs.input("grown-10-2k").toString();

    assertThat(PlanRun.of("--input", grown, "--objective", "leaders").succeeded().out())
        .contains("Copies 0 replicas")
        .contains("no plan with but 2 brokers outside copies less than 6.5 %");
    assertThat(PlanRun.of("--input", grown, "--max-moves", "10").succeeded().out())
        .contains("no plan with but 2 brokers outside copies less than 6.5 %");
    assertThat(PlanRun.of("--input", grown).succeeded().out())
        .contains("no plan that shares racks out as this one copies less than 12.2 %");
  }

  @Test
  void shouldListAllFaultsAtOnceWhenOptionsAreWrong() {
    PlanRun run =
        run(
            "--objective=elect",
            "--factor=0",
            "--factor=nothing=3",
            "--partitions=orders",
            "--partitions=orders=4",
            "--partitions=payments=9",
            "--partitions=inventory=8",
            "--partitions=inventory=9",
            "--exclude-topic=payments",
            "--topic=other",
            "--tolerance=3",
            "--max-moves=-1");

    assertThat(run.refused())
        .contains(
            "--factor: 0 is no number from 1 to 100000, such as 3",
            "--factor: nothing=3: the topic is not in the input",
            "--partitions: orders is not TOPIC=N, such as orders=12",
            "--partitions: payments=9: the topic is left as it is",
            "--topic: other is not in the input",
            "--partitions: inventory=8: the topic is left as it is",
            "--tolerance: 3.0 is not between 0 and 1",
            "--max-moves: -1 is below 0",
            "--objective: ELECT copies nothing");
  }

  @Test
  void shouldRefuseWhenPartitionsWouldBeTakenAwayOrNothingIsAdded() {
    assertThat(run("--partitions=orders=4").refused())
        .contains("orders=4: it has 6, and none can be taken away");
    assertThat(run("--partitions=orders=8", "--partitions=orders=9").refused())
        .contains("orders=9 is the topic's second");
    assertThat(run("--objective=grow").refused()).contains("--objective: GROW needs --factor N");
  }
}
