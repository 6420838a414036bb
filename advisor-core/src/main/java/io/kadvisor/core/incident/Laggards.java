package io.kadvisor.core.incident;

import io.kadvisor.core.incident.Family.Rules;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.sample.TopicSample;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Followers that live and lag or flap, and whom they keep waiting: a produce request with acks=all
 * waits until the slowest in sync has copied it or has been put out, on each leader that it
 * follows.
 */
final class Laggards {
  private static final String WAITS_FOR_FOLLOWERS = "remote-time";

  private final Scene scene;
  private final Map<BrokerId, Finding> followers = new TreeMap<>();

  Laggards(Scene scene) {
    this.scene = scene;
    scene.findings().values().stream()
        .filter(finding -> !scene.unfitToOpen(finding.subject()))
        .forEach(this::take);
  }

  private void take(Finding finding) {
    if (finding.rule().equals(Rules.ISR_FLAPPING)) {
      followers.merge(finding.subject().broker(), finding, Scene::surer);
    } else if (Family.of(finding.rule()) == Family.PARTITIONS
        && finding.cause().equals(Culprit.FOLLOWER_SLOW)) {
      finding.brokers().forEach(slow -> followers.merge(slow, finding, Scene::surer));
    }
  }

  /** What makes the requests of a leader wait; absent when it is none of the followers. */
  Optional<Finding> of(Finding finding) {
    return waits(finding)
        ? followers.entrySet().stream()
            .filter(e -> e.getKey().value() != leader(finding).value())
            .filter(e -> began(finding, e.getKey(), e.getValue()))
            .filter(e -> follows(e.getKey(), leader(finding)))
            .map(Map.Entry::getValue)
            .reduce(Scene::surer)
        : Optional.empty();
  }

  /** True when nothing is found of such a follower now, but it was told and may be out again. */
  boolean mayComeBack(Finding finding) {
    return waits(finding)
        && scene.sweep().brokers().keySet().stream()
            .filter(follower -> !follower.equals(leader(finding)))
            .filter(scene::unsteady)
            .anyMatch(follower -> told(follower) && follows(follower, leader(finding)));
  }

  private boolean told(BrokerId follower) {
    return scene
        .told()
        .openRelative(Rules.BROKER_SLOW, Subject.of(follower))
        .filter(advisory -> Culprit.ofFollower(advisory.cause()))
        .isPresent();
  }

  private static boolean waits(Finding finding) {
    return finding.rule().equals(Rules.REQUEST_LATENCY)
        && finding.cause().equals(WAITS_FOR_FOLLOWERS);
  }

  private static BrokerId leader(Finding finding) {
    return finding.subject().broker();
  }

  /** Nobody waits for a follower that has been out for long: that is somebody else's fault. */
  private boolean began(Finding finding, BrokerId follower, Finding lag) {
    return !finding.since().isAfter(lag.since().plus(scene.settle())) || scene.unsteady(follower);
  }

  private boolean follows(BrokerId follower, BrokerId leader) {
    return scene.sweep().topics().values().stream()
        .anyMatch(topic -> follows(topic, follower, leader));
  }

  private static boolean follows(TopicSample topic, BrokerId follower, BrokerId leader) {
    for (int partition = 0; partition < topic.partitionCount(); partition++) {
      if (topic.leader().get(partition) == leader.value()
          && topic.replicas().get(partition).contains(follower.value())) {
        return true;
      }
    }
    return false;
  }
}
