package io.kadvisor.core.window;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.SweepId;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The bytes of a part of a sweep: a version that no accumulator has, the names of all measures,
 * then each measure by its place among them.
 */
final class ObservationFormat {
  static final byte VERSION = 101;

  private static final Map<Measure, Integer> PLACES = places();
  private static final int USUAL_BYTES = 256 * 1024;

  private ObservationFormat() {}

  private static Map<Measure, Integer> places() {
    Map<Measure, Integer> places = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      places.put(measure, places.size());
    }
    return places;
  }

  static byte[] write(ObservedPart part) {
    Bytes bytes = new Bytes(USUAL_BYTES);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writeHead(out, part);
      out.writeInt(part.observations().size());
      for (Observation observation : part.observations()) {
        writeObservation(out, observation);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen in memory", e);
    }
    return bytes.all();
  }

  private static void writeHead(DataOutputStream out, ObservedPart part) throws IOException {
    out.writeUTF(part.cluster().value());
    out.writeLong(part.number());
    out.writeInt(part.part());
    out.writeLong(part.sweep().epoch());
    Instant at = part.sweep().sweepAt();
    out.writeLong(at.getEpochSecond());
    out.writeInt(at.getNano());
    out.writeBoolean(part.conclusive());
    out.writeByte(PLACES.size());
    for (Measure measure : PLACES.keySet()) {
      out.writeUTF(measure.tag());
    }
  }

  private static void writeObservation(DataOutputStream out, Observation observation)
      throws IOException {
    out.writeUTF(observation.subject().tag());
    out.writeByte(observation.figures().size());
    for (Map.Entry<Measure, Double> figure : observation.figures().entrySet()) {
      out.writeByte(PLACES.get(figure.getKey()));
      out.writeDouble(figure.getValue());
    }
    out.writeInt(observation.columns().size());
    for (PartitionColumn column : observation.columns()) {
      out.writeUTF(column.topic().value());
      out.writeByte(PLACES.get(column.measure()));
      out.writeInt(column.values().length);
      Runs.write(out, column.values());
    }
  }

  static ObservedPart read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      in.readByte();
      ClusterId cluster = new ClusterId(in.readUTF());
      long number = in.readLong();
      int part = in.readInt();
      SweepId sweep =
          new SweepId(in.readLong(), Instant.ofEpochSecond(in.readLong(), in.readInt()));
      boolean conclusive = in.readBoolean();
      Measure[] measures = readMeasures(in);
      List<Observation> observations = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        observations.add(readObservation(in, cluster, sweep, measures));
      }
      return new ObservedPart(cluster, number, part, sweep, conclusive, observations);
    } catch (IOException e) {
      throw new IllegalArgumentException("no observations: " + bytes.length + " bytes", e);
    }
  }

  /** Null in the place of one that this version does not know; what is under it is left out. */
  private static Measure[] readMeasures(DataInputStream in) throws IOException {
    Measure[] measures = new Measure[in.readByte()];
    for (int place = 0; place < measures.length; place++) {
      measures[place] = Measure.tagged(in.readUTF()).orElse(null);
    }
    return measures;
  }

  private static Observation readObservation(
      DataInputStream in, ClusterId cluster, SweepId sweep, Measure[] measures) throws IOException {
    Subject subject = Subject.parse(in.readUTF());
    Map<Measure, Double> figures = new EnumMap<>(Measure.class);
    for (int left = in.readByte(); left > 0; left--) {
      Measure measure = measures[in.readByte()];
      double value = in.readDouble();
      if (measure != null) {
        figures.put(measure, value);
      }
    }
    return new Observation(cluster, subject, sweep, figures, readColumns(in, measures));
  }

  private static List<PartitionColumn> readColumns(DataInputStream in, Measure[] measures)
      throws IOException {
    List<PartitionColumn> columns = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      TopicName topic = new TopicName(in.readUTF());
      Measure measure = measures[in.readByte()];
      double[] values = Runs.read(in, in.readInt());
      if (measure != null) {
        columns.add(new PartitionColumn(topic, measure, values));
      }
    }
    return columns;
  }
}
