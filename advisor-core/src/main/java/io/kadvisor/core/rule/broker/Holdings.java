package io.kadvisor.core.rule.broker;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;

/**
 * What the topics of a sweep place on a broker.
 *
 * @param replicas partitions of which it holds a replica
 * @param topics that have such a partition
 * @param preferred partitions whose preferred leader it is
 * @param leads partitions that it leads now
 * @param offline partitions that nobody leads and of which it holds a replica
 */
record Holdings(int replicas, int topics, int preferred, int leads, int offline) {
  private static final Holdings NOTHING = new Holdings(0, 0, 0, 0, 0);

  static Holdings of(BrokerId broker, Sweep sweep) {
    return sweep.topics().values().stream()
        .map(topic -> in(topic, broker.value()))
        .reduce(NOTHING, Holdings::plus);
  }

  boolean isEmpty() {
    return replicas == 0;
  }

  private static Holdings in(TopicSample topic, int broker) {
    int replicas = 0;
    int preferred = 0;
    int leads = 0;
    int offline = 0;
    for (int partition = 0; partition < topic.partitionCount(); partition++) {
      IntColumn holders = topic.replicas().get(partition);
      if (holders.contains(broker)) {
        replicas++;
        preferred += holders.get(0) == broker ? 1 : 0;
        leads += topic.leader().get(partition) == broker ? 1 : 0;
        offline += topic.leader().get(partition) < 0 ? 1 : 0;
      }
    }
    return new Holdings(replicas, replicas > 0 ? 1 : 0, preferred, leads, offline);
  }

  private Holdings plus(Holdings other) {
    return new Holdings(
        replicas + other.replicas,
        topics + other.topics,
        preferred + other.preferred,
        leads + other.leads,
        offline + other.offline);
  }
}
