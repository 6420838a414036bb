package io.kadvisor.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics and committed offsets on a real cluster, so many as are measured. */
record ShopFloor(int partitions, int perTopic, int groups, int commits, short factor) {
  private static final int TRIES = 60;
  private static final long AGAIN_MILLIS = 1_000;

  void make(Admin admin) throws ExecutionException, InterruptedException {
    List<NewTopic> topics = new ArrayList<>();
    for (int topic = 0; topic < partitions / perTopic; topic++) {
      topics.add(new NewTopic("topic-" + topic, perTopic, factor));
    }
    for (int from = 0; from < topics.size(); from += 20) {
      admin.createTopics(topics.subList(from, Math.min(from + 20, topics.size()))).all().get();
    }
    for (int group = 0; group < groups; group++) {
      commit(admin, "group-" + group, commits(group));
    }
  }

  /** Until every coordinator knows the new topics. */
  private static void commit(
      Admin admin, String group, Map<TopicPartition, OffsetAndMetadata> offsets)
      throws ExecutionException, InterruptedException {
    for (int left = TRIES; ; left--) {
      try {
        admin.alterConsumerGroupOffsets(group, offsets).all().get();
        return;
      } catch (ExecutionException e) {
        if (left == 0 || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        Thread.sleep(AGAIN_MILLIS);
      }
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> commits(int group) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (int n = 0; n < commits; n++) {
      int partition = (group * commits + n) % partitions;
      offsets.put(
          new TopicPartition("topic-" + partition / perTopic, partition % perTopic),
          new OffsetAndMetadata(0));
    }
    return offsets;
  }
}
