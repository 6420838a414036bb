package io.kadvisor.collector.publish;

import io.kadvisor.collector.facts.Trouble;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.sample.ClusterRecord;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The twin of the home cluster: a list of records. */
public final class InMemoryHome implements Home {
  private final ClusterId id;
  private final Topics topics;
  private final List<HomeRecord> records = new ArrayList<>();
  private Optional<Trouble> trouble = Optional.empty();

  public InMemoryHome(ClusterId id, Topics topics) {
    this.id = id;
    this.topics = topics;
  }

  @Override
  public synchronized long write(List<HomeRecord> batch) {
    requireWell();
    records.addAll(batch);
    return batch.stream().mapToLong(HomeRecord::size).sum();
  }

  @Override
  public synchronized Optional<SweepId> lastSweep(ClusterId cluster) {
    requireWell();
    return marks().stream()
        .filter(mark -> mark.cluster().equals(cluster))
        .map(SweepMark::sweep)
        .max(SweepId::compareTo);
  }

  @Override
  public synchronized ClusterId id() {
    requireWell();
    return id;
  }

  private void requireWell() {
    trouble.ifPresent(
        cause -> {
          throw new Unwritable(cause, null);
        });
  }

  public synchronized void breakDown(Trouble cause) {
    trouble = Optional.of(cause);
  }

  public synchronized void repair() {
    trouble = Optional.empty();
  }

  /** Topics of all records in the order in which they were written. */
  public synchronized List<String> order() {
    return records.stream().map(HomeRecord::topic).toList();
  }

  public synchronized List<SweepMark> marks() {
    return records.stream()
        .filter(record -> record.topic().equals(topics.clusterRecords().name()))
        .map(this::value)
        .map(record -> record instanceof SweepMark mark ? mark : null)
        .filter(Objects::nonNull)
        .toList();
  }

  private ClusterRecord value(HomeRecord record) {
    return topics
        .clusterRecords()
        .valueSerde()
        .deserializer()
        .deserialize(record.topic(), record.toProducerRecord().value());
  }

  @Override
  public void close() {}
}
