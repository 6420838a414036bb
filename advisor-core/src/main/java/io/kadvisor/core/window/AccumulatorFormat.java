package io.kadvisor.core.window;

import io.kadvisor.core.window.PartitionMeans.Sums;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.SweepId;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bytes of an accumulator: a version, then fields in order; measures by name, so that new ones
 * do no harm.
 */
final class AccumulatorFormat {
  private static final int VERSION = 2;

  /** Held each spread as the bytes of a sketch. */
  private static final int SKETCHES = 1;

  /** With fewer than one row in so many, it is shorter to name those that there are. */
  private static final int SPARSE = 3;

  private static final int USUAL_BYTES = 8 * 1024;

  private AccumulatorFormat() {}

  static byte[] write(Accumulator accumulator) {
    Bytes bytes = new Bytes(USUAL_BYTES);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(accumulator.cluster().value());
      out.writeUTF(accumulator.subject().tag());
      out.writeLong(accumulator.last().epoch());
      writeInstant(out, accumulator.last().sweepAt());
      out.writeInt(accumulator.buckets().size());
      for (Bucket bucket : accumulator.buckets()) {
        writeBucket(out, bucket);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen in memory", e);
    }
    return bytes.all();
  }

  static Accumulator read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION && version != SKETCHES) {
        throw new IllegalArgumentException(
            "window accumulator of version " + version + ", known is " + VERSION);
      }
      ClusterId cluster = new ClusterId(in.readUTF());
      Subject subject = Subject.parse(in.readUTF());
      SweepId last = new SweepId(in.readLong(), readInstant(in));
      List<Bucket> buckets = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        buckets.add(readBucket(in, version));
      }
      return new Accumulator(cluster, subject, last, buckets);
    } catch (IOException e) {
      throw new IllegalArgumentException("no window accumulator: " + bytes.length + " bytes", e);
    }
  }

  private static void writeInstant(DataOutputStream out, Instant time) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  private static Instant readInstant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static void writeBucket(DataOutputStream out, Bucket bucket) throws IOException {
    out.writeLong(bucket.length().toMillis());
    out.writeLong(bucket.start().toEpochMilli());
    out.writeInt(bucket.sweeps());
    out.writeInt(bucket.tallies().size());
    for (Map.Entry<Measure, Tally> tally : bucket.tallies().entrySet()) {
      out.writeUTF(tally.getKey().tag());
      writeTally(out, tally.getValue());
    }
    writePartitions(out, bucket.partitions());
  }

  private static Bucket readBucket(DataInputStream in, int version) throws IOException {
    Duration length = Duration.ofMillis(in.readLong());
    Instant start = Instant.ofEpochMilli(in.readLong());
    int sweeps = in.readInt();
    EnumMap<Measure, Tally> tallies = new EnumMap<>(Measure.class);
    for (int left = in.readInt(); left > 0; left--) {
      String tag = in.readUTF();
      Tally tally = readTally(in, version);
      Measure.tagged(tag).ifPresent(measure -> tallies.put(measure, tally));
    }
    return new Bucket(length, start, sweeps, tallies, readPartitions(in));
  }

  private static void writeTally(DataOutputStream out, Tally tally) throws IOException {
    out.writeDouble(tally.sum());
    out.writeDouble(tally.last());
    SpreadFormat.write(out, tally.spread());
  }

  private static Tally readTally(DataInputStream in, int version) throws IOException {
    double sum = in.readDouble();
    double last = in.readDouble();
    Spread spread =
        version == SKETCHES
            ? new SketchedSpread(in.readNBytes(in.readInt())).simplified()
            : SpreadFormat.read(in);
    return new Tally(sum, last, spread);
  }

  private static void writePartitions(DataOutputStream out, PartitionMeans partitions)
      throws IOException {
    out.writeInt(partitions.topics().size());
    for (Map.Entry<TopicName, Map<Measure, Sums>> topic : partitions.topics().entrySet()) {
      out.writeUTF(topic.getKey().value());
      out.writeInt(topic.getValue().size());
      for (Map.Entry<Measure, Sums> column : topic.getValue().entrySet()) {
        out.writeUTF(column.getKey().tag());
        writeSums(out, column.getValue());
      }
    }
  }

  private static PartitionMeans readPartitions(DataInputStream in) throws IOException {
    SortedMap<TopicName, Map<Measure, Sums>> topics = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      TopicName topic = new TopicName(in.readUTF());
      Map<Measure, Sums> columns = new EnumMap<>(Measure.class);
      for (int columnsLeft = in.readInt(); columnsLeft > 0; columnsLeft--) {
        String tag = in.readUTF();
        Sums sums = readSums(in);
        Measure.tagged(tag).ifPresent(measure -> columns.put(measure, sums));
      }
      topics.put(topic, columns);
    }
    return new PartitionMeans(topics);
  }

  /** Row by row; or, where most rows are empty, the others alone, their count below zero. */
  private static void writeSums(DataOutputStream out, Sums sums) throws IOException {
    int size = sums.size();
    int observed = sums.observed();
    boolean few = observed * SPARSE < size;
    out.writeInt(few ? -observed : size);
    for (int partition = 0; partition < size; partition++) {
      if (few && sums.has(partition)) {
        out.writeInt(partition);
      }
      if (!few || sums.has(partition)) {
        out.writeShort(sums.counts()[partition]);
      }
      if (sums.has(partition)) {
        out.writeDouble(sums.sums()[partition]);
      }
    }
  }

  private static Sums readSums(DataInputStream in) throws IOException {
    int size = in.readInt();
    return size < 0 ? readFew(in, -size) : readAll(in, size);
  }

  private static Sums readFew(DataInputStream in, int rows) throws IOException {
    int[] partitions = new int[rows];
    int[] counts = new int[rows];
    double[] sums = new double[rows];
    for (int row = 0; row < rows; row++) {
      partitions[row] = in.readInt();
      counts[row] = in.readUnsignedShort();
      sums[row] = in.readDouble();
    }
    return Sums.of(partitions, counts, sums);
  }

  private static Sums readAll(DataInputStream in, int size) throws IOException {
    double[] sums = new double[size];
    int[] counts = new int[size];
    for (int partition = 0; partition < size; partition++) {
      counts[partition] = in.readUnsignedShort();
      sums[partition] = counts[partition] > 0 ? in.readDouble() : 0;
    }
    return new Sums(sums, counts);
  }
}
