package io.kadvisor.wire;

import static io.kadvisor.wire.WireExamples.AT;
import static io.kadvisor.wire.WireExamples.BROKER;
import static io.kadvisor.wire.WireExamples.CLUSTER;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.ProbeRoute;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.wire.WireExamples.Example;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The records of a cluster that is probed. */
final class ProbedExamples {
  private ProbedExamples() {}

  static Map<String, Example<?>> all(Topics topics) {
    Map<String, Example<?>> examples = new LinkedHashMap<>();
    examples.put("broker-sample-probed", new Example<>(topics.brokerSamples(), brokerSample()));
    examples.put("cluster-sample-probed", new Example<>(topics.clusterRecords(), clusterSample()));
    examples.put("sweep-mark-probed", new Example<>(topics.clusterRecords(), sweepMark()));
    return examples;
  }

  /** Every reading that the probe takes. */
  private static BrokerSample brokerSample() {
    return new BrokerSample(
        1,
        CLUSTER,
        BROKER,
        7,
        AT,
        BrokerSample.Membership.LISTED,
        new BrokerSample.Answer(
            BrokerSample.Answer.Outcome.ANSWERED,
            Optional.of(Duration.ofMillis(3)),
            Optional.empty()),
        Optional.of("127.0.0.1"),
        Optional.of(29092),
        Optional.of("rack-b"),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Arrays.stream(Metric.values())
            .filter(metric -> metric.fact() == Fact.BROKER_PROBE)
            .map(ProbedExamples::reading)
            .toList(),
        List.of());
  }

  private static Reading reading(Metric metric) {
    double value = metric.kind() == Metric.Kind.COUNTER ? 120 : 0.003142;
    return new Reading(
        metric,
        value,
        AT,
        Fact.Source.PROBE,
        metric.kind() == Metric.Kind.COUNTER
            ? Optional.of(new Reading.Previous(value - 2, AT.minusSeconds(2)))
            : Optional.empty());
  }

  private static ClusterSample clusterSample() {
    return new ClusterSample(
        1,
        CLUSTER,
        "demo",
        7,
        AT,
        Optional.of(new BrokerId(1)),
        List.of(new BrokerId(1), new BrokerId(3)),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(
            new NotSeen(
                Fact.BROKER_PROBE,
                Optional.of(Subject.of(new BrokerId(3))),
                "it leads no partition of kadvisor.probe",
                Optional.empty())),
        List.of(
            new ProbeRoute(
                Optional.of("rack-a"), Optional.of("rack-b"), 2, 0.0031, 0.0052, 0.0136, 0.02),
            new ProbeRoute(Optional.empty(), Optional.empty(), 1, 0.0029, 0.0050, 0.0093, 0.01)));
  }

  private static SweepMark sweepMark() {
    return new SweepMark(
        1,
        CLUSTER,
        "demo",
        7,
        AT,
        AT.plusMillis(180),
        "collector-1",
        new SweepMark.Counts(3, 12, 4, 1),
        Set.of(Fact.BROKER_PROBE),
        Optional.empty(),
        Optional.empty(),
        List.of(
            new SweepMark.SourceStatus(Fact.Source.PROBE, true, Optional.empty()),
            new SweepMark.SourceStatus(Fact.Source.JMX, false, Optional.of("no JMX port is open"))),
        List.of());
  }
}
