package io.kadvisor.model.plan;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.unit.DataRate;
import java.util.Objects;

/**
 * The model beside what a broker measured itself.
 *
 * @param measure {@code bytes in} or {@code bytes out}, of clients and replication
 * @param estimated the sum over the broker's replicas
 */
public record ModelError(BrokerId broker, String measure, DataRate estimated, DataRate measured) {
  public ModelError {
    Objects.requireNonNull(broker, "broker");
    Objects.requireNonNull(measure, "measure");
    Objects.requireNonNull(estimated, "estimated");
    Objects.requireNonNull(measured, "measured");
  }
}
