package io.kadvisor.core.rule.broker;

import io.kadvisor.core.memory.Speed;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A kind of request that clients wait for, with the parts that its time is made of. */
enum RequestParts {
  PRODUCE("produce request", "PRODUCE"),
  CONSUMER_FETCH("consumer's fetch", "CONSUMER_FETCH");

  /** A part of a request's time. */
  enum Part {
    QUEUE("queue-time", "waiting for a request handler"),
    LOCAL("local-time", "reading or writing the log"),
    REMOTE("remote-time", "waiting for followers"),
    RESPONSE("response-time", "waiting for and writing to the network"),
    THROTTLE("throttle-time", "held back by a quota");

    private final String cause;
    private final String what;

    Part(String cause, String what) {
      this.cause = cause;
      this.what = what;
    }

    private List<String> metrics() {
      return this == RESPONSE ? List.of("RESPONSE_QUEUE", "RESPONSE_SEND") : List.of(name());
    }

    String cause() {
      return cause;
    }

    String what() {
      return what;
    }
  }

  private final String noun;
  private final String prefix;

  RequestParts(String noun, String prefix) {
    this.noun = noun;
    this.prefix = prefix;
  }

  String noun() {
    return noun;
  }

  String metric() {
    return "request." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The delay of the client that a quota holds back most. */
  Metric quotaDelay() {
    return this == PRODUCE ? Metric.PRODUCE_QUOTA_DELAY : Metric.FETCH_QUOTA_DELAY;
  }

  /** A consumer waits for records as long as it wants to: that is no latency. */
  List<Part> parts() {
    return Arrays.stream(Part.values())
        .filter(part -> this == PRODUCE || part != Part.REMOTE)
        .toList();
  }

  /** Mean seconds of a part over the last interval. */
  Optional<Double> seconds(BrokerSample broker, Part part) {
    double sum = 0;
    for (String metric : part.metrics()) {
      Optional<Double> seconds =
          Speed.mean(
              broker,
              Metric.valueOf(prefix + "_" + metric + "_TIME"),
              Metric.valueOf(prefix + "_REQUESTS"));
      if (seconds.isEmpty()) {
        return Optional.empty();
      }
      sum += seconds.get();
    }
    return Optional.of(sum);
  }

  /** True when the counter of requests was read, though there may have been none. */
  boolean observed(BrokerSample broker) {
    return Speed.fresh(broker, Metric.valueOf(prefix + "_REQUESTS")).isPresent();
  }
}
