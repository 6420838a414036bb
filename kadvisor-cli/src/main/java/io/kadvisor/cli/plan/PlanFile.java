package io.kadvisor.cli.plan;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Placement;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a plan in the format {@code rebalance-output/1}: changed partitions, a row a line. */
final class PlanFile {
  private final Plan plan;
  private final ClusterModel model;
  private final Placement placement;
  private final JsonGenerator json;

  private PlanFile(Plan plan, JsonGenerator json) {
    this.plan = plan;
    this.json = json;
    model = plan.model();
    placement = plan.placement();
  }

  /**
   * @param wallMillis from the start of reading to the plan
   */
  static void write(Plan plan, long wallMillis, Path file) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
      new PlanFile(plan, json).write(wallMillis);
    }
  }

  private void write(long wallMillis) throws IOException {
    json.writeStartObject();
    json.writeStringField("format", "rebalance-output/1");
    json.writeStringField("name", model.name());
    json.writeStringField("planner", "kadvisor");
    json.writeNumberField("wallMs", wallMillis);
    json.writeArrayFieldStart("changed");
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      if (plan.changes(partition)) {
        json.writeRaw('\n');
        writeRow(partition);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void writeRow(int partition) throws IOException {
    int[] order = plan.order(partition);
    json.writeStartArray();
    json.writeNumber(model.topicOf(partition));
    json.writeNumber(model.numberOf(partition));
    json.writeNumber(id(placement.brokerOf(placement.leaderOf(partition))));
    json.writeStartArray();
    for (int replica : order) {
      json.writeNumber(id(placement.brokerOf(replica)));
    }
    json.writeEndArray();
    json.writeStartArray();
    for (int replica : order) {
      json.writeNumber(id(model.brokerOf(replica)));
    }
    json.writeEndArray();
    json.writeEndArray();
  }

  private int id(int broker) {
    return model.brokers().get(broker).id();
  }
}
