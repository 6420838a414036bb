package io.kadvisor.collector.sweep;

import io.kadvisor.model.GroupId;
import io.kadvisor.model.TopicName;
import java.util.List;

/**
 * How Kadvisor's own topics and groups are known by their names.
 *
 * @param topicPrefixes of its topics and of its application's internal ones
 * @param groupPrefixes of its application and of the API's readers
 */
public record SelfNames(List<String> topicPrefixes, List<String> groupPrefixes) {
  public SelfNames {
    topicPrefixes = List.copyOf(topicPrefixes);
    groupPrefixes = List.copyOf(groupPrefixes);
  }

  boolean holds(TopicName topic) {
    return topicPrefixes.stream().anyMatch(prefix -> topic.value().startsWith(prefix));
  }

  boolean holds(GroupId group) {
    return groupPrefixes.stream().anyMatch(prefix -> group.value().startsWith(prefix));
  }
}
