package io.kadvisor.cli.plan;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Placement;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a plan in the format {@code rebalance-output/1}: changed partitions, a row a line, and
 * apart from them those that are new.
 */
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
    writeRows("changed", false);
    if (plan.moves().addedPartitions() > 0) {
      writeRows("added", true);
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void writeRows(String field, boolean added) throws IOException {
    json.writeArrayFieldStart(field);
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      if (plan.changes(partition) && model.isAddedPartition(partition) == added) {
        json.writeRaw('\n');
        writeRow(partition);
      }
    }
    json.writeEndArray();
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
    if (!model.isAddedPartition(partition)) {
      writeOrigins(order);
    }
    json.writeEndArray();
  }

  private void writeOrigins(int[] order) throws IOException {
    json.writeStartArray();
    for (int replica : order) {
      json.writeNumber(id(model.brokerOf(model.isAdded(replica) ? likeness(replica) : replica)));
    }
    json.writeEndArray();
  }

  /** A replica that loads its broker as an added one does: a follower, where there is one. */
  private int likeness(int added) {
    int partition = model.partitionOf(added);
    for (int each = model.firstReplica(partition); !model.isAdded(each); each++) {
      if (each != model.leaderOf(partition)) {
        return each;
      }
    }
    return model.leaderOf(partition);
  }

  private int id(int broker) {
    return model.brokers().get(broker).id();
  }
}
