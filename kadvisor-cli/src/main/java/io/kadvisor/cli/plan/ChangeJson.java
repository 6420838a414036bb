package io.kadvisor.cli.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kadvisor.core.planner.Reason;
import io.kadvisor.core.planner.model.ClusterModel;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A change of a plan for a script, in the units of the input. */
final class ChangeJson {
  private final ClusterModel model;
  private final ObjectMapper json = new ObjectMapper();

  ChangeJson(ClusterModel model) {
    this.model = model;
  }

  /** One object without a line break. */
  String line(Change change) {
    try {
      return json.writeValueAsString(of(change));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> of(Change change) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("change", word(change.kind()));
    all.put("topic", change.topic());
    all.put("partition", change.number());
    change.from().ifPresent(broker -> all.put("from", broker));
    all.put("to", change.to());
    all.put("megabytes", ScoreJson.rounded(change.megabytes()));
    change.reason().ifPresent(reason -> all.put("why", of(reason)));
    all.put("sentence", change.sentence());
    return all;
  }

  private Map<String, Object> of(Reason reason) {
    Map<String, Object> why = new LinkedHashMap<>();
    why.put("kind", word(reason.kind()));
    why.put("broker", model.brokers().get(reason.broker()).id());
    if (reason.repaired() > 0) {
      why.put("measure", reason.measure().key());
      why.put("repaired", ScoreJson.rounded(reason.repaired()));
      why.put("wrong", ScoreJson.rounded(reason.wrong()));
    }
    if (reason.partner() != Reason.NO_PARTNER) {
      int partition = model.partitionOf(reason.partner());
      why.put("roomForTopic", model.topics().get(model.topicOf(partition)));
      why.put("roomForPartition", model.numberOf(partition));
    }
    return why;
  }

  private static String word(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
