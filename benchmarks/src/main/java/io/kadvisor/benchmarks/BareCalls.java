package io.kadvisor.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;

/**
 * The reference: the batched Admin calls that bring what a fast sweep brings, topics and groups
 * side by side, and nothing done with the answers.
 */
final class BareCalls {
  private final Admin admin;

  BareCalls(Admin admin) {
    this.admin = admin;
  }

  /** Partitions and commits that came. */
  int read() throws ExecutionException, InterruptedException {
    var cluster = admin.describeCluster();
    CompletableFuture<Integer> groups = CompletableFuture.supplyAsync(this::groups);
    int partitions = topics();
    cluster.nodes().get();
    return partitions + groups.join();
  }

  private int topics() throws ExecutionException, InterruptedException {
    var listed = admin.listTopics().listings().get();
    var ids = TopicCollection.ofTopicIds(listed.stream().map(TopicListing::topicId).toList());
    var topics = admin.describeTopics(ids).allTopicIds().get().values();
    Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (var topic : topics) {
      for (var partition : topic.partitions()) {
        var where = new TopicPartition(topic.name(), partition.partition());
        earliest.put(where, OffsetSpec.earliest());
        latest.put(where, OffsetSpec.latest());
      }
    }
    var first = admin.listOffsets(earliest).all();
    var end = admin.listOffsets(latest).all();
    var stable =
        admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all();
    first.get();
    end.get();
    return stable.get().size();
  }

  private int groups() {
    try {
      List<String> ids =
          admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
      Map<String, ListConsumerGroupOffsetsSpec> wanted = new HashMap<>();
      ids.forEach(id -> wanted.put(id, new ListConsumerGroupOffsetsSpec()));
      var described = admin.describeClassicGroups(ids).all();
      var offsets = admin.listConsumerGroupOffsets(wanted).all().get();
      described.get();
      return offsets.values().stream().mapToInt(Map::size).sum();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
