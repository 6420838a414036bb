package io.kadvisor.cli.run;

import io.kadvisor.api.AdvisorApi;
import io.kadvisor.api.health.RoleHealth;
import io.kadvisor.api.http.StatusServer;
import io.kadvisor.api.webhook.Webhook;
import io.kadvisor.cli.config.KadvisorConfig;
import io.kadvisor.cli.config.PolicyTemplate;
import io.kadvisor.cli.exit.ExitCode;
import io.kadvisor.cli.plan.PlanWords;
import io.kadvisor.collector.Collector;
import io.kadvisor.core.judgement.Judge;
import io.kadvisor.core.planner.kept.PlanMaker;
import io.kadvisor.streams.Judging;
import io.kadvisor.streams.StreamCounters;
import io.kadvisor.streams.planning.PlanClients;
import io.kadvisor.streams.planning.PlanWorker;
import io.kadvisor.streams.planning.PlanningJudge;
import io.kadvisor.streams.planning.Plans;
import io.kadvisor.streams.planning.WindowShelf;
import io.kadvisor.streams.running.AdvisorStreams;
import io.kadvisor.streams.running.StreamsSettings;
import io.kadvisor.wire.TopicProvisioning;
import io.kadvisor.wire.Topics;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wiring of one process: what runs, in the order of the data, and its end in the other order.
 */
final class Advisor {
  private static final Logger LOG = LoggerFactory.getLogger(Advisor.class);

  private final KadvisorConfig config;
  private final Supplier<PolicyTemplate> policy;
  private final Set<Role> roles;
  private final Topics topics;
  private final Clock clock = Clock.systemUTC();
  private final CountDownLatch end = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Deque<Runnable> running = new ArrayDeque<>();
  private final LateRole streams = new LateRole("streams", clock.instant(), "the home cluster");
  private final LateRole collector = new LateRole("collector", clock.instant(), "the home cluster");
  private final Optional<Webhook> webhook;
  private volatile ExitCode exit = ExitCode.DONE;

  Advisor(KadvisorConfig config, Supplier<PolicyTemplate> policy, Set<Role> roles) {
    this.config = config;
    this.policy = policy;
    this.roles = Set.copyOf(roles);
    this.topics = new Topics(config.home().prefix());
    this.webhook =
        Settings.webhook(config)
            .filter(settings -> roles.contains(Role.API))
            .map(settings -> Webhook.of(settings, client(config), topics));
  }

  /**
   * Runs until the process is told to end, or until something ends that does not come back by
   * itself.
   *
   * @throws IllegalArgumentException when the API must not listen where the configuration wants it
   * @throws TopicProvisioning.DifferentTopicsException when topics differ from the contract
   */
  ExitCode runUntilEnd() throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::endAndWait, "end"));
    try {
      start();
      end.await();
      return exit;
    } finally {
      close();
      closed.countDown();
    }
  }

  private void start() throws InterruptedException {
    if (roles.contains(Role.API)) {
      // first, so that somebody says what is missing while the home cluster does not answer
      startApi();
    } else {
      showHealth();
    }
    HomeStart home = new HomeStart(config.home(), topics, this::waitFor);
    Optional<TopicProvisioning.Replication> replication = home.prepare(end);
    if (replication.isEmpty()) {
      return;
    }
    LOG.info("The topics {}* are ready in the home cluster", topics.prefix());
    webhook.ifPresent(this::startWebhook);
    if (roles.contains(Role.STREAMS)) {
      startStreams(replication.get());
    }
    if (roles.contains(Role.COLLECTOR)) {
      startCollector();
    }
  }

  private static Map<String, Object> client(KadvisorConfig config) {
    return new HashMap<>(config.home().client());
  }

  private void waitFor(String sentence) {
    streams.waitsFor(sentence);
    collector.waitsFor(sentence);
  }

  private void startApi() {
    AdvisorApi api = AdvisorApi.start(Settings.api(config), healths());
    running.push(api::close);
    String scheme = config.api().tls().isPresent() ? "https" : "http";
    LOG.info("listening on {}://{}:{}", scheme, config.api().host(), api.port());
  }

  private void showHealth() {
    config
        .health()
        .port()
        .ifPresent(
            port -> {
              StatusServer status = StatusServer.start(config.health().host(), port, healths());
              running.push(status::close);
              LOG.info("health on http://{}:{}", config.health().host(), status.port());
            });
  }

  private List<RoleHealth> healths() {
    List<RoleHealth> healths = new ArrayList<>();
    if (roles.contains(Role.COLLECTOR)) {
      healths.add(collector);
    }
    if (roles.contains(Role.STREAMS)) {
      healths.add(streams);
    }
    webhook.map(Webhook::health).ifPresent(healths::add);
    return healths;
  }

  private void startWebhook(Webhook sending) {
    running.push(sending::close);
    sending.start();
  }

  private void startStreams(TopicProvisioning.Replication replication) {
    PolicyRounds policies = new PolicyRounds(config, policy, topics, clock);
    running.push(policies::close);
    policies.start();
    StreamsSettings settings = Settings.streams(config, topics, replication);
    StreamCounters counters = new StreamCounters();
    WindowShelf windows = new WindowShelf();
    PlanWorker planner =
        new PlanWorker(plans(settings), windows, new PlanMaker(new PlanWords()), counters);
    running.push(planner::close);
    planner.start();
    AdvisorStreams app =
        new AdvisorStreams(
            settings,
            new PlanningJudge(Judging.of(new Judge()), planner::offer),
            windows,
            clock,
            counters,
            this::giveUp);
    running.push(app::close);
    streams.is(new StreamsRole(app));
    app.start();
    LOG.info("Judging as {}", config.streams().instanceId());
  }

  private static Plans plans(StreamsSettings settings) {
    return PlanClients.plans(settings.client(), settings.applicationId(), settings.topics());
  }

  private void startCollector() {
    Collector sweeping = new Collector(Settings.collector(config, topics), clock);
    running.push(sweeping::close);
    collector.is(new CollectorRole(sweeping, clock.instant()));
    sweeping.start();
    LOG.info(
        "Collecting from {}",
        config.clusters().stream().map(KadvisorConfig.Cluster::alias).toList());
  }

  private void giveUp() {
    LOG.error("The streams app died five times in ten minutes: this process ends");
    exit = ExitCode.NOT_CARRIED_OUT;
    end.countDown();
  }

  private void endAndWait() {
    end.countDown();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void close() {
    while (!running.isEmpty()) {
      endQuietly(running.pop());
    }
  }

  private static void endQuietly(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException e) {
      LOG.warn("A part of this process did not end cleanly", e);
    }
  }
}
