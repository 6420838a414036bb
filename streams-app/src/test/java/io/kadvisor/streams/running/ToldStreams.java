package io.kadvisor.streams.running;

import io.kadvisor.wire.TopicProvisioning;
import io.kadvisor.wire.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The streams app in a process of its own, so that it can be killed: bootstrap servers, state
 * folder. It ends with its parent.
 */
final class ToldStreams {
  static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX, 2);

  private ToldStreams() {}

  public static void main(String[] arguments) throws IOException {
    StreamsSettings settings =
        StreamsSettings.of(
                Map.of("bootstrap.servers", arguments[0]),
                TOPICS,
                "instance-1",
                Path.of(arguments[1]),
                TopicProvisioning.Replication.forBrokers(3))
            .at(Duration.ofSeconds(10), Duration.ofSeconds(2));
    AdvisorStreams streams =
        new AdvisorStreams(
            settings, new TellingJudging(), Clock.systemUTC(), () -> Runtime.getRuntime().halt(3));
    streams.start();
    ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor();
    teller.scheduleAtFixedRate(() -> System.out.println(streams.health()), 1, 1, TimeUnit.SECONDS);
    while (System.in.read() >= 0) {}
    Runtime.getRuntime().halt(0);
  }
}
