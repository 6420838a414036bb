package io.kadvisor.collector.facts;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.sample.GroupSample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * A group as its coordinator tells it.
 *
 * @param members absent when it could not be described
 * @param commits committed offsets; absent when they could not be read
 * @param lags where the broker tells them
 */
public record SeenGroup(
    GroupId id,
    GroupSample.Type type,
    Optional<String> state,
    Optional<BrokerId> coordinator,
    Optional<List<SeenMember>> members,
    Optional<Map<TopicPartition, Long>> commits,
    Map<TopicPartition, Long> lags) {

  /** A member with the partitions that it holds. */
  public record SeenMember(
      String memberId, String clientId, String host, Set<TopicPartition> assigned) {
    public SeenMember {
      assigned = Set.copyOf(assigned);
    }
  }

  public SeenGroup {
    members = members.map(List::copyOf);
    commits = commits.map(Map::copyOf);
    lags = Map.copyOf(lags);
  }

  /** A group that is known to be there and could not be read. */
  public static SeenGroup unread(
      GroupId id, GroupSample.Type type, Optional<BrokerId> coordinator) {
    return new SeenGroup(
        id, type, Optional.empty(), coordinator, Optional.empty(), Optional.empty(), Map.of());
  }
}
