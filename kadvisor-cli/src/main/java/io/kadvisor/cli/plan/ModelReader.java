package io.kadvisor.cli.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.wave.Platform;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a cluster in the format {@code rebalance-input/1}, gzipped or not, token by token: a file
 * of any size needs no more memory than the model that it becomes.
 */
final class ModelReader {
  private static final String FORMAT = "rebalance-input/1";
  private static final int BUFFER = 1 << 16;
  private static final int GZIP_MAGIC = 0x1f;
  private static final int PEAKS_OF_PARTITION = 3;

  private final JsonParser json;
  private final ClusterModelBuilder model = new ClusterModelBuilder();
  private Optional<Platform> platform = Optional.empty();
  private boolean brokersSeen;
  private boolean topicsSeen;
  private boolean partitionsSeen;

  private ModelReader(JsonParser json) {
    this.json = json;
  }

  /**
   * What a file has.
   *
   * @param platform what the cluster was taken to run on; absent where the file does not tell
   */
  record Input(ClusterModel model, Optional<Platform> platform) {}

  /**
   * @throws InvalidModelException with every fault of the file
   * @throws IOException when it cannot be read
   */
  static Input read(Path file) throws IOException, InvalidModelException {
    try (InputStream bytes = open(file);
        JsonParser json = new JsonFactory().createParser(bytes)) {
      var reader = new ModelReader(json);
      ClusterModel model = reader.read();
      return new Input(model, reader.platform);
    }
  }

  private static InputStream open(Path file) throws IOException {
    var bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    bytes.mark(1);
    int first = bytes.read();
    bytes.reset();
    return first == GZIP_MAGIC ? new GZIPInputStream(bytes, BUFFER) : bytes;
  }

  private ClusterModel read() throws IOException, InvalidModelException {
    try {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidModelException(List.of("the file: not an object of format " + FORMAT));
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        json.nextToken();
        readField(field);
      }
    } catch (JsonProcessingException malformed) {
      var place = malformed.getLocation();
      model.fault(
          "line %d, column %d".formatted(place.getLineNr(), place.getColumnNr()),
          "no JSON: " + malformed.getOriginalMessage());
      return model.build();
    } catch (EOFException | ZipException damaged) {
      var place = json.currentLocation();
      model.fault(
          "line %d, column %d".formatted(place.getLineNr(), place.getColumnNr()),
          "the gzip stream ends or is damaged here ("
              + damaged.getMessage()
              + "): copy the file again");
      return model.build();
    }
    expect(brokersSeen, "brokers");
    expect(topicsSeen, "topics");
    expect(partitionsSeen, "partitions");
    return model.build();
  }

  private void expect(boolean seen, String field) {
    if (!seen) {
      model.fault(field, "missing");
    }
  }

  private void readField(String field) throws IOException {
    var values = new JsonValues(json, model);
    switch (field) {
      case "format" -> readFormat();
      case "name" -> model.named(json.getText());
      case "platform" -> readPlatform();
      case "constraints" -> model.within(new ConstraintsReader(values).read());
      case "brokers" -> readBrokers(values);
      case "topics" -> readTopics(values);
      case "minInsyncReplicas" -> readMinInsyncReplicas(values);
      case "partitions" -> readPartitions(values);
      case "peaks" -> readPeaks(values);
      default -> json.skipChildren();
    }
  }

  private void readFormat() throws IOException {
    String found = json.getText();
    if (!FORMAT.equals(found)) {
      model.fault("format", found + " is not " + FORMAT);
    }
    json.skipChildren();
  }

  private void readPlatform() throws IOException {
    String found = json.getText();
    platform =
        Arrays.stream(Platform.values()).filter(each -> each.name().equals(found)).findFirst();
    if (platform.isEmpty()) {
      model.fault("platform", found + " is none of " + Arrays.toString(Platform.values()));
    }
    json.skipChildren();
  }

  private void readBrokers(JsonValues values) throws IOException {
    brokersSeen = true;
    var reader = new BrokerReader(values);
    List<Broker> brokers = new ArrayList<>();
    if (values.isArray("brokers")) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        brokers.add(reader.read("brokers[" + brokers.size() + "]"));
      }
    }
    brokers.forEach(model::broker);
  }

  private void readTopics(JsonValues values) throws IOException {
    topicsSeen = true;
    if (values.isArray("topics")) {
      for (int row = 0; json.nextToken() != JsonToken.END_ARRAY; row++) {
        String place = "topics[" + row + "]";
        model.topic(values.text(place, place));
      }
    }
  }

  /** A number for each topic, or null. */
  private void readMinInsyncReplicas(JsonValues values) throws IOException {
    if (values.isArray("minInsyncReplicas")) {
      for (int topic = 0; json.nextToken() != JsonToken.END_ARRAY; topic++) {
        if (json.currentToken() != JsonToken.VALUE_NULL) {
          model.minInsyncReplicas(topic, values.integer("minInsyncReplicas[" + topic + "]"));
        }
      }
    }
  }

  private void readPartitions(JsonValues values) throws IOException {
    partitionsSeen = true;
    if (!brokersSeen || !topicsSeen) {
      model.fault("partitions", "come before the brokers and topics that they name");
      json.skipChildren();
    } else if (values.isArray("partitions")) {
      var rows = new PartitionReader(json, values, model);
      while (json.nextToken() != JsonToken.END_ARRAY) {
        rows.read();
      }
    }
  }

  /** Of each partition's leader [cpu, nwIn, nwOut], or null. */
  private void readPeaks(JsonValues values) throws IOException {
    if (!partitionsSeen) {
      model.fault("peaks", "come before the partitions that they are of");
      json.skipChildren();
    } else if (values.isArray("peaks")) {
      for (int row = 0; json.nextToken() != JsonToken.END_ARRAY; row++) {
        if (json.currentToken() != JsonToken.VALUE_NULL) {
          readPeak(values, row);
        }
      }
    }
  }

  private void readPeak(JsonValues values, int row) throws IOException {
    String place = "peaks[" + row + "]";
    if (!values.isArray(place)) {
      return;
    }
    double[] peak = new double[PEAKS_OF_PARTITION];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      double number = values.number(place);
      if (count < peak.length) {
        peak[count] = number;
      }
      count++;
    }
    if (count == peak.length) {
      model.peak(row, peak[0], peak[1], peak[2]);
    } else {
      model.fault(place, count + " numbers: [cpu, nwIn, nwOut] are needed");
    }
  }
}
