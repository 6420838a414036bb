package io.kadvisor.collector.probe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.server.policy.CreateTopicPolicy;

/**
 * A cluster's own rule, in the broker's process: a topic has two copies at least, and none is
 * called {@link #FORBIDDEN}.
 */
public final class TwoCopiesPolicy implements CreateTopicPolicy {
  static final String FORBIDDEN = "forbidden";
  static final String TOO_FEW = "two copies are wanted";

  @Override
  public void configure(Map<String, ?> settings) {}

  @Override
  public void validate(RequestMetadata wanted) {
    if (wanted.topic().equals(FORBIDDEN)) {
      throw new PolicyViolationException("no topic of this name");
    }
    if (copies(wanted) < 2) {
      throw new PolicyViolationException(TOO_FEW);
    }
  }

  private static int copies(RequestMetadata wanted) {
    return Optional.ofNullable(wanted.replicasAssignments())
        .map(placed -> placed.values().stream().mapToInt(List::size).min().orElse(0))
        .orElseGet(() -> wanted.replicationFactor().intValue());
  }

  @Override
  public void close() {}
}
