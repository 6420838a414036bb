package io.kadvisor.cli.run;

import io.kadvisor.cli.config.KadvisorConfig;
import io.kadvisor.collector.admin.ConnectionCheck;
import io.kadvisor.collector.facts.Trouble;
import io.kadvisor.wire.TopicProvisioning;
import io.kadvisor.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the home cluster and makes its topics ready, before anything runs that needs them. */
final class HomeStart {
  private static final Logger LOG = LoggerFactory.getLogger(HomeStart.class);
  private static final Duration CALL = Duration.ofSeconds(15);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final KadvisorConfig.Home home;
  private final Topics topics;
  private final Consumer<String> tell;

  /**
   * @param tell is given each sentence that says what is waited for
   */
  HomeStart(KadvisorConfig.Home home, Topics topics, Consumer<String> tell) {
    this.home = home;
    this.topics = topics;
    this.tell = tell;
  }

  /**
   * Tries with growing pauses until the topics are there.
   *
   * @return how its internal topics may be replicated; empty when the end came first
   * @throws TopicProvisioning.DifferentTopicsException when topics differ from the contract
   */
  Optional<TopicProvisioning.Replication> prepare(CountDownLatch end) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    do {
      Optional<TopicProvisioning.Replication> ready = once();
      if (ready.isPresent()) {
        return ready;
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    } while (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    return Optional.empty();
  }

  private Optional<TopicProvisioning.Replication> once() throws InterruptedException {
    Optional<Trouble> trouble = ConnectionCheck.of("home", home.client());
    if (trouble.isPresent()) {
      say(trouble.get().sentence());
      return Optional.empty();
    }
    try (Admin admin = Admin.create(clientProperties())) {
      TopicProvisioning provisioning = new TopicProvisioning(admin, CALL);
      provisioning.provision(topics.all());
      return Optional.of(provisioning.replication());
    } catch (TopicProvisioning.ProvisioningFailedException e) {
      say(e.getMessage());
      return Optional.empty();
    }
  }

  private Map<String, Object> clientProperties() {
    return new HashMap<>(home.client());
  }

  private void say(String sentence) {
    LOG.warn("{}; trying again", sentence);
    tell.accept(sentence);
  }
}
