package io.kadvisor.collector.jmx;

import io.kadvisor.model.sample.Metric;
import java.util.List;

/** Which attribute of which bean is which metric. */
enum KafkaBeans {
  PROCESS_CPU(Metric.PROCESS_CPU, 1e-9, "ProcessCpuTime", "java.lang:type=OperatingSystem"),
  CORES(Metric.CORES, 1, "AvailableProcessors", "java.lang:type=OperatingSystem"),
  BYTES_IN(Metric.BYTES_IN, 1, "Count", topicMetrics("BytesInPerSec")),
  BYTES_OUT(Metric.BYTES_OUT, 1, "Count", topicMetrics("BytesOutPerSec")),
  MESSAGES_IN(Metric.MESSAGES_IN, 1, "Count", topicMetrics("MessagesInPerSec")),
  /** In a combined process the plain figure is the mean of broker and controller (4.3). */
  HANDLER_IDLE(
      Metric.HANDLER_IDLE,
      1,
      "OneMinuteRate",
      handlerPool("BrokerRequestHandlerAvgIdlePercent"),
      handlerPool("RequestHandlerAvgIdlePercent")),
  NETWORK_IDLE(
      Metric.NETWORK_IDLE,
      1,
      "Value",
      "kafka.network:type=SocketServer,name=NetworkProcessorAvgIdlePercent"),
  ISR_SHRINKS(Metric.ISR_SHRINKS, 1, "Count", replicaMetrics("IsrShrinksPerSec")),
  ISR_EXPANDS(Metric.ISR_EXPANDS, 1, "Count", replicaMetrics("IsrExpandsPerSec"));

  private final Metric metric;
  private final double factor;
  private final String attribute;
  private final String bean;
  private final String otherwise;

  KafkaBeans(Metric metric, double factor, String attribute, String bean) {
    this(metric, factor, attribute, bean, bean);
  }

  KafkaBeans(Metric metric, double factor, String attribute, String bean, String otherwise) {
    this.metric = metric;
    this.factor = factor;
    this.attribute = attribute;
    this.bean = bean;
    this.otherwise = otherwise;
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

  /** The first is tried first; it may be missing in another version of Kafka. */
  List<String> beans() {
    return bean.equals(otherwise) ? List.of(bean) : List.of(bean, otherwise);
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
