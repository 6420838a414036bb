package io.kadvisor.collector.jmx;

import io.kadvisor.model.sample.Metric;
import java.util.List;

/** Which attribute of which bean is which metric; several beans are tried in order. */
enum KafkaBeans {
  PROCESS_CPU(
      Metric.PROCESS_CPU, 1e-9, "ProcessCpuTime", List.of("java.lang:type=OperatingSystem")),
  CORES(Metric.CORES, 1, "AvailableProcessors", List.of("java.lang:type=OperatingSystem")),
  BYTES_IN(Metric.BYTES_IN, 1, "Count", List.of(topicMetrics("BytesInPerSec"))),
  BYTES_OUT(Metric.BYTES_OUT, 1, "Count", List.of(topicMetrics("BytesOutPerSec"))),
  MESSAGES_IN(Metric.MESSAGES_IN, 1, "Count", List.of(topicMetrics("MessagesInPerSec"))),
  /** In a combined process the plain figure is the mean of broker and controller (4.3). */
  HANDLER_IDLE(
      Metric.HANDLER_IDLE,
      1,
      "OneMinuteRate",
      List.of(
          handlerPool("BrokerRequestHandlerAvgIdlePercent"),
          handlerPool("RequestHandlerAvgIdlePercent"))),
  NETWORK_IDLE(
      Metric.NETWORK_IDLE,
      1,
      "Value",
      List.of("kafka.network:type=SocketServer,name=NetworkProcessorAvgIdlePercent")),
  ISR_SHRINKS(Metric.ISR_SHRINKS, 1, "Count", List.of(replicaMetrics("IsrShrinksPerSec"))),
  ISR_EXPANDS(Metric.ISR_EXPANDS, 1, "Count", List.of(replicaMetrics("IsrExpandsPerSec")));

  private final Metric metric;
  private final double factor;
  private final String attribute;
  private final List<String> beans;

  KafkaBeans(Metric metric, double factor, String attribute, List<String> beans) {
    this.metric = metric;
    this.factor = factor;
    this.attribute = attribute;
    this.beans = beans;
  }

  Metric metric() {
    return metric;
  }

  /** From the bean's unit to the metric's. */
  double factor() {
    return factor;
  }

  String attribute() {
    return attribute;
  }

  List<String> beans() {
    return beans;
  }

  private static String topicMetrics(String name) {
    return "kafka.server:type=BrokerTopicMetrics,name=" + name;
  }

  private static String handlerPool(String name) {
    return "kafka.server:type=KafkaRequestHandlerPool,name=" + name;
  }

  private static String replicaMetrics(String name) {
    return "kafka.server:type=ReplicaManager,name=" + name;
  }
}
