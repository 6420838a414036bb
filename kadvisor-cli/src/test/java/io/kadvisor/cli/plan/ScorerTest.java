package io.kadvisor.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.score.MoveCounter;
import io.kadvisor.core.planner.score.Scorer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Our figures against those of the neutral scorer, which were computed once and are kept here. */
class ScorerTest {
  @SuppressWarnings("unused")
  private static final String[] NAMES = Inputs.NAMES;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @FieldSource("NAMES")
  void shouldAgreeToSixDigitsWhenTheNeutralScorerScoresTheSame(String name) throws Exception {
    JsonNode theirs = MAPPER.readTree(Files.readString(Inputs.file(name + ".score.json")));
    ClusterModel model = ModelReader.read(Inputs.input(name)).model();
    var placement = new Placement(model);

    JsonNode before = MAPPER.valueToTree(ScoreJson.of(Scorer.score(placement)));
    carryOut(name, placement);
    JsonNode after = MAPPER.valueToTree(ScoreJson.of(Scorer.score(placement)));
    JsonNode moves = MAPPER.valueToTree(ScoreJson.of(MoveCounter.count(placement)));

    assertThatAgree("before", theirs.get("before"), before);
    assertThatAgree("after", theirs.get("after"), after);
    assertThatAgree("moves", theirs.get("moves"), moves);
  }

  private static void assertThatAgree(String place, JsonNode theirs, JsonNode ours) {
    theirs
        .properties()
        .forEach(
            field -> {
              String at = place + "." + field.getKey();
              assertThat(ours.has(field.getKey())).as(at).isTrue();
              JsonNode their = field.getValue();
              JsonNode our = ours.get(field.getKey());
              if (their.isObject()) {
                assertThatAgree(at, their, our);
              } else {
                double digits = Math.abs(their.asDouble()) * 1.01e-6;
                assertThat(our.asDouble()).as(at).isCloseTo(their.asDouble(), within(digits));
              }
            });
  }

  private static void carryOut(String name, Placement placement) throws IOException {
    Map<Long, JsonNode> rows = new HashMap<>();
    try (InputStream file =
        new GZIPInputStream(Files.newInputStream(Inputs.file(name + ".output.json.gz")))) {
      for (JsonNode row : MAPPER.readTree(file).get("changed")) {
        rows.put(key(row.get(0).asInt(), row.get(1).asInt()), row);
      }
    }
    ClusterModel model = placement.model();
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      JsonNode row = rows.get(key(model.topicOf(partition), model.numberOf(partition)));
      if (row != null) {
        carryOut(row, partition, placement);
      }
    }
    placement.preferLeaders();
  }

  private static long key(int topic, int partition) {
    return ((long) topic << 32) | partition;
  }

  private static void carryOut(JsonNode row, int partition, Placement placement) {
    ClusterModel model = placement.model();
    for (int at = 0; at < row.get(3).size(); at++) {
      int target = place(model, row.get(3).get(at).asInt());
      int origin = place(model, row.get(4).get(at).asInt());
      int replica = model.firstReplica(partition);
      while (model.brokerOf(replica) != origin) {
        replica++;
      }
      if (target != origin) {
        placement.move(replica, target);
      }
      if (row.get(2).asInt() == row.get(3).get(at).asInt()) {
        placement.lead(partition, replica);
      }
    }
  }

  private static int place(ClusterModel model, int id) {
    int place = 0;
    while (model.brokers().get(place).id() != id) {
      place++;
    }
    return place;
  }
}
