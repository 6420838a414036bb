package io.kadvisor.cli.run;

import io.kadvisor.api.health.RoleHealth;
import io.kadvisor.streams.StreamCounters.Count;
import io.kadvisor.streams.running.AdvisorStreams;
import io.kadvisor.streams.running.StreamsHealth;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How the streams app is, in the words of the API: a rebalance is not a failure. */
final class StreamsRole implements RoleHealth {
  private final AdvisorStreams streams;

  StreamsRole(AdvisorStreams streams) {
    this.streams = streams;
  }

  @Override
  public String name() {
    return "streams";
  }

  @Override
  public Status status() {
    StreamsHealth health = streams.health();
    return switch (health.state()) {
      case STARTING -> Status.STARTING;
      case RUNNING -> health.homeAnswers() ? Status.UP : Status.DEGRADED;
      case REBALANCING, RESTORING -> Status.REBALANCING;
      case STOPPED, FAILED -> Status.DOWN;
    };
  }

  @Override
  public Instant since() {
    return streams.health().since();
  }

  @Override
  public Map<String, String> details() {
    StreamsHealth health = streams.health();
    Map<String, String> details = new LinkedHashMap<>();
    details.put("state", health.state().name().toLowerCase(Locale.ROOT));
    details.put("home answers", health.homeAnswers() ? "yes" : "no");
    health.lag().ifPresent(lag -> details.put("records not read yet", Long.toString(lag)));
    health.counts().forEach((count, value) -> details.put(words(count, ' '), Long.toString(value)));
    return details;
  }

  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    streams.health().counts().forEach((count, value) -> counts.put(words(count, '_'), value));
    return counts;
  }

  private static String words(Count count, char between) {
    return count.name().toLowerCase(Locale.ROOT).replace('_', between);
  }
}
