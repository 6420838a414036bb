package io.kadvisor.collector.admin;

import io.kadvisor.collector.facts.SeenBroker;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Which brokers the controller lists. Brokers before 4.0 do not tell the fenced ones. */
final class ClusterCall {
  private volatile boolean fencedKnown = true;

  /** What the metadata says of the cluster. */
  record Membership(ClusterId id, Optional<BrokerId> controller, List<SeenBroker> brokers) {}

  Outcome<Membership> read(Admin admin, Duration time) throws InterruptedException {
    Outcome<Membership> outcome = read(admin, time, fencedKnown);
    if (fencedKnown && outcome.failedWith(UnsupportedVersionException.class)) {
      fencedKnown = false;
      return read(admin, time, false);
    }
    return outcome;
  }

  private static Outcome<Membership> read(Admin admin, Duration time, boolean withFenced)
      throws InterruptedException {
    Deadline deadline = Deadline.in(time);
    DescribeClusterResult result =
        admin.describeCluster(
            new DescribeClusterOptions()
                .includeFencedBrokers(withFenced)
                .timeoutMs((int) time.toMillis()));
    Outcome<Collection<Node>> nodes = Outcome.of(result.nodes(), deadline);
    Outcome<String> id = Outcome.of(result.clusterId(), deadline);
    if (nodes.value().isEmpty() || id.value().isEmpty()) {
      return Outcome.failed(nodes.failure().or(id::failure).orElseThrow());
    }
    Optional<Node> controller = Outcome.of(result.controller(), deadline).value();
    return Outcome.succeeded(
        new Membership(
            new ClusterId(id.value().get()),
            controller.filter(node -> !node.isEmpty()).map(node -> new BrokerId(node.id())),
            nodes.value().get().stream().map(ClusterCall::broker).toList()));
  }

  private static SeenBroker broker(Node node) {
    return new SeenBroker(
        new BrokerId(node.id()),
        node.host(),
        node.port(),
        Optional.ofNullable(node.rack()),
        node.isFenced());
  }
}
