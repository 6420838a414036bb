package io.kadvisor.executor.wave;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the carrying out of a plan stopped.
 *
 * @param begun true when the wave had begun: it is then neither done nor as before
 * @param lost brokers that are not there any more
 * @param done partitions of the wave that are as planned
 * @param takenBack partitions of the wave that are as before
 * @param goingOn partitions of the wave that still move by themselves, or of which nobody knows;
 *     with the reason
 * @param throttled brokers and topics that still have a throttle, with the reason
 */
public record Stop(
    Cause cause,
    String why,
    boolean begun,
    Set<Integer> lost,
    Set<TopicPartition> done,
    Set<TopicPartition> takenBack,
    Map<TopicPartition, String> goingOn,
    Map<String, String> throttled) {
  public Stop {
    lost = Set.copyOf(lost);
    done = Set.copyOf(done);
    takenBack = Set.copyOf(takenBack);
    goingOn = Map.copyOf(goingOn);
    throttled = Map.copyOf(throttled);
  }

  static Stop between(Halt halt, Set<Integer> lost) {
    return new Stop(halt.cause(), halt.why(), false, lost, Set.of(), Set.of(), Map.of(), Map.of());
  }
}
