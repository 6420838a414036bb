package io.kadvisor.model.sample;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kadvisor.model.unit.Unit;

/**
 * A measured number of a broker. Counters grow for ever and are judged as rates; gauges are judged
 * as they are. A latency comes twice: as the 99th percentile that the broker keeps over some five
 * minutes, which stays high for as long after a stall, and as a counter ({@code …-time}) of the
 * seconds that all requests together have taken, whose rate divided by that of the requests is the
 * mean of the last interval. The idle share of the request handlers is that of the time since the
 * last reading. Percentiles of the probe are those of the last minute; what is unanswered is the
 * age of the oldest record since the last that came back.
 */
public enum Metric {
  @JsonProperty("process-cpu")
  PROCESS_CPU(Fact.BROKER_CPU, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("cores")
  CORES(Fact.BROKER_CPU, Kind.GAUGE, Unit.CORES),
  @JsonProperty("bytes-in")
  BYTES_IN(Fact.BROKER_TRAFFIC, Kind.COUNTER, Unit.BYTES),
  @JsonProperty("bytes-out")
  BYTES_OUT(Fact.BROKER_TRAFFIC, Kind.COUNTER, Unit.BYTES),
  @JsonProperty("messages-in")
  MESSAGES_IN(Fact.BROKER_TRAFFIC, Kind.COUNTER, Unit.RECORDS),
  @JsonProperty("handler-idle")
  HANDLER_IDLE(Fact.BROKER_THREADS, Kind.GAUGE, Unit.RATIO),
  @JsonProperty("network-idle")
  NETWORK_IDLE(Fact.BROKER_THREADS, Kind.GAUGE, Unit.RATIO),
  @JsonProperty("isr-shrinks")
  ISR_SHRINKS(Fact.ISR_CHANGES, Kind.COUNTER, Unit.COUNT),
  @JsonProperty("isr-expands")
  ISR_EXPANDS(Fact.ISR_CHANGES, Kind.COUNTER, Unit.COUNT),
  @JsonProperty("replication-bytes-in")
  REPLICATION_BYTES_IN(Fact.BROKER_TRAFFIC, Kind.COUNTER, Unit.BYTES),
  @JsonProperty("replication-bytes-out")
  REPLICATION_BYTES_OUT(Fact.BROKER_TRAFFIC, Kind.COUNTER, Unit.BYTES),
  @JsonProperty("heap-after-gc")
  HEAP_AFTER_GC(Fact.BROKER_HEAP, Kind.GAUGE, Unit.BYTES),
  @JsonProperty("heap-max")
  HEAP_MAX(Fact.BROKER_HEAP, Kind.GAUGE, Unit.BYTES),
  @JsonProperty("request-queue")
  REQUEST_QUEUE(Fact.REQUEST_QUEUES, Kind.GAUGE, Unit.COUNT),
  @JsonProperty("response-queue")
  RESPONSE_QUEUE(Fact.REQUEST_QUEUES, Kind.GAUGE, Unit.COUNT),
  @JsonProperty("produce-purgatory")
  PRODUCE_PURGATORY(Fact.REQUEST_QUEUES, Kind.GAUGE, Unit.COUNT),
  @JsonProperty("fetch-purgatory")
  FETCH_PURGATORY(Fact.REQUEST_QUEUES, Kind.GAUGE, Unit.COUNT),
  @JsonProperty("connections")
  CONNECTIONS(Fact.CONNECTIONS, Kind.GAUGE, Unit.COUNT),
  @JsonProperty("produce-quota-delay")
  PRODUCE_QUOTA_DELAY(Fact.THROTTLE_TIME, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("fetch-quota-delay")
  FETCH_QUOTA_DELAY(Fact.THROTTLE_TIME, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("log-flush")
  LOG_FLUSH(Fact.LOG_FLUSH, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("produce-total")
  PRODUCE_TOTAL(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("produce-queue")
  PRODUCE_QUEUE(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("produce-local")
  PRODUCE_LOCAL(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("produce-remote")
  PRODUCE_REMOTE(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("produce-response-queue")
  PRODUCE_RESPONSE_QUEUE(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("produce-response-send")
  PRODUCE_RESPONSE_SEND(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("produce-throttle")
  PRODUCE_THROTTLE(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("consumer-fetch-total")
  CONSUMER_FETCH_TOTAL(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("consumer-fetch-queue")
  CONSUMER_FETCH_QUEUE(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("consumer-fetch-local")
  CONSUMER_FETCH_LOCAL(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("consumer-fetch-remote")
  CONSUMER_FETCH_REMOTE(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("consumer-fetch-response-queue")
  CONSUMER_FETCH_RESPONSE_QUEUE(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("consumer-fetch-response-send")
  CONSUMER_FETCH_RESPONSE_SEND(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("consumer-fetch-throttle")
  CONSUMER_FETCH_THROTTLE(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("follower-fetch-total")
  FOLLOWER_FETCH_TOTAL(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("follower-fetch-queue")
  FOLLOWER_FETCH_QUEUE(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("follower-fetch-local")
  FOLLOWER_FETCH_LOCAL(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("follower-fetch-remote")
  FOLLOWER_FETCH_REMOTE(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("follower-fetch-response-queue")
  FOLLOWER_FETCH_RESPONSE_QUEUE(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("follower-fetch-response-send")
  FOLLOWER_FETCH_RESPONSE_SEND(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("follower-fetch-throttle")
  FOLLOWER_FETCH_THROTTLE(Fact.REQUEST_LATENCY, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("produce-requests")
  PRODUCE_REQUESTS(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.COUNT),
  @JsonProperty("produce-total-time")
  PRODUCE_TOTAL_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("produce-queue-time")
  PRODUCE_QUEUE_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("produce-local-time")
  PRODUCE_LOCAL_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("produce-remote-time")
  PRODUCE_REMOTE_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("produce-response-queue-time")
  PRODUCE_RESPONSE_QUEUE_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("produce-response-send-time")
  PRODUCE_RESPONSE_SEND_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("produce-throttle-time")
  PRODUCE_THROTTLE_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("consumer-fetch-requests")
  CONSUMER_FETCH_REQUESTS(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.COUNT),
  @JsonProperty("consumer-fetch-total-time")
  CONSUMER_FETCH_TOTAL_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("consumer-fetch-queue-time")
  CONSUMER_FETCH_QUEUE_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("consumer-fetch-local-time")
  CONSUMER_FETCH_LOCAL_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("consumer-fetch-remote-time")
  CONSUMER_FETCH_REMOTE_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("consumer-fetch-response-queue-time")
  CONSUMER_FETCH_RESPONSE_QUEUE_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("consumer-fetch-response-send-time")
  CONSUMER_FETCH_RESPONSE_SEND_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("consumer-fetch-throttle-time")
  CONSUMER_FETCH_THROTTLE_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("follower-fetch-requests")
  FOLLOWER_FETCH_REQUESTS(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.COUNT),
  @JsonProperty("follower-fetch-total-time")
  FOLLOWER_FETCH_TOTAL_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("follower-fetch-queue-time")
  FOLLOWER_FETCH_QUEUE_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("follower-fetch-local-time")
  FOLLOWER_FETCH_LOCAL_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("follower-fetch-remote-time")
  FOLLOWER_FETCH_REMOTE_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("follower-fetch-response-queue-time")
  FOLLOWER_FETCH_RESPONSE_QUEUE_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("follower-fetch-response-send-time")
  FOLLOWER_FETCH_RESPONSE_SEND_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("follower-fetch-throttle-time")
  FOLLOWER_FETCH_THROTTLE_TIME(Fact.REQUEST_LATENCY, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("probe-sent")
  PROBE_SENT(Fact.BROKER_PROBE, Kind.COUNTER, Unit.RECORDS),
  @JsonProperty("probe-returned")
  PROBE_RETURNED(Fact.BROKER_PROBE, Kind.COUNTER, Unit.RECORDS),
  @JsonProperty("probe-lost")
  PROBE_LOST(Fact.BROKER_PROBE, Kind.COUNTER, Unit.RECORDS),
  @JsonProperty("probe-round-trip-time")
  PROBE_ROUND_TRIP_TIME(Fact.BROKER_PROBE, Kind.COUNTER, Unit.SECONDS),
  @JsonProperty("probe-unanswered")
  PROBE_UNANSWERED(Fact.BROKER_PROBE, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("probe-round-trip-p50")
  PROBE_ROUND_TRIP_P50(Fact.BROKER_PROBE, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("probe-round-trip-p95")
  PROBE_ROUND_TRIP_P95(Fact.BROKER_PROBE, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("probe-round-trip-p99")
  PROBE_ROUND_TRIP_P99(Fact.BROKER_PROBE, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("probe-round-trip-max")
  PROBE_ROUND_TRIP_MAX(Fact.BROKER_PROBE, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("probe-acknowledgement-p50")
  PROBE_ACKNOWLEDGEMENT_P50(Fact.BROKER_PROBE, Kind.GAUGE, Unit.SECONDS),
  @JsonProperty("probe-acknowledgement-p99")
  PROBE_ACKNOWLEDGEMENT_P99(Fact.BROKER_PROBE, Kind.GAUGE, Unit.SECONDS);

  /** How a number behaves over time. */
  public enum Kind {
    COUNTER,
    GAUGE
  }

  private final Fact fact;
  private final Kind kind;
  private final Unit unit;

  Metric(Fact fact, Kind kind, Unit unit) {
    this.fact = fact;
    this.kind = kind;
    this.unit = unit;
  }

  public Fact fact() {
    return fact;
  }

  public Kind kind() {
    return kind;
  }

  /** The unit of the number itself; a counter's rate is that unit a second. */
  public Unit unit() {
    return unit;
  }
}
