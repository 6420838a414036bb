package io.kadvisor.api.http;

import io.kadvisor.api.access.Tls;
import io.kadvisor.api.access.Tokens;
import io.kadvisor.api.event.EventLog;
import io.kadvisor.api.event.Position;
import io.kadvisor.api.feed.Commands;
import io.kadvisor.api.feed.Intake;
import io.kadvisor.api.health.HealthTicker;
import io.kadvisor.api.health.HomeSight;
import io.kadvisor.api.health.OffRules;
import io.kadvisor.api.health.RoleHealth;
import io.kadvisor.api.health.Sight;
import io.kadvisor.api.read.Limits;
import io.kadvisor.api.read.ReadModel;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.sample.Fact;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The server over records that a test puts in, without Kafka. */
final class SampleApi implements AutoCloseable {
  final List<Command> written = new CopyOnWriteArrayList<>();
  final AtomicBoolean homeTakesCommands = new AtomicBoolean(true);
  final AtomicBoolean loaded = new AtomicBoolean(true);
  final AtomicReference<RoleHealth.Status> streams = new AtomicReference<>(RoleHealth.Status.UP);
  final EventLog events;
  final Intake intake;
  final HomeSight home;
  final WebServer server;
  private final HealthTicker ticker;
  private final InstantSource clock;
  private final AtomicLong offset = new AtomicLong();
  private final int port;

  SampleApi(InstantSource clock, Tokens tokens, Optional<Tls> tls, int eventsKept) {
    this(clock, tokens, tls, eventsKept, Set.of());
  }

  /** Over a configuration that names these clusters. */
  SampleApi(InstantSource clock, Set<String> named) {
    this(clock, Tokens.none(), Optional.empty(), 100, named);
  }

  private SampleApi(
      InstantSource clock, Tokens tokens, Optional<Tls> tls, int eventsKept, Set<String> named) {
    this.clock = clock;
    this.events = new EventLog(eventsKept);
    this.intake = new Intake(new ReadModel(Limits.DEFAULT), events);
    this.home = new HomeSight(clock.instant());
    Sight sight = new Sight(intake.model(), named, home, clock, loaded::get);
    this.ticker = new HealthTicker(sight, events);
    this.server =
        new WebServer(
            new WebServer.Parts(
                intake,
                events,
                sight,
                new Noted(),
                new OffRules(List.of(cpuRule())),
                List.of(
                    role("collector", () -> RoleHealth.Status.UP), role("streams", streams::get)),
                clock),
            tokens);
    this.port = server.listen("127.0.0.1", 0, false, tls);
    ticker.start();
  }

  static SampleApi open() {
    return new SampleApi(InstantSource.system(), Tokens.none(), Optional.empty(), 100);
  }

  int port() {
    return port;
  }

  /** One sweep of the shop, with broker 2 or without. */
  void sweep(Instant at, boolean broker2) {
    ReadModel model = intake.model();
    List.of(1, 2, 3).forEach(id -> model.see(Shop.broker(id, id != 2 || broker2, at)));
    List.of("orders", "payments", "stock", "clicks")
        .forEach(t -> model.see(Shop.topic(t, broker2, at)));
    model.see(Shop.group("billing", 120 + at.getEpochSecond() % 40, 2, at));
    model.see(
        Shop.group(
            "warehouse-reports-of-the-northern-region", 4_000 + at.getEpochSecond() % 900, 0, at));
    model.see(Shop.group("", 0, 1, at));
    intake.see(Shop.cluster(broker2, at), clock.instant());
    intake.see(Shop.mark(at), clock.instant());
    model.judged(Shop.CLUSTER, at);
    home.answered(clock.instant());
  }

  Position tell(Advisory advisory) {
    Position position = new Position("advisories", 0, offset.getAndIncrement());
    intake.see(advisory, position);
    return position;
  }

  private static RuleDefinition cpuRule() {
    RuleDefinition.Timing none =
        new RuleDefinition.Timing("hold", Duration.ZERO, "at once", "test");
    return new RuleDefinition(
        "cpu-high",
        "Broker short of CPU",
        Category.CAPACITY,
        "CPU above a limit",
        Set.of(Fact.BROKER_CPU),
        Set.of(),
        List.of(),
        none,
        none,
        List.of(),
        List.of(),
        "none");
  }

  private static RoleHealth role(String name, Supplier<RoleHealth.Status> status) {
    return new RoleHealth() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Status status() {
        return status.get();
      }

      @Override
      public Instant since() {
        return Instant.EPOCH;
      }

      @Override
      public Map<String, String> details() {
        return Map.of("clusters", "1");
      }
    };
  }

  private final class Noted implements Commands {
    @Override
    public void write(Command command) throws NotWritten {
      if (!homeTakesCommands.get()) {
        throw new NotWritten("no answer within 6 s", null);
      }
      written.add(command);
    }

    @Override
    public void close() {}
  }

  @Override
  public void close() {
    server.close();
    ticker.close();
  }
}
