package io.kadvisor.streams.running;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Which stores are being restored from their changelogs at present. */
final class Restoring implements StateRestoreListener {
  private final Set<TopicPartition> running = ConcurrentHashMap.newKeySet();

  boolean any() {
    return !running.isEmpty();
  }

  void none() {
    running.clear();
  }

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long start, long end) {
    running.add(changelog);
  }

  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long end, long count) {}

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long total) {
    running.remove(changelog);
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long total) {
    running.remove(changelog);
  }
}
