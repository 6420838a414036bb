package io.kadvisor.localcluster.workload;

/**
 * What one producer sends.
 *
 * @param name by which it is changed and stopped
 * @param recordBytes size of a record's value
 * @param hotKeyShare share of the records (0 to 1) that carry one and the same key; the others
 *     spread over many keys
 * @param most records in all, after which it stays silent
 * @param batchBytes largest batch: what a tick sends goes in few requests, unless this is small
 */
public record ProducerPlan(
    String name,
    String topic,
    RateShape rate,
    int recordBytes,
    double hotKeyShare,
    long most,
    int batchBytes) {
  /** Small requests cost the brokers more than the records do. */
  private static final int USUAL_BATCH = 262_144;

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

  /** A producer that stays silent after so many records. */
  public ProducerPlan(
      String name, String topic, RateShape rate, int recordBytes, double hotKeyShare, long most) {
    this(name, topic, rate, recordBytes, hotKeyShare, most, USUAL_BATCH);
  }

  /** The same with each record in a batch of its own. */
  public ProducerPlan unbatched() {
    return new ProducerPlan(name, topic, rate, recordBytes, hotKeyShare, most, 0);
  }

  /** A steady producer with evenly spread keys. */
  public static ProducerPlan steady(
      String name, String topic, double recordsPerSecond, int recordBytes) {
    return new ProducerPlan(name, topic, RateShape.steady(recordsPerSecond), recordBytes, 0);
  }

  boolean differsInRateOnly(ProducerPlan other) {
    return equals(
        new ProducerPlan(
            other.name,
            other.topic,
            rate,
            other.recordBytes,
            other.hotKeyShare,
            other.most,
            other.batchBytes));
  }
}
