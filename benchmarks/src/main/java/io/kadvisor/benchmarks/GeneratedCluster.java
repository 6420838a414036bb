package io.kadvisor.benchmarks;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.Constraints;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.model.Resource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * A cluster that grew while topics were created, as {@code rebalance-input/1}: factor 3 with 8 % of
 * 2, spread over racks, hot topics, retention of 4 hours to a week, 5 % of the leaders off their
 * preferred replica; followers carry the leader's disk and bytes in.
 */
final class GeneratedCluster {
  private static final int[] PARTITIONS = {1, 3, 6, 12, 24, 48, 64};
  private static final double[] FAN_OUT = {0.5, 1, 1, 2, 3};
  private static final double BROKERS_AT_BIRTH = 0.6;
  private static final double DISK = 1e6;
  private static final double IN = 1e5;

  /** Times the mean. */
  private static final double ROOM_FOR_REPLICAS = 1.5;

  /** One partition; rates have no unit until all are known. */
  private record Row(
      int topic,
      int number,
      int leader,
      List<Integer> brokers,
      double in,
      double out,
      double disk) {}

  private final int brokers;
  private final int racks;
  private final int replicas;
  private final SplittableRandom chance;
  private final List<Row> rows = new ArrayList<>();
  private final double ins;
  private final double disks;
  private final int added;
  private final int removed;
  private int topics;

  GeneratedCluster(int brokers, int racks, int replicas, long seed) {
    this(brokers, racks, replicas, 0, 0, seed);
  }

  /**
   * @param added so many of the brokers are new and empty
   * @param removed so many of the others must end empty
   */
  GeneratedCluster(int brokers, int racks, int replicas, int added, int removed, long seed) {
    this.brokers = brokers;
    this.added = added;
    this.removed = removed;
    this.racks = racks;
    this.replicas = replicas;
    chance = new SplittableRandom(seed);
    int made = 0;
    while (made < replicas) {
      made += addTopic(made);
    }
    double in = rows.stream().mapToDouble(row -> row.in * row.brokers.size()).sum();
    double disk = rows.stream().mapToDouble(row -> row.disk * row.brokers.size()).sum();
    ins = 0.4 * IN * brokers / in;
    disks = 0.55 * DISK * brokers / disk;
  }

  private int addTopic(int made) {
    double grown = BROKERS_AT_BIRTH + (1 - BROKERS_AT_BIRTH) * made / replicas;
    int present = Math.max(racks, (int) ((brokers - added) * grown));
    int factor = chance.nextDouble() < 0.08 ? 2 : 3;
    int count = PARTITIONS[chance.nextInt(PARTITIONS.length)];
    double heat = 1 / (1 + 200 * chance.nextDouble());
    double retention = 4 + 164 * chance.nextDouble();
    int first = chance.nextInt(present);
    for (int number = 0; number < count; number++) {
      double in = heat * (0.5 + chance.nextDouble());
      double out = in * FAN_OUT[chance.nextInt(FAN_OUT.length)];
      List<Integer> placed = place((first + number) % present, present, factor);
      int leader = placed.get(chance.nextDouble() < 0.05 ? 1 : 0);
      rows.add(new Row(topics, number, leader, placed, in, out, in * retention));
    }
    topics++;
    return count * factor;
  }

  /** The first broker, and others of racks that follow its own. */
  private List<Integer> place(int first, int present, int factor) {
    List<Integer> placed = new ArrayList<>(List.of(first));
    int skipped = chance.nextInt(racks);
    for (int at = 1; at < factor; at++) {
      int rack = (first + 1 + (skipped + at) % (racks - 1)) % racks;
      int ofRack = (present - rack + racks - 1) / racks;
      placed.add(rack + racks * chance.nextInt(ofRack));
    }
    return placed;
  }

  /** Writes it gzipped; on the mean brokers use 40 % of bytes in and 55 % of disk. */
  void write(Path file) throws IOException {
    try (var bytes = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
        JsonGenerator json = new JsonFactory().createGenerator(bytes, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeStringField("format", "rebalance-input/1");
      json.writeStringField("name", "generated-%d-%d".formatted(brokers, replicas));
      json.writeObjectFieldStart("constraints");
      json.writeNumberField("maxReplicasPerBroker", constraints().maxReplicasPerBroker());
      json.writeEndObject();
      writeBrokers(json);
      json.writeArrayFieldStart("topics");
      for (int topic = 0; topic < topics; topic++) {
        json.writeString("topic-" + topic);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("partitions");
      for (Row row : rows) {
        writeRow(json, row);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /** No broker is outside for its replica limit alone. */
  private Constraints constraints() {
    Constraints usual = Constraints.DEFAULT;
    int enough = (int) Math.ceil(ROOM_FOR_REPLICAS * replicas / brokers);
    return new Constraints(
        usual.balanceThreshold(),
        usual.capacityThreshold(),
        Math.max(usual.maxReplicasPerBroker(), enough));
  }

  private void writeBrokers(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("brokers");
    for (int id = 0; id < brokers; id++) {
      json.writeStartObject();
      json.writeNumberField("id", id);
      json.writeStringField("rack", "r" + id % racks);
      json.writeStringField("state", state(id).name());
      json.writeObjectFieldStart("cap");
      json.writeNumberField("cpu", 100);
      json.writeNumberField("disk", DISK);
      json.writeNumberField("nwIn", IN);
      json.writeNumberField("nwOut", 2 * IN);
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private BrokerState state(int id) {
    if (id >= brokers - added) {
      return BrokerState.NEW;
    }
    return id >= brokers - added - removed ? BrokerState.DEAD : BrokerState.ALIVE;
  }

  private void writeRow(JsonGenerator json, Row row) throws IOException {
    json.writeStartArray();
    json.writeNumber(row.topic);
    json.writeNumber(row.number);
    json.writeNumber(row.leader);
    json.writeStartArray();
    for (int broker : row.brokers) {
      json.writeNumber(broker);
    }
    json.writeEndArray();
    json.writeStartArray();
    for (int broker : row.brokers) {
      json.writeArray(load(row, broker), 0, Resource.COUNT);
    }
    json.writeEndArray();
    json.writeEndArray();
  }

  private double[] load(Row row, int broker) {
    double in = row.in * ins;
    double out = broker == row.leader ? row.out * ins : 0;
    double cpu = broker == row.leader ? 0.7 * in + 0.15 * out : 0.15 * in;
    return new double[] {rounded(cpu / 1000), rounded(row.disk * disks), rounded(in), rounded(out)};
  }

  /** The same cluster, without a file. */
  ClusterModel model() {
    var model =
        new ClusterModelBuilder()
            .named("generated-%d-%d".formatted(brokers, replicas))
            .within(constraints());
    for (int id = 0; id < brokers; id++) {
      var capacity = new Amounts(100, DISK, IN, 2 * IN);
      model.broker(new Broker(id, "r" + id % racks, state(id), capacity));
    }
    for (int topic = 0; topic < topics; topic++) {
      model.topic("topic-" + topic);
    }
    for (Row row : rows) {
      int[] ids = row.brokers.stream().mapToInt(Integer::intValue).toArray();
      double[] loads =
          Arrays.stream(ids)
              .mapToObj(id -> load(row, id))
              .flatMapToDouble(Arrays::stream)
              .toArray();
      model.partition(row.topic, row.number, row.leader, ids, loads);
    }
    try {
      return model.build();
    } catch (InvalidModelException invalid) {
      throw new IllegalStateException(invalid);
    }
  }

  /** Files of real clusters have few digits. */
  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
