package io.kadvisor.collector.admin;

import io.kadvisor.collector.facts.SeenLogDirs;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.sample.BrokerSample.LogDir;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.unit.DataSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeLogDirsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.TopicPartition;

/** Log directories of brokers: a request to each. */
final class LogDirCalls {
  private LogDirCalls() {}

  /** What each broker holds, and which did not say. */
  record LogDirs(Map<BrokerId, SeenLogDirs> byBroker, List<NotSeen> notSeen) {}

  static LogDirs read(Admin admin, Collection<BrokerId> brokers, Duration time)
      throws InterruptedException {
    if (brokers.isEmpty()) {
      return new LogDirs(Map.of(), List.of());
    }
    Deadline deadline = Deadline.in(time);
    var asked =
        admin
            .describeLogDirs(
                brokers.stream().map(BrokerId::value).toList(),
                new DescribeLogDirsOptions().timeoutMs((int) time.toMillis()))
            .descriptions();
    Map<BrokerId, SeenLogDirs> byBroker = new HashMap<>();
    List<NotSeen> notSeen = new ArrayList<>();
    for (BrokerId broker : brokers) {
      Outcome<Map<String, LogDirDescription>> outcome =
          Outcome.of(asked.get(broker.value()), deadline);
      Optional<SeenLogDirs> seen = outcome.value().map(LogDirCalls::logDirs);
      seen.ifPresent(dirs -> byBroker.put(broker, dirs));
      seen.filter(LogDirCalls::sizeless).ifPresent(dirs -> notSeen.add(sizeless(broker)));
      outcome
          .failure()
          .map(why -> Refusals.notSeen(Fact.LOG_DIRS, Subject.of(broker), why))
          .ifPresent(notSeen::add);
    }
    return new LogDirs(byBroker, notSeen);
  }

  private static boolean sizeless(SeenLogDirs seen) {
    return seen.dirs().stream().allMatch(dir -> dir.error().isEmpty() && dir.total().isEmpty());
  }

  private static NotSeen sizeless(BrokerId broker) {
    return new NotSeen(
        Fact.LOG_DIRS,
        Optional.of(Subject.of(broker)),
        "the broker tells the size of its replicas, not that of its volumes",
        Optional.of("it comes with Kafka " + Fact.LOG_DIRS.since()));
  }

  private static SeenLogDirs logDirs(Map<String, LogDirDescription> described) {
    List<LogDir> dirs = new ArrayList<>();
    Map<TopicPartition, Long> replicas = new HashMap<>();
    described.forEach(
        (path, dir) -> {
          long used = 0;
          for (var replica : dir.replicaInfos().entrySet()) {
            used += replica.getValue().size();
            replicas.merge(replica.getKey(), replica.getValue().size(), Long::sum);
          }
          dirs.add(
              new LogDir(
                  path,
                  size(dir.totalBytes()),
                  size(dir.usableBytes()),
                  new DataSize(used),
                  Optional.ofNullable(dir.error()).map(Refusals::reason)));
        });
    return new SeenLogDirs(dirs, replicas);
  }

  /** Brokers say −1 where they do not know. */
  private static Optional<DataSize> size(OptionalLong bytes) {
    return bytes.isPresent() && bytes.getAsLong() >= 0
        ? Optional.of(new DataSize(bytes.getAsLong()))
        : Optional.empty();
  }
}
