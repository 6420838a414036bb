package io.kadvisor.cli.config;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.policy.Backup;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.policy.OwnerPattern;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.policy.RuleSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The policy as the file has it, before it is given to a cluster and a time. */
public record PolicyTemplate(
    String name,
    double durationFactor,
    Map<String, RuleSettings> rules,
    String defaultOwner,
    List<OwnerPattern> owners,
    Policy.Calm calm,
    Capacity capacity,
    Backup backup,
    Map<String, List<BrokerId>> drain) {

  /**
   * This policy for one cluster, in force from a time on.
   *
   * @param alias its name in the file
   */
  public Policy at(ClusterId cluster, String alias, String version, Instant effectiveFrom) {
    return new Policy(
        Policy.VERSION,
        cluster,
        name,
        version,
        effectiveFrom,
        durationFactor,
        rules,
        defaultOwner,
        owners,
        calm,
        capacity,
        backup,
        drain.getOrDefault(alias, List.of()));
  }
}
