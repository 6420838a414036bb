package io.kadvisor.core.sweep;

import io.kadvisor.model.sample.TopicSample;
import java.util.List;

/** The topics that somebody owns: neither Kafka's own nor Kadvisor's. Only these are moved. */
public final class UserTopics {
  private UserTopics() {}

  public static List<TopicSample> of(Sweep sweep) {
    return sweep.topics().values().stream().filter(UserTopics::is).toList();
  }

  public static boolean is(TopicSample topic) {
    return !topic.internal() && !topic.self();
  }
}
