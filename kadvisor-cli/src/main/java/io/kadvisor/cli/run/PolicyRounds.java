package io.kadvisor.cli.run;

import io.kadvisor.cli.config.KadvisorConfig;
import io.kadvisor.cli.config.PolicyTemplate;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.wire.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every watched cluster the configured policy, and again whenever the file changes. A cluster
 * that does not answer gets it in a later round; a broken file leaves the policy in force.
 */
final class PolicyRounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyRounds.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration CALL = Duration.ofSeconds(5);

  private final KadvisorConfig config;
  private final Supplier<PolicyTemplate> template;
  private final PolicyPublisher publisher;
  private final Clock clock;
  private final Map<String, PolicyTemplate> given = new LinkedHashMap<>();
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "policy-rounds");
            thread.setDaemon(true);
            return thread;
          });

  PolicyRounds(
      KadvisorConfig config, Supplier<PolicyTemplate> template, Topics topics, Clock clock) {
    this.config = config;
    this.template = template;
    this.publisher = new PolicyPublisher(config.home().client(), topics.policies());
    this.clock = clock;
  }

  /**
   * The first round is run at once and waited for, so that a cluster that answers is judged by its
   * policy.
   */
  void start() {
    round();
    Future<?> unused =
        rounds.scheduleWithFixedDelay(
            this::round, PERIOD.toSeconds(), PERIOD.toSeconds(), TimeUnit.SECONDS);
  }

  private void round() {
    PolicyTemplate wanted = template.get();
    for (KadvisorConfig.Cluster cluster : config.clusters()) {
      if (!wanted.equals(given.get(cluster.alias()))) {
        give(wanted, cluster);
      }
    }
  }

  private void give(PolicyTemplate wanted, KadvisorConfig.Cluster cluster) {
    try {
      Policy policy =
          publisher.publish(wanted, cluster.alias(), clusterId(cluster), clock.instant());
      given.put(cluster.alias(), wanted);
      LOG.info(
          "Cluster {} is judged by policy {} {}", cluster.alias(), policy.name(), policy.version());
    } catch (PolicyPublisher.PolicyNotPublishedException
        | ExecutionException
        | TimeoutException e) {
      LOG.warn("Cluster {} has no policy yet: {}", cluster.alias(), e.getMessage());
    } catch (KafkaException e) {
      LOG.warn("Cluster {} has no policy yet: {}", cluster.alias(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ClusterId clusterId(KadvisorConfig.Cluster cluster)
      throws ExecutionException, TimeoutException, InterruptedException {
    try (Admin admin = Admin.create(new HashMap<>(cluster.client()))) {
      return new ClusterId(
          admin.describeCluster().clusterId().get(CALL.toSeconds(), TimeUnit.SECONDS));
    }
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
