package io.kadvisor.api.event;

/**
 * Where a record stands; the same on every instance that reads the topic. The topic is named
 * without its prefix.
 */
public record Position(String topic, int partition, long offset) {
  String line() {
    return topic + "-" + partition;
  }
}
