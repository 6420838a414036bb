package io.kadvisor.core.memory;

import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.GroupSample.Commits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The lag of a group as one sweep saw it. While members own partitions, topics of which they own
 * none do not count: commits that a former subscription left behind stay for days and would lag for
 * ever.
 *
 * @param rows partitions whose lag is known
 * @param lag sum over them
 * @param committed sum of their committed offsets
 * @param end sum of their end offsets
 * @param behind the partitions with any lag, by topic
 */
public record GroupLag(
    int rows, long lag, long committed, long end, SortedMap<TopicName, PartitionRanges> behind) {

  /** Absent when no partition's lag is known. */
  public static Optional<GroupLag> of(GroupSample group) {
    var sums = new Sums();
    boolean anyOwned = anyOwned(group.commits());
    for (Commits topic : group.commits()) {
      if (!anyOwned || owned(topic)) {
        sums.add(topic);
      }
    }
    return sums.rows == 0 ? Optional.empty() : Optional.of(sums.lag());
  }

  /**
   * More than the markers of transactions can explain: each partition may hold {@code allowed} of
   * them.
   */
  public boolean beyond(double allowed) {
    return lag > allowed * rows;
  }

  private static boolean anyOwned(List<Commits> topics) {
    for (Commits topic : topics) {
      if (owned(topic)) {
        return true;
      }
    }
    return false;
  }

  private static boolean owned(Commits topic) {
    for (int row = 0; row < topic.owner().size(); row++) {
      if (topic.owner().get(row) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static final class Sums {
    private final SortedMap<TopicName, PartitionRanges> behind = new TreeMap<>();
    private int rows;
    private long lag;
    private long committed;
    private long end;

    void add(Commits topic) {
      List<Integer> lagging = new ArrayList<>();
      for (int row = 0; row < topic.partitions().size(); row++) {
        OptionalLong here = topic.lag(row);
        if (here.isPresent()) {
          add(topic, row, here.getAsLong(), lagging);
        }
      }
      if (!lagging.isEmpty()) {
        behind.put(topic.topic(), PartitionRanges.of(lagging));
      }
    }

    private void add(Commits topic, int row, long here, List<Integer> lagging) {
      rows++;
      lag += here;
      committed += topic.committed().get(row);
      end += topic.end().get(row);
      if (here > 0) {
        lagging.add(topic.partitions().get(row));
      }
    }

    GroupLag lag() {
      return new GroupLag(rows, lag, committed, end, behind);
    }
  }
}
