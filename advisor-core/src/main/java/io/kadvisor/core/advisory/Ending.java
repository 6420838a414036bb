package io.kadvisor.core.advisory;

import io.kadvisor.core.incident.Grouping;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.policy.Policy;
import java.time.Duration;

/** Says how a trouble ended: it recovered, its subject is gone, or nobody looks for it any more. */
record Ending(Sweep sweep, Policy policy) {

  String of(Advisory advisory) {
    Duration lasted = Duration.between(advisory.openedAt(), sweep.at());
    return how(advisory) + " at " + sweep.at() + ", lasted " + Spoken.of(lasted);
  }

  private String how(Advisory advisory) {
    if (switchedOff(advisory)) {
      return "switched off by policy " + policy.name() + " " + policy.version();
    }
    return gone(advisory.subject()) ? "gone with " + advisory.subject() : "recovered";
  }

  private boolean switchedOff(Advisory advisory) {
    return advisory.findings().stream()
        .filter(finding -> Grouping.owns(advisory.id(), finding))
        .map(FindingId::rule)
        .noneMatch(policy::enabled);
  }

  private boolean gone(Subject subject) {
    return sweep.conclusive()
        && switch (subject.kind()) {
          case CLUSTER, BROKER -> false;
          case TOPIC -> !sweep.topics().containsKey(new TopicName(subject.name()));
          case GROUP -> !sweep.groups().containsKey(new GroupId(subject.name()));
        };
  }
}
