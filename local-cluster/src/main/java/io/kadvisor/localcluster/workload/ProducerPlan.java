package io.kadvisor.localcluster.workload;

/**
 * What one producer sends.
 *
 * @param name by which it is changed and stopped
 * @param recordBytes size of a record's value
 * @param hotKeyShare share of the records (0 to 1) that carry one and the same key; the others
 *     spread over many keys
 * @param most records in all, after which it stays silent
 */
public record ProducerPlan(
    String name, String topic, RateShape rate, int recordBytes, double hotKeyShare, long most) {
  public ProducerPlan {
    if (recordBytes < 1) {
      throw new IllegalArgumentException("a record has at least one byte, not " + recordBytes);
    }
    if (!(hotKeyShare >= 0 && hotKeyShare <= 1)) {
      throw new IllegalArgumentException("a share lies between 0 and 1, not at " + hotKeyShare);
    }
  }

  /** A producer that goes on until it is stopped. */
  public ProducerPlan(
      String name, String topic, RateShape rate, int recordBytes, double hotKeyShare) {
    this(name, topic, rate, recordBytes, hotKeyShare, Long.MAX_VALUE);
  }

  /** A steady producer with evenly spread keys. */
  public static ProducerPlan steady(
      String name, String topic, double recordsPerSecond, int recordBytes) {
    return new ProducerPlan(name, topic, RateShape.steady(recordsPerSecond), recordBytes, 0);
  }

  boolean differsInRateOnly(ProducerPlan other) {
    return equals(
        new ProducerPlan(
            other.name, other.topic, rate, other.recordBytes, other.hotKeyShare, other.most));
  }
}
