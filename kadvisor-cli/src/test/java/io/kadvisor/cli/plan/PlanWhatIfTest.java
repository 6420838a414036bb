package io.kadvisor.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clusters as they would be, from the options to the summary. */
class PlanWhatIfTest {
  private static List<String> ofShop(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--input", Inputs.file("shop.json").toString()));
    all.addAll(List.of(arguments));
    return all;
  }

  private static JsonNode summary(String... arguments) throws IOException {
    return PlanRun.json(ofShop(arguments).toArray(String[]::new));
  }

  /** A shop before its sales that must also do without a zone: more brokers, and less kept. */
  @Test
  void shouldSayWhatHoldsAndWhatDoesNotWhenThingsAreMixed() throws IOException {
    JsonNode summary =
        summary(
            "--traffic=2",
            "--traffic=payments=3",
            "--retention=user-behaviour=0.5",
            "--without-rack=az2",
            "--add-broker=4:az1",
            "--add-broker=5:az3",
            "--add-broker=6:az3",
            "--broker-size=6:disk=4000000,cpu=200",
            "--partitions=orders=12");

    JsonNode whatIf = summary.get("whatIf");
    assertThat(whatIf.get("changes"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "traffic × 2",
            "traffic of payments × 3",
            "retention of user-behaviour × 0.5",
            "without rack az2 (lost: 2)",
            "with broker 4 in az1",
            "with broker 5 in az3",
            "with broker 6 in az3",
            "broker 6 with cpu 200, disk 4000000");
    assertThat(whatIf.get("aboveLimitsAsItIs")).isEmpty();
    assertThat(whatIf.get("aboveLimitsBefore"))
        .isNotEmpty()
        .allMatch(each -> each.asText().matches("broker [13]: uses .* are allowed.*"));
    assertThat(whatIf.get("aboveLimitsAfter")).isEmpty();
    assertThat(summary.get("after").get("violations").get("replicasOnDeadBrokers").asInt())
        .isZero();
    assertThat(summary.get("moves").get("addedPartitions").asInt()).isEqualTo(6);
  }

  @Test
  void shouldLetTheNextReplicaLeadAndCopyFromWhatIsLeftWhenARackIsLost() {
    String said =
        PlanRun.of(ofShop("--without-rack", "az2", "--objective", "repair")).succeeded().out();

    assertThat(said)
        .contains("What if: without rack az2 (lost: 2).")
        .contains("what it led is led by the next replica")
        .contains("broker 2 is lost with what it held")
        .doesNotContain("no replica in service");
  }

  @Test
  void shouldDoubleWhatBrokersCarryAndNotHowItIsSpreadWhenTrafficDoubles() throws IOException {
    JsonNode summary = summary("--traffic", "2", "--objective", "elect");

    for (String measure : List.of("cpu", "disk", "nwIn", "nwOut")) {
      JsonNode asItIs = summary.get("whatIf").get("asItIs").get(measure);
      JsonNode before = summary.get("before").get(measure);
      assertThat(before.get("mean").asDouble())
          .isCloseTo(2 * asItIs.get("mean").asDouble(), withinPercentage(0.001));
      assertThat(before.get("cv").asDouble())
          .isCloseTo(asItIs.get("cv").asDouble(), withinPercentage(0.001));
    }
  }

  @Test
  void shouldPlanTheSameWhenEveryFactorIsOne() throws IOException {
    JsonNode asItIs = summary();
    JsonNode imagined = summary("--traffic=1", "--retention=1");

    assertThat(imagined.get("after")).isEqualTo(asItIs.get("after"));
    assertThat(imagined.get("moves")).isEqualTo(asItIs.get("moves"));
  }

  @Test
  void shouldSayNothingOfItWhenABrokerIsOnlyEmptied() throws IOException {
    assertThat(summary("--remove-broker", "3").has("whatIf")).isFalse();
  }

  @Test
  void shouldListAllFaultsAtOnceWhenOptionsAreWrong() {
    String said =
        PlanRun.of(
                ofShop(
                    "--traffic=0",
                    "--traffic=2",
                    "--traffic=3",
                    "--traffic=orders=2",
                    "--traffic=orders=3",
                    "--retention=nothing=0.5",
                    "--retention=payments=much",
                    "--without-rack=az9",
                    "--without-rack=az2",
                    "--add-broker=1:az1",
                    "--add-broker=7:az2",
                    "--add-broker=az1",
                    "--remove-broker=77",
                    "--broker-size=8:disk=5",
                    "--broker-size=1:memory=5",
                    "--exclude-topic=other"))
            .refused();

    assertThat(said)
        .contains(
            "--traffic: 0 is no factor above 0 and up to 1000, such as 2 or orders=0.5",
            "--traffic: 3 is the second for all topics; give one",
            "--traffic: orders=3 is the topic's second",
            "--retention: nothing=0.5: the topic is not in the input",
            "--retention: payments=much is no factor",
            "--without-rack: az9 is none of [az1, az2, az3]",
            "--add-broker: 1 is in the list of brokers: give another id",
            "--add-broker: 7:az2 is in a rack that --without-rack loses",
            "--add-broker: az1 is not ID:RACK, such as 7:az1",
            "--remove-broker: 77 is not in the list of brokers",
            "--broker-size: 8 is not in the list of brokers",
            "--broker-size: 1:memory=5 is not ID:RESOURCE=N,...",
            "--exclude-topic: other is not in the input");
  }

  @Test
  void shouldRefuseWhenNoBrokerIsLeft() {
    assertThat(
            PlanRun.of(ofShop("--without-rack=az1", "--without-rack=az2", "--remove-broker=3"))
                .refused())
        .contains("brokers: none of 3 may take a replica");
  }
}
