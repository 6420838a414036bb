package io.kadvisor.core.rule.topic;

import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.sample.TopicSample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One verdict for each topic of a sweep; a topic without partitions in its sample was not
 * described.
 */
final class TopicAssessments {
  private TopicAssessments() {}

  static List<Assessment> of(Sweep sweep, Function<TopicSample, Assessment> rule) {
    List<Assessment> all = new ArrayList<>(sweep.topics().size());
    for (TopicSample topic : sweep.topics().values()) {
      all.add(topic.partitionCount() == 0 ? undescribed(topic) : rule.apply(topic));
    }
    return all;
  }

  private static Assessment undescribed(TopicSample topic) {
    return Assessment.unknown(topic.subject(), "the partitions of " + topic.subject());
  }
}
