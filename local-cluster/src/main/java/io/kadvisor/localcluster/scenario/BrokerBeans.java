package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.LocalBroker;
import io.kadvisor.localcluster.LocalCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What brokers count, over JMX. */
final class BrokerBeans implements AutoCloseable {
  /** Marked with the nanoseconds that handlers waited, divided by their number. */
  private static final String HANDLERS_IDLE =
      "kafka.server:type=KafkaRequestHandlerPool,name=RequestHandlerAvgIdlePercent";

  private final LocalCluster cluster;
  private final Map<Integer, JMXConnector> connectors = new ConcurrentHashMap<>();

  BrokerBeans(LocalCluster cluster) {
    this.cluster = cluster;
  }

  Duration handlersIdle(int broker) {
    return Duration.ofNanos(count(broker, HANDLERS_IDLE));
  }

  private long count(int broker, String bean) {
    try {
      return (Long)
          connector(broker).getMBeanServerConnection().getAttribute(new ObjectName(bean), "Count");
    } catch (IOException | JMException e) {
      connectors.remove(broker);
      throw new ClusterView.Unseen(e);
    }
  }

  // JMX is named over JNDI; the address is our own child's
  @SuppressWarnings("BanJNDI")
  private JMXConnector connector(int broker) throws IOException {
    JMXConnector known = connectors.get(broker);
    if (known == null) {
      known = JMXConnectorFactory.connect(url(broker));
      connectors.put(broker, known);
    }
    return known;
  }

  private JMXServiceURL url(int broker) throws IOException {
    LocalBroker local = cluster.broker(broker);
    int port =
        local
            .jmxPort()
            .orElseThrow(() -> new ClusterView.Unseen("JMX of broker " + broker + " is closed"));
    return new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi");
  }

  @Override
  public void close() {
    connectors.values().forEach(BrokerBeans::close);
  }

  private static void close(JMXConnector connector) {
    try {
      connector.close();
    } catch (IOException alreadyGone) {
      // the broker is not there any more
    }
  }
}
