package io.kadvisor.benchmarks;

import io.kadvisor.localcluster.LocalCluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import picocli.CommandLine.Option;

/** Topics and committed offsets on a real cluster, so many as the options say. */
final class ShopFloor {
  private static final int PER_TOPIC = 20;
  private static final int TRIES = 60;
  private static final long AGAIN_MILLIS = 1_000;

  private final short factor;

  @Option(names = "--partitions", description = "${DEFAULT-VALUE}")
  private int partitions;

  @Option(names = "--groups", description = "${DEFAULT-VALUE}")
  private int groups;

  @Option(names = "--commits", description = "${DEFAULT-VALUE}")
  private int commits;

  /** Partitions, groups and each group's commits are what the options are without being given. */
  ShopFloor(int partitions, int groups, int commits, int factor) {
    this.partitions = partitions;
    this.groups = groups;
    this.commits = commits;
    this.factor = (short) factor;
  }

  void make(LocalCluster cluster) throws ExecutionException, InterruptedException {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", cluster.bootstrapServers()))) {
      make(admin);
    }
  }

  private void make(Admin admin) throws ExecutionException, InterruptedException {
    List<NewTopic> topics = new ArrayList<>();
    for (int topic = 0; topic < partitions / PER_TOPIC; topic++) {
      topics.add(new NewTopic("topic-" + topic, PER_TOPIC, factor));
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
          new TopicPartition("topic-" + partition / PER_TOPIC, partition % PER_TOPIC),
          new OffsetAndMetadata(0));
    }
    return offsets;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%,d partitions, %d groups of %d commits", partitions, groups, commits);
  }
}
