package io.kadvisor.collector.jmx;

import static io.kadvisor.collector.jmx.WantedBean.histogram;
import static io.kadvisor.collector.jmx.WantedBean.largest;
import static io.kadvisor.collector.jmx.WantedBean.number;
import static io.kadvisor.collector.jmx.WantedBean.sum;

import io.kadvisor.model.sample.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Which attribute of which bean is which metric; names as of Kafka 2.8 to 4.3. */
final class KafkaBeans {
  private static final double MILLIS = 1e-3;
  private static final String OPERATING_SYSTEM = "java.lang:type=OperatingSystem";

  private KafkaBeans() {}

  /**
   * All that is read of one broker, in the order of reading.
   *
   * @param nanoTime as {@link System#nanoTime()} tells it
   */
  static List<WantedBean> ofOneBroker(LongSupplier nanoTime) {
    List<WantedBean> wanted = new ArrayList<>(process());
    wanted.addAll(traffic());
    wanted.addAll(threads(nanoTime));
    wanted.addAll(waiting());
    wanted.addAll(latency("Produce", "PRODUCE"));
    wanted.addAll(latency("FetchConsumer", "CONSUMER_FETCH"));
    wanted.addAll(latency("FetchFollower", "FOLLOWER_FETCH"));
    return List.copyOf(wanted);
  }

  private static List<WantedBean> process() {
    return List.of(
        number(Metric.PROCESS_CPU, 1e-9, "ProcessCpuTime", OPERATING_SYSTEM),
        number(Metric.CORES, 1, "AvailableProcessors", OPERATING_SYSTEM),
        sum(Metric.HEAP_AFTER_GC, 1, "CollectionUsage.used", "java.lang:type=MemoryPool,name=*"),
        number(Metric.HEAP_MAX, 1, "HeapMemoryUsage.max", "java.lang:type=Memory"));
  }

  private static List<WantedBean> traffic() {
    return List.of(
        number(Metric.BYTES_IN, 1, "Count", topicMetrics("BytesInPerSec")),
        number(Metric.BYTES_OUT, 1, "Count", topicMetrics("BytesOutPerSec")),
        number(Metric.REPLICATION_BYTES_IN, 1, "Count", topicMetrics("ReplicationBytesInPerSec")),
        number(Metric.REPLICATION_BYTES_OUT, 1, "Count", topicMetrics("ReplicationBytesOutPerSec")),
        number(Metric.MESSAGES_IN, 1, "Count", topicMetrics("MessagesInPerSec")),
        number(Metric.ISR_SHRINKS, 1, "Count", replicaMetrics("IsrShrinksPerSec")),
        number(Metric.ISR_EXPANDS, 1, "Count", replicaMetrics("IsrExpandsPerSec")));
  }

  /** In a combined process the plain idle figure is the mean of broker and controller (4.3). */
  private static List<WantedBean> threads(LongSupplier nanoTime) {
    return List.of(
        new HandlerIdle(
            List.of(
                handlerPool("BrokerRequestHandlerAvgIdlePercent"),
                handlerPool("RequestHandlerAvgIdlePercent")),
            nanoTime),
        number(
            Metric.NETWORK_IDLE,
            1,
            "Value",
            "kafka.network:type=SocketServer,name=NetworkProcessorAvgIdlePercent"));
  }

  private static List<WantedBean> waiting() {
    return List.of(
        number(Metric.REQUEST_QUEUE, 1, "Value", requestChannel("RequestQueueSize")),
        number(Metric.RESPONSE_QUEUE, 1, "Value", requestChannel("ResponseQueueSize")),
        number(Metric.PRODUCE_PURGATORY, 1, "Value", purgatory("Produce")),
        number(Metric.FETCH_PURGATORY, 1, "Value", purgatory("Fetch")),
        sum(
            Metric.CONNECTIONS,
            1,
            "connection-count",
            "kafka.server:type=socket-server-metrics,listener=*,networkProcessor=*"),
        largest(Metric.PRODUCE_QUOTA_DELAY, MILLIS, "throttle-time", "kafka.server:type=Produce,*"),
        largest(Metric.FETCH_QUOTA_DELAY, MILLIS, "throttle-time", "kafka.server:type=Fetch,*"),
        number(
            Metric.LOG_FLUSH,
            MILLIS,
            "99thPercentile",
            "kafka.log:type=LogFlushStats,name=LogFlushRateAndTimeMs"));
  }

  private static List<WantedBean> latency(String request, String metric) {
    return List.of(
        histogram(metric + "_TOTAL", metric + "_REQUESTS", requests("TotalTimeMs", request)),
        histogram(metric + "_QUEUE", requests("RequestQueueTimeMs", request)),
        histogram(metric + "_LOCAL", requests("LocalTimeMs", request)),
        histogram(metric + "_REMOTE", requests("RemoteTimeMs", request)),
        histogram(metric + "_RESPONSE_QUEUE", requests("ResponseQueueTimeMs", request)),
        histogram(metric + "_RESPONSE_SEND", requests("ResponseSendTimeMs", request)),
        histogram(metric + "_THROTTLE", requests("ThrottleTimeMs", request)));
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

  private static String requestChannel(String name) {
    return "kafka.network:type=RequestChannel,name=" + name;
  }

  private static String purgatory(String operation) {
    return "kafka.server:type=DelayedOperationPurgatory,name=PurgatorySize,delayedOperation="
        + operation;
  }

  private static String requests(String name, String request) {
    return "kafka.network:type=RequestMetrics,name=" + name + ",request=" + request;
  }
}
