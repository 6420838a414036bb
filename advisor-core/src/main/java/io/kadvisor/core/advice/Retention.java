package io.kadvisor.core.advice;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.UserTopics;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.DataSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What user topics hold on some brokers, and what a shorter retention would free.
 *
 * @param topics whose old records are known to be deleted by time or size, the biggest first
 */
record Retention(List<Sized> topics) {
  private static final String BY_TIME = "retention.ms";
  private static final String FOR_EVER = "-1";

  /** Kafka's own default, and what a topic without an end is brought to. */
  private static final Duration WEEK = Duration.ofDays(7);

  /**
   * A topic.
   *
   * @param bytes of its replicas on these brokers
   * @param keeps absent where it keeps records for ever
   */
  record Sized(TopicName name, long bytes, Optional<Duration> keeps) {
    private Duration half() {
      return keeps.map(time -> time.dividedBy(2)).orElse(WEEK);
    }

    /** A shorter time, as a setting. */
    String setting() {
      return BY_TIME + "=" + half().toMillis();
    }

    String undo(KafkaCommands kafka) {
      return kafka.setTopicConfig(
          name, BY_TIME + "=" + keeps.map(time -> "" + time.toMillis()).orElse(FOR_EVER));
    }

    /** What the setting would do, as sentences. */
    String effect() {
      return keeps
          .map(
              time ->
                  Phrase.duration(half())
                      + " instead of "
                      + Phrase.duration(time)
                      + " frees up to "
                      + new DataSize(bytes / 2)
                      + ", if it is as old as that.")
          .orElse(
              "it keeps records for ever; "
                  + Phrase.duration(WEEK)
                  + " frees all that is older, how much that is is not known.");
    }
  }

  static Retention on(Set<BrokerId> brokers, Sweep sweep) {
    List<Sized> topics = new ArrayList<>();
    for (TopicSample topic : UserTopics.of(sweep)) {
      long bytes = bytes(topic, brokers);
      if (bytes > 0 && deletes(topic.config())) {
        topics.add(new Sized(topic.topic(), bytes, keeps(topic.config())));
      }
    }
    topics.sort(Comparator.comparingLong(Sized::bytes).reversed().thenComparing(Sized::name));
    return new Retention(topics);
  }

  /**
   * The collector delivers what is in effect, defaults too: a setting that is not there was not
   * read, and nobody is told to change it.
   */
  private static boolean deletes(Map<String, String> config) {
    return config.containsKey(BY_TIME)
        && config.getOrDefault("cleanup.policy", "").contains("delete");
  }

  private static Optional<Duration> keeps(Map<String, String> config) {
    return Optional.of(config.get(BY_TIME))
        .filter(time -> !time.equals(FOR_EVER))
        .map(Long::parseLong)
        .map(Duration::ofMillis);
  }

  static long bytes(TopicSample topic, Set<BrokerId> brokers) {
    long bytes = 0;
    for (int partition = 0; partition < topic.replicaBytes().size(); partition++) {
      for (int row = 0; row < topic.replicas().get(partition).size(); row++) {
        if (brokers.contains(new BrokerId(topic.replicas().get(partition).get(row)))) {
          bytes += topic.replicaBytes().get(partition).at(row).orElse(0);
        }
      }
    }
    return bytes;
  }

  Optional<Sized> biggest() {
    return topics.stream().findFirst();
  }
}
