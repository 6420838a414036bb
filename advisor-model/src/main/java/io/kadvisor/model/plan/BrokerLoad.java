package io.kadvisor.model.plan;

import io.kadvisor.model.unit.DataRate;
import io.kadvisor.model.unit.DataSize;
import io.kadvisor.model.unit.Ratio;
import java.util.Objects;

/**
 * What a broker carries by the model.
 *
 * @param cpu part of the broker's CPU; 0 where it is not known
 * @param replicas that it holds
 * @param leaders that it leads
 */
public record BrokerLoad(
    DataSize disk, DataRate bytesIn, DataRate bytesOut, Ratio cpu, int replicas, int leaders) {
  public BrokerLoad {
    Objects.requireNonNull(disk, "disk");
    Objects.requireNonNull(bytesIn, "bytesIn");
    Objects.requireNonNull(bytesOut, "bytesOut");
    Objects.requireNonNull(cpu, "cpu");
  }
}
