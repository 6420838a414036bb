package io.kadvisor.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each option reaches the planner: what it forbids happens without it, and not with it. */
class PlanLimitsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The largest topic of the input, and a broker that is empty. */
  private static final int TOPIC = 8;

  private static final String TOPIC_NAME = "topic-00008";
  private static final int BROKER = 3;

  @TempDir private Path folder;

  /** An option, what it forbids, and what the summary says of it. */
  private enum Limit {
    MAX_DATA(
        "--max-data=40000",
        plan -> plan.moves("dataMovedMB") > 40_000,
        "at most 39.1 GiB copied (--max-data)"),
    MAX_MOVES(
        "--max-moves=7",
        plan -> plan.moves("replicasMoved") > 7,
        "at most 7 replicas copied (--max-moves)"),
    EXCLUDE_TOPIC(
        "--exclude-topic=" + TOPIC_NAME,
        plan -> plan.changed().anyMatch(row -> row.get(0).asInt() == TOPIC),
        "topic topic-00008 as it is (--exclude-topic)"),
    ONE_TOPIC(
        "--topic=" + TOPIC_NAME,
        plan -> plan.changed().anyMatch(row -> row.get(0).asInt() != TOPIC),
        "only of topic topic-00008 (--topic)"),
    EXCLUDE_BROKER(
        "--exclude-broker=" + BROKER,
        plan -> plan.changed().anyMatch(Limit::copiesToTheBroker),
        "nothing new for broker 3 (--exclude-broker)"),
    COPIES_PER_BROKER(
        "--copies-per-broker=2",
        plan -> plan.shares().anyMatch(Limit::isMoreThanTwo),
        "\"copiesPerBroker\":2,"),
    PLATFORM(
        "--platform=MSK_EXPRESS",
        plan -> plan.list().anyMatch(wave -> wave.get("partitions").asInt() > 20),
        "--platform says so, not KAFKA (");

    private final String option;
    private final Predicate<Written> forbidden;
    private final String sentence;

    Limit(String option, Predicate<Written> forbidden, String sentence) {
      this.option = option;
      this.forbidden = forbidden;
      this.sentence = sentence;
    }

    /** The last column has the broker that each replica was on. */
    private static boolean copiesToTheBroker(JsonNode row) {
      for (int at = 0; at < row.get(3).size(); at++) {
        if (row.get(3).get(at).asInt() == BROKER && row.get(4).get(at).asInt() != BROKER) {
          return true;
        }
      }
      return false;
    }

    private static boolean isMoreThanTwo(JsonNode share) {
      return share.get("copiesIn").asInt() > 2 || share.get("copiesOut").asInt() > 2;
    }
  }

  /** What one call writes. */
  private record Written(JsonNode plan, JsonNode waves, JsonNode summary) {
    private double moves(String figure) {
      return summary.get("moves").get(figure).asDouble();
    }

    private Stream<JsonNode> changed() {
      return StreamSupport.stream(plan.get("changed").spliterator(), false);
    }

    private Stream<JsonNode> list() {
      return StreamSupport.stream(waves.get("list").spliterator(), false);
    }

    /** What each wave asks of each broker. */
    private Stream<JsonNode> shares() {
      return list().flatMap(wave -> StreamSupport.stream(wave.get("brokers").spliterator(), false));
    }
  }

  private Written written(String... options) throws IOException {
    Path files = Files.createTempDirectory(folder, "plan");
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--input", Inputs.input("add-3to6").toString()));
    all.addAll(List.of("--output", files.resolve("plan.json").toString()));
    all.addAll(List.of("--reassignment-json", files.resolve("moves").toString()));
    JsonNode summary = PlanRun.json(all.toArray(String[]::new));
    return new Written(
        MAPPER.readTree(Files.readString(files.resolve("plan.json"))),
        MAPPER.readTree(Files.readString(files.resolve("moves/waves.json"))),
        summary);
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void shouldKeepToAnOptionAndSaySo(Limit limit) throws IOException {
    Written free = written("--copies-per-broker=50");
    assertThat(limit.forbidden.test(free)).as("happens without it").isTrue();
    assertThat(free.summary().toString()).doesNotContain(limit.sentence);

    Written plan =
        limit == Limit.COPIES_PER_BROKER
            ? written(limit.option)
            : written("--copies-per-broker=50", limit.option);

    assertThat(limit.forbidden.test(plan)).as("happens with it").isFalse();
    assertThat(plan.summary().toString()).contains(limit.sentence);
    assertThat(plan.changed()).as("something is left to be done").isNotEmpty();
  }

  @Test
  void shouldSayWhatWasAskedToAPerson() {
    String input = Inputs.input("add-3to6").toString();

    assertThat(
            PlanRun.of(
                    "--input",
                    input,
                    "--max-moves=7",
                    "--exclude-broker=4",
                    "--exclude-broker=3",
                    "--platform=msk_express")
                .succeeded()
                .out())
        .contains(
            "As asked: at most 7 replicas copied (--max-moves); nothing new for broker 3, 4"
                + " (--exclude-broker).")
        .contains(
            "For MSK_EXPRESS, at most 20 partitions in a call: --platform says so, not KAFKA ("
                + input
                + " does not say). --platform changes it.");
    assertThat(PlanRun.of("--input", input).succeeded().out())
        .doesNotContain("As asked")
        .contains("For KAFKA, at most 1250 partitions in a call: " + input + " does not say.");
  }

  @Test
  void shouldEndTheSearchInTimeWithAPlanThatIsValidAndSaySo() throws IOException {
    Written free = written("--time-limit=10m");

    Written plan = written("--time-limit=1ms");

    assertThat(plan.summary().get("within"))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.asText())
                    .isEqualTo("the search ended after 1ms, with what it had (--time-limit)"));
    assertThat(plan.moves("replicasMoved")).isLessThan(free.moves("replicasMoved"));
    assertThat(plan.summary().get("after").get("violations").get("rackPartitions").asInt())
        .isZero();
    assertThat(free.summary().get("within")).isEmpty();
  }
}
