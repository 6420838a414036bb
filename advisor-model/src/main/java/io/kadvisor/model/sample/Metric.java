package io.kadvisor.model.sample;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kadvisor.model.unit.Unit;

/**
 * A measured number of a broker. Counters grow for ever and are judged as rates; gauges are judged
 * as they are.
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
  ISR_EXPANDS(Fact.ISR_CHANGES, Kind.COUNTER, Unit.COUNT);

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
