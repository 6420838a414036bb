package io.kadvisor.streams.running;

import io.kadvisor.model.unit.DataSize;
import io.kadvisor.wire.TopicProvisioning;
import io.kadvisor.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What an instance of the streams app is told.
 *
 * @param client properties for every Kafka client: {@code bootstrap.servers}, security
 * @param applicationId also the group's name; labelled {@code self} wherever it is seen
 * @param instanceId of the static member: the same after a restart
 * @param stateFolder kept over restarts
 * @param replication of the internal topics
 * @param threads that share the clusters
 * @param standbys copies of the state on other instances; one from two instances up
 * @param silence how long no mark may be read before that is judged; above three sweeps
 * @param memory of RocksDB, for all stores together
 * @param metadataAge how long clients believe what they know of the brokers
 */
public record StreamsSettings(
    Map<String, String> client,
    Topics topics,
    String applicationId,
    String instanceId,
    Path stateFolder,
    TopicProvisioning.Replication replication,
    int threads,
    int standbys,
    Duration silence,
    DataSize memory,
    Duration metadataAge) {
  public static final String DEFAULT_APPLICATION_ID = "kadvisor-streams";
  private static final DataSize DEFAULT_MEMORY = new DataSize(64L * 1024 * 1024);

  public StreamsSettings {
    client = Map.copyOf(client);
    Objects.requireNonNull(topics, "topics");
    Objects.requireNonNull(applicationId, "applicationId");
    Objects.requireNonNull(instanceId, "instanceId");
    Objects.requireNonNull(stateFolder, "stateFolder");
    Objects.requireNonNull(replication, "replication");
    Objects.requireNonNull(silence, "silence");
  }

  /** One thread, no standby, 30 s of silence, 64 MiB. */
  public static StreamsSettings of(
      Map<String, String> client,
      Topics topics,
      String instanceId,
      Path stateFolder,
      TopicProvisioning.Replication replication) {
    return new StreamsSettings(
        client,
        topics,
        DEFAULT_APPLICATION_ID,
        instanceId,
        stateFolder,
        replication,
        1,
        0,
        Duration.ofSeconds(30),
        DEFAULT_MEMORY,
        Duration.ofSeconds(30));
  }

  /** With another time of silence and another age of metadata, as a fast cadence wants. */
  public StreamsSettings at(Duration newSilence, Duration newMetadataAge) {
    return new StreamsSettings(
        client,
        topics,
        applicationId,
        instanceId,
        stateFolder,
        replication,
        threads,
        standbys,
        newSilence,
        memory,
        newMetadataAge);
  }

  /** With more threads and standbys. */
  public StreamsSettings spread(int newThreads, int newStandbys) {
    return new StreamsSettings(
        client,
        topics,
        applicationId,
        instanceId,
        stateFolder,
        replication,
        newThreads,
        newStandbys,
        silence,
        memory,
        metadataAge);
  }
}
