package io.kadvisor.collector.publish;

import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.unit.DataSize;
import io.kadvisor.wire.JsonSerde;
import io.kadvisor.wire.Keys;
import io.kadvisor.wire.TooLargeException;
import io.kadvisor.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Samples of one topic as records that are no larger than a record may be: one each, as a rule.
 * What is larger is cut into as few parts as its size asks for, and into more until each fits.
 *
 * @param most parts that a sample can be cut into
 */
record Fitting<S extends Sample>(Topic<S> topic, BiFunction<S, Integer, List<S>> cut, int most) {
  /** A topic with all partitions of the largest clusters has some ninety. */
  private static final int MOST = 4_096;

  /** Samples that can be cut. */
  static <S extends Sample> Fitting<S> inParts(
      Topic<S> topic, BiFunction<S, Integer, List<S>> cut) {
    return new Fitting<>(topic, cut, MOST);
  }

  /** Samples that are small. */
  static <S extends Sample> Fitting<S> whole(Topic<S> topic) {
    return new Fitting<>(topic, (sample, parts) -> List.of(sample), 1);
  }

  /**
   * The records of a sample.
   *
   * @throws TooLargeException when not even its smallest parts fit
   */
  List<HomeRecord> records(S sample) {
    try {
      return List.of(record(sample));
    } catch (TooLargeException e) {
      return records(sample, atLeast(e.size()), e);
    }
  }

  private List<HomeRecord> records(S sample, int parts, TooLargeException before) {
    if (parts > most) {
      throw before;
    }
    try {
      List<HomeRecord> records = new ArrayList<>();
      for (S part : cut.apply(sample, parts)) {
        records.add(record(part));
      }
      return records;
    } catch (TooLargeException e) {
      return records(sample, parts + parts / 2 + 1, e);
    }
  }

  private static int atLeast(DataSize size) {
    return Math.toIntExact(size.bytes() / JsonSerde.LIMIT.bytes()) + 1;
  }

  private HomeRecord record(S sample) {
    return HomeRecord.of(topic, Keys.of(sample), sample, sample.sweepAt());
  }
}
