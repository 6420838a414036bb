package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.LocalBroker;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.localcluster.replication.Passage;
import io.kadvisor.localcluster.replication.ReplicationProxies;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How followers get the records of leaders from now on.
 *
 * @param leaders whose records
 * @param followers that fetch them
 * @param way in words: {@code limit to 1024 bytes/s}
 */
record ReplicationStep(BrokerRef leaders, BrokerRef followers, Passage passage, String way)
    implements Step {
  private static final int DEFAULT_BYTES_PER_SECOND = 1024;

  static Step limit(Fields fields) {
    int rate = fields.integer("bytesPerSecond", 1).orElse(DEFAULT_BYTES_PER_SECOND);
    return read(fields, Passage.limited(rate), "limit to " + rate + " bytes/s");
  }

  static Step delay(Fields fields) {
    Duration by = fields.requiredDuration("by");
    return read(fields, Passage.delayed(by), "delay by " + by.toMillis() / 1000.0 + " s");
  }

  static Step drop(Fields fields) {
    return read(fields, Passage.dropped(), "drop");
  }

  static Step pass(Fields fields) {
    return read(fields, Passage.free(), "pass");
  }

  private static Step read(Fields fields, Passage passage, String way) {
    return new ReplicationStep(
        BrokerRef.readOrAll(fields, "leader"),
        BrokerRef.readOrAll(fields, "follower"),
        passage,
        way);
  }

  @Override
  public void run(Stage stage) {
    ReplicationProxies proxies =
        stage
            .cluster()
            .replication()
            .orElseThrow(
                () -> new StepFailed(describe() + ": the brokers replicate without proxies"));
    Set<Integer> known = known(stage.cluster());
    try {
      for (int leader : leaders.among(known)) {
        followers.among(known).stream()
            .filter(follower -> follower != leader)
            .forEach(follower -> proxies.set(leader, follower, passage));
      }
    } catch (IllegalArgumentException e) {
      throw new StepFailed(describe(), e);
    }
  }

  private static Set<Integer> known(LocalCluster cluster) {
    return cluster.brokers().stream().map(LocalBroker::id).collect(Collectors.toSet());
  }

  @Override
  public String describe() {
    return way + " what " + followers + " fetches from " + leaders;
  }
}
