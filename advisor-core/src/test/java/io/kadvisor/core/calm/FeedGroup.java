package io.kadvisor.core.calm;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.GroupSample.Commits;
import io.kadvisor.model.sample.GroupSample.Member;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A group of the feed and how fast it reads. */
final class FeedGroup {
  private static final int MEMBERS = 3;

  /** How a group does. */
  enum Doing {
    WELL,
    /** No members: it is being deployed, or its application is gone. */
    EMPTY,
    /** Members that commit nothing. */
    STUCK,
    /** It reads less than is written. */
    SLOW
  }

  final GroupId id;
  final FeedTopic topic;
  Doing doing = Doing.WELL;
  private final double capacity;
  private final long[] committed;
  private long[] committedBefore = new long[0];
  private long[] endBefore = new long[0];
  private Optional<Instant> before = Optional.empty();

  /**
   * With how many records of a partition it could read a second, as a multiple of the usual rate.
   */
  FeedGroup(String id, FeedTopic topic, double capacity) {
    this.id = new GroupId(id);
    this.topic = topic;
    this.capacity = capacity * topic.ratePerPartition;
    this.committed = new long[topic.end.length];
  }

  void read(Duration time) {
    double pace =
        switch (doing) {
          case WELL -> capacity;
          case SLOW -> 0.6 * topic.ratePerPartition;
          case EMPTY, STUCK -> 0;
        };
    long can = (long) (pace * time.toMillis() / 1000);
    for (int partition = 0; partition < committed.length; partition++) {
      committed[partition] = Math.min(topic.end[partition], committed[partition] + can);
    }
  }

  GroupSample sample(ClusterId cluster, Instant at) {
    boolean members = doing != Doing.EMPTY;
    int rows = committed.length;
    int[] owner = new int[rows];
    Arrays.setAll(owner, row -> members ? row % MEMBERS : -1);
    long[] end = Arrays.copyOf(topic.end, rows);
    LongColumn ends = LongColumn.of(end);
    Commits commits =
        new Commits(
            topic.name,
            Optional.of("id-of-" + topic.name),
            FeedTopic.partitions(rows),
            LongColumn.of(committed),
            ends,
            LongColumn.of(new long[rows]),
            ends,
            IntColumn.of(owner),
            LongColumn.of(committedBefore),
            LongColumn.of(endBefore));
    GroupSample sample =
        new GroupSample(
            Sample.VERSION,
            cluster,
            id,
            1,
            at,
            false,
            GroupSample.Type.CLASSIC,
            Optional.of(members ? "Stable" : "Empty"),
            Optional.of(new BrokerId(1)),
            Optional.of(members ? memberList(rows) : List.of()),
            List.of(commits),
            before,
            List.of());
    committedBefore = Arrays.copyOf(committed, rows);
    endBefore = end;
    before = Optional.of(at);
    return sample;
  }

  private static List<Member> memberList(int rows) {
    return IntStream.range(0, MEMBERS)
        .mapToObj(n -> new Member("m-" + n, "c-" + n, "/10.1.0." + n, rows / MEMBERS))
        .toList();
  }
}
