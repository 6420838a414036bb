package io.kadvisor.core.incident;

import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Folds equal configuration findings of several topics into one incident of the cluster. A fold
 * stays one until its last topic is well; a single one becomes part of the fold when a second topic
 * joins it.
 */
final class Folding {
  private final Told told;

  Folding(Told told) {
    this.told = told;
  }

  /**
   * @param findings tellable ones of one rule
   */
  List<Incident> fold(List<Finding> findings) {
    Map<String, List<Finding>> byCause = new TreeMap<>();
    findings.forEach(f -> byCause.computeIfAbsent(f.cause(), cause -> new ArrayList<>()).add(f));
    List<Incident> incidents = new ArrayList<>();
    byCause.forEach((cause, equal) -> incidents.addAll(equal(cause, equal)));
    return incidents;
  }

  private List<Incident> equal(String cause, List<Finding> equal) {
    String kind = equal.get(0).rule() + "-" + cause;
    boolean open = told.open(kind, Subject.CLUSTER).isPresent();
    boolean joined = equal.size() > 1 && equal.stream().anyMatch(f -> !toldAlone(f));
    return open || joined
        ? List.of(new Incident(kind, Subject.CLUSTER, cause, equal, List.of()))
        : equal.stream().map(Folding::alone).toList();
  }

  private boolean toldAlone(Finding finding) {
    return told.open(finding.rule(), finding.subject()).isPresent();
  }

  private static Incident alone(Finding finding) {
    return new Incident(
        finding.rule(), finding.subject(), finding.cause(), List.of(finding), List.of());
  }
}
