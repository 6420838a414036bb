package io.kadvisor.wire;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.Artefact;
import io.kadvisor.model.command.ActionRecord;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.plan.PlanPart;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.ClusterRecord;
import io.kadvisor.model.sample.CollectorLease;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.window.Window;

/** The key of each record type. */
public final class Keys {
  private Keys() {}

  /**
   * Of a broker, topic or group its name, and of a part its number; of the cluster nothing more.
   */
  public static Key of(Sample sample) {
    String name = sample.subject().name();
    return switch (sample.subject().kind()) {
      case CLUSTER -> Key.of(sample.cluster());
      case BROKER, TOPIC, GROUP ->
          sample
              .part()
              .map(part -> Key.of(sample.cluster(), name, Integer.toString(part.number())))
              .orElseGet(() -> Key.of(sample.cluster(), name));
    };
  }

  public static Key of(ClusterRecord record) {
    return Key.of(record.cluster());
  }

  public static Key of(Window window) {
    return Key.of(window.cluster(), window.subject().name());
  }

  public static Key of(Finding finding) {
    return of(finding.cluster(), finding.id());
  }

  public static Key of(ClusterId cluster, FindingId finding) {
    return Key.of(cluster, finding.rule(), finding.subject().tag());
  }

  public static Key of(Advisory advisory) {
    return of(advisory.cluster(), advisory.id());
  }

  public static Key of(ClusterId cluster, AdvisoryId advisory) {
    return Key.of(cluster, advisory.toString());
  }

  public static Key of(Artefact artefact) {
    return Key.of(
        artefact.cluster(),
        artefact.advisory().toString(),
        artefact.name(),
        Integer.toString(artefact.part()));
  }

  public static Key of(PlanPart part) {
    return of(part.cluster(), part.advisory(), part.part());
  }

  /** Of one part of the plan of an advisory. */
  public static Key of(ClusterId cluster, AdvisoryId advisory, int part) {
    return Key.of(cluster, advisory.toString(), Integer.toString(part));
  }

  /** A silence has no advisory: its key is the cluster alone. */
  public static Key of(Command command) {
    return command
        .target()
        .map(advisory -> of(command.cluster(), advisory))
        .orElseGet(() -> Key.of(command.cluster()));
  }

  public static Key of(ActionRecord action) {
    return of(action.cluster(), action.advisory());
  }

  public static Key of(CollectorLease lease) {
    return Key.of(lease.cluster());
  }

  public static Key of(Policy policy) {
    return Key.of(policy.cluster(), policy.version());
  }
}
