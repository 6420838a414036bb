package io.kadvisor.cli.plan;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.wave.Platform;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a cluster in the format {@code rebalance-input/1}, so that a plan can be made again of
 * what was seen; gzipped where the name ends so.
 */
final class ModelFile {
  private static final List<Resource> WITH_PEAK =
      List.of(Resource.CPU, Resource.NW_IN, Resource.NW_OUT);

  private final ClusterModel model;
  private final Platform platform;
  private final JsonGenerator json;

  private ModelFile(ClusterModel model, Platform platform, JsonGenerator json) {
    this.model = model;
    this.platform = platform;
    this.json = json;
  }

  /**
   * @param platform what the cluster is taken to run on
   */
  static void write(ClusterModel model, Platform platform, Path file) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(open(file), JsonEncoding.UTF8)) {
      new ModelFile(model, platform, json).write();
    }
  }

  private static OutputStream open(Path file) throws IOException {
    OutputStream bytes = Files.newOutputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes;
  }

  private void write() throws IOException {
    json.writeStartObject();
    json.writeStringField("format", "rebalance-input/1");
    json.writeStringField("name", model.name());
    json.writeStringField("platform", platform.name());
    writeConstraints();
    json.writeArrayFieldStart("brokers");
    for (Broker broker : model.brokers()) {
      json.writeRaw('\n');
      write(broker);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("topics");
    for (String topic : model.topics()) {
      json.writeString(topic);
    }
    json.writeEndArray();
    writeMinInsyncReplicas();
    json.writeArrayFieldStart("partitions");
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      json.writeRaw('\n');
      writeRow(partition);
    }
    json.writeEndArray();
    if (model.hasPeaks()) {
      writePeaks();
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void writeMinInsyncReplicas() throws IOException {
    List<OptionalInt> least =
        IntStream.range(0, model.topics().size()).mapToObj(model::minInsyncReplicas).toList();
    if (least.stream().allMatch(OptionalInt::isEmpty)) {
      return;
    }
    json.writeArrayFieldStart("minInsyncReplicas");
    for (OptionalInt each : least) {
      if (each.isPresent()) {
        json.writeNumber(each.getAsInt());
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
  }

  private void writePeaks() throws IOException {
    json.writeArrayFieldStart("peaks");
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      if (model.isPeakKnown(partition)) {
        int leader = model.leaderOf(partition);
        json.writeStartArray();
        for (Resource resource : WITH_PEAK) {
          double times = model.timesAtPeak(partition, resource.column());
          json.writeNumber(load(partition, leader, resource) * times);
        }
        json.writeEndArray();
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
  }

  private void writeConstraints() throws IOException {
    json.writeObjectFieldStart("constraints");
    json.writeNumberField("balanceThreshold", model.constraints().balanceThreshold());
    json.writeNumberField("maxReplicasPerBroker", model.constraints().maxReplicasPerBroker());
    write("capacityThreshold", model.constraints().capacityThreshold());
    json.writeEndObject();
  }

  private void write(Broker broker) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", broker.id());
    json.writeStringField("rack", broker.rack());
    json.writeStringField("state", broker.state().name());
    write("cap", broker.capacity());
    json.writeEndObject();
  }

  private void write(String field, Amounts amounts) throws IOException {
    json.writeObjectFieldStart(field);
    for (Resource resource : Resource.values()) {
      json.writeNumberField(resource.key(), amounts.of(resource));
    }
    json.writeEndObject();
  }

  private void writeRow(int partition) throws IOException {
    json.writeStartArray();
    json.writeNumber(model.topicOf(partition));
    json.writeNumber(model.numberOf(partition));
    json.writeNumber(id(model.leaderOf(partition)));
    json.writeStartArray();
    for (int replica = model.firstReplica(partition);
        replica < model.endReplica(partition);
        replica++) {
      json.writeNumber(id(replica));
    }
    json.writeEndArray();
    json.writeStartArray();
    for (int replica = model.firstReplica(partition);
        replica < model.endReplica(partition);
        replica++) {
      writeLoads(partition, replica);
    }
    json.writeEndArray();
    writeOffline(partition);
    json.writeEndArray();
  }

  private void writeOffline(int partition) throws IOException {
    int[] lost =
        IntStream.range(model.firstReplica(partition), model.endReplica(partition))
            .filter(model::isOffline)
            .map(this::id)
            .toArray();
    if (lost.length > 0) {
      json.writeArray(lost, 0, lost.length);
    }
  }

  private int id(int replica) {
    return model.brokers().get(model.brokerOf(replica)).id();
  }

  private void writeLoads(int partition, int replica) throws IOException {
    json.writeStartArray();
    for (Resource resource : Resource.values()) {
      json.writeNumber(load(partition, replica, resource));
    }
    json.writeEndArray();
  }

  private double load(int partition, int replica, Resource resource) {
    double load = model.following(replica, resource.column());
    if (replica != model.leaderOf(partition)) {
      return load;
    }
    return switch (resource) {
      case CPU -> load + model.leadingCpu(partition);
      case NW_OUT -> load + model.leadingOut(partition);
      case DISK, NW_IN -> load;
    };
  }
}
