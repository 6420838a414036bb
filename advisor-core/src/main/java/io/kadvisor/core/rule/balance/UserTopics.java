package io.kadvisor.core.rule.balance;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.sample.TopicSample;
import java.util.List;

/** The topics that somebody owns: neither Kafka's own nor Kadvisor's. */
final class UserTopics {
  private UserTopics() {}

  static List<TopicSample> of(Sweep sweep) {
    return sweep.topics().values().stream().filter(UserTopics::is).toList();
  }

  static boolean is(TopicSample topic) {
    return !topic.internal() && !topic.self();
  }
}
