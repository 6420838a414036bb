package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.Deadline;
import java.time.Duration;
import java.util.Map;

/** What is true of the records and bytes that move. */
interface TrafficCondition extends Condition {
  /** Long enough for a hundred records at the rates of the shipped scenarios. */
  Duration WINDOW = Duration.ofSeconds(5);

  /** The topic holds at least so many records. */
  record RecordsAbove(String topic, long records) implements TrafficCondition {
    @Override
    public boolean holds(ClusterView view) {
      return view.records(topic) >= records;
    }

    @Override
    public String describe() {
      return "topic " + topic + " with " + records + " records";
    }
  }

  /**
   * Of the records of the last seconds, one partition got more than this share, or none did. No
   * records: neither is true.
   */
  record Busiest(String topic, double share, boolean above) implements TrafficCondition {
    @Override
    public boolean holds(ClusterView view) {
      Map<Integer, Long> arrived = view.arrived(topic, WINDOW);
      long all = arrived.values().stream().mapToLong(count -> count).sum();
      long most = arrived.values().stream().mapToLong(count -> count).max().orElse(0);
      return all > 0 && above == ((double) most / all > share);
    }

    @Override
    public String describe() {
      return String.format(
          java.util.Locale.ROOT,
          "%s of topic %s with more than %.0f %% of its records",
          above ? "one partition" : "no partition",
          topic,
          100 * share);
    }
  }

  /** Replicas of the topic are being moved. */
  record Moving(String topic) implements TrafficCondition {
    @Override
    public boolean holds(ClusterView view) {
      return !view.moving(topic).isEmpty();
    }

    @Override
    public String describe() {
      return "topic " + topic + " under reassignment";
    }
  }

  /** No replica of the topic is being moved. */
  record Settled(String topic) implements TrafficCondition {
    @Override
    public boolean holds(ClusterView view) {
      return view.moving(topic).isEmpty();
    }

    @Override
    public String describe() {
      return "topic " + topic + " not under reassignment";
    }
  }

  /** Bytes a second by which a broker's copy of a topic grows. */
  record Growth(String topic, int broker, long bytesPerSecond, boolean above)
      implements TrafficCondition {
    @Override
    public boolean holds(ClusterView view) {
      long before = view.bytes(topic, broker);
      long start = System.nanoTime();
      if (!Deadline.rest(WINDOW)) {
        throw new ClusterView.Unseen("interrupted");
      }
      double rate = (view.bytes(topic, broker) - before) * 1e9 / (System.nanoTime() - start);
      return above == (rate > bytesPerSecond);
    }

    @Override
    public String describe() {
      return "the copy of topic "
          + topic
          + " on broker "
          + broker
          + " growing by "
          + (above ? "more" : "no more")
          + " than "
          + bytesPerSecond
          + " bytes/s";
    }
  }
}
