package io.kadvisor.api;

import io.kadvisor.api.access.Exposure;
import io.kadvisor.api.event.EventLog;
import io.kadvisor.api.feed.Commands;
import io.kadvisor.api.feed.Feed;
import io.kadvisor.api.feed.HomeClients;
import io.kadvisor.api.feed.HomeWatch;
import io.kadvisor.api.feed.Intake;
import io.kadvisor.api.feed.KafkaCommands;
import io.kadvisor.api.feed.TopicFeed;
import io.kadvisor.api.health.HealthTicker;
import io.kadvisor.api.health.HomeSight;
import io.kadvisor.api.health.OffRules;
import io.kadvisor.api.health.RoleHealth;
import io.kadvisor.api.health.Sight;
import io.kadvisor.api.http.WebServer;
import io.kadvisor.api.read.Limits;
import io.kadvisor.api.read.ReadModel;
import io.kadvisor.core.rule.catalogue.Rules;
import io.kadvisor.wire.Topics;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The wiring of the API: topics in, HTTP out. */
public final class AdvisorApi implements AutoCloseable {
  private static final int EVENTS_KEPT = 2_000;

  private final Feed feed;
  private final Commands commands;
  private final HomeWatch home;
  private final HealthTicker ticker;
  private final WebServer server;
  private final int port;

  private AdvisorApi(ApiSettings settings, List<RoleHealth> others) {
    InstantSource clock = InstantSource.system();
    Topics topics = new Topics(settings.prefix());
    HomeClients clients = new HomeClients(settings.home());
    EventLog events = new EventLog(EVENTS_KEPT);
    Intake intake = new Intake(new ReadModel(Limits.DEFAULT), events);
    HomeSight homeSight = new HomeSight(clock.instant());
    this.feed = new TopicFeed(topics, intake, clients::consumer, clock);
    Sight sight = new Sight(intake.model(), settings.clusters(), homeSight, clock, feed::loaded);
    this.commands = new KafkaCommands(topics, clients.producer());
    this.home = new HomeWatch(clients::admin, homeSight, clock);
    this.ticker = new HealthTicker(sight, events);
    List<RoleHealth> roles = Stream.concat(others.stream(), Stream.of(feed.health())).toList();
    this.server =
        new WebServer(
            new WebServer.Parts(
                intake, events, sight, commands, new OffRules(Rules.definitions()), roles, clock),
            settings.tokens());
    this.port =
        server.listen(settings.host(), settings.port(), settings.tryNextPort(), settings.tls());
  }

  /**
   * Starts to read and to listen.
   *
   * @param others roles that run in this process
   * @throws IllegalArgumentException when the address must not be listened on, or a certificate
   *     cannot be used
   * @throws IllegalStateException when the port is taken
   */
  public static AdvisorApi start(ApiSettings settings, List<RoleHealth> others) {
    Exposure.refusal(settings.host(), settings.tokens(), settings.tls())
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    AdvisorApi api = new AdvisorApi(settings, others);
    api.home.start();
    api.feed.start();
    api.ticker.start();
    return api;
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** The API's own health. */
  public RoleHealth health() {
    return feed.health();
  }

  @Override
  public void close() {
    server.close();
    ticker.close();
    feed.close();
    commands.close();
    home.close();
  }
}
