package io.kadvisor.cli.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads the rows of partitions, each {@code [topic, partition, leader, [brokers], [[loads]]]}, and
 * after that, where there are any, {@code [brokers whose volume is out of service]}.
 */
final class PartitionReader {
  private final JsonParser json;
  private final JsonValues values;
  private final ClusterModelBuilder model;
  private int[] replicas = new int[8];
  private double[] loads = new double[32];
  private int rows;

  PartitionReader(JsonParser json, JsonValues values, ClusterModelBuilder model) {
    this.json = json;
    this.values = values;
    this.model = model;
  }

  void read() throws IOException {
    boolean isRow = json.currentToken() == JsonToken.START_ARRAY;
    int depth = json.getParsingContext().getNestingDepth();
    if (!isRow || !isRead()) {
      values.fault(
          "partitions[" + rows + "]",
          "not [topic, partition, leader, [brokers], [[cpu, disk, nwIn, nwOut]]]");
      model.skipPartition();
    }
    rows++;
    if (isRow) {
      skipToEnd(depth);
    } else {
      json.skipChildren();
    }
  }

  /** Leaves the row, whatever is left of it: its own end is the first token less deep than it. */
  private void skipToEnd(int depth) throws IOException {
    while (json.getParsingContext().getNestingDepth() >= depth) {
      json.nextToken();
    }
  }

  private boolean isRead() throws IOException {
    if (!isNumber()) {
      return false;
    }
    int topic = json.getIntValue();
    if (!isNumber()) {
      return false;
    }
    int number = json.getIntValue();
    if (!isNumber()) {
      return false;
    }
    int leader = json.getIntValue();
    int brokers = readBrokers(json.nextToken());
    int[] order = Arrays.copyOf(replicas, Math.max(0, brokers));
    int numbers = brokers < 0 ? -1 : readLoads();
    if (numbers < 0) {
      return false;
    }
    int offline = json.nextToken() == JsonToken.START_ARRAY ? readBrokers(json.currentToken()) : 0;
    if (offline < 0) {
      return false;
    }
    model.partition(
        topic,
        number,
        leader,
        order,
        Arrays.copyOf(loads, numbers),
        Arrays.copyOf(replicas, offline));
    return true;
  }

  private boolean isNumber() throws IOException {
    json.nextToken();
    return JsonValues.isInteger(json);
  }

  private int readBrokers(JsonToken first) throws IOException {
    if (first != JsonToken.START_ARRAY) {
      return -1;
    }
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (!JsonValues.isInteger(json)) {
        return -1;
      }
      if (count == replicas.length) {
        replicas = Arrays.copyOf(replicas, 2 * count);
      }
      replicas[count++] = json.getIntValue();
    }
    return count;
  }

  private int readLoads() throws IOException {
    if (json.nextToken() != JsonToken.START_ARRAY) {
      return -1;
    }
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_ARRAY) {
        return -1;
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (!json.currentToken().isNumeric()) {
          return -1;
        }
        if (count == loads.length) {
          loads = Arrays.copyOf(loads, 2 * count);
        }
        loads[count++] = json.getDoubleValue();
      }
    }
    return count;
  }
}
