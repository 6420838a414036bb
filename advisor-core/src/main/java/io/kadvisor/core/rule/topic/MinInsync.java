package io.kadvisor.core.rule.topic;

import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.sample.TopicSample;
import java.util.List;
import java.util.function.BiFunction;

/** The minimum of replicas in sync that a topic wants for {@code acks=all}. */
record MinInsync(TopicSample topic, int configured) {

  /** A verdict for each topic whose minimum is known; the others are unknown. */
  static List<Assessment> assess(Sweep sweep, BiFunction<TopicSample, MinInsync, Assessment> rule) {
    return TopicAssessments.of(
        sweep,
        topic ->
            topic.minInsyncReplicas().isPresent()
                ? rule.apply(topic, new MinInsync(topic, topic.minInsyncReplicas().getAsInt()))
                : Assessment.unknown(topic.subject(), "min.insync.replicas of " + topic.subject()));
  }

  private int of(int partition) {
    return topic.neededInSync(partition).orElse(configured);
  }

  boolean isUnder(int partition) {
    return !ReplicaLoss.leaderless(topic, partition)
        && ReplicaLoss.inSync(topic, partition) < of(partition);
  }

  /** Just enough, though there should be more. */
  boolean isAt(int partition) {
    int inSync = ReplicaLoss.inSync(topic, partition);
    return !ReplicaLoss.leaderless(topic, partition)
        && inSync == of(partition)
        && inSync < ReplicaLoss.factor(topic, partition);
  }
}
