package io.kadvisor.localcluster.workload;

import io.kadvisor.localcluster.LocalClusterException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * An online shop that is well: every group keeps up, every broker leads as many partitions as the
 * others. Producers are steady, bursty and key-skewed; groups are of both protocols, and one has
 * more members than partitions.
 */
public final class StandardWorkload {
  private static final int FACTOR = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Map<String, Integer> PARTITIONS =
      Map.of("orders", 6, "payments", 3, "clicks", 6, "inventory", 3);

  private static final List<ProducerPlan> PRODUCERS =
      List.of(
          ProducerPlan.steady("orders", "orders", 20, 600),
          ProducerPlan.steady("payments", "payments", 10, 300),
          new ProducerPlan(
              "clicks",
              "clicks",
              RateShape.bursty(40, Duration.ofSeconds(30), Duration.ofSeconds(6)),
              200,
              0),
          new ProducerPlan("inventory", "inventory", RateShape.steady(10), 200, 0.8));

  private static final List<GroupPlan> GROUPS =
      List.of(
          GroupPlan.healthy("order-fulfilment", "orders", 2, GroupPlan.Protocol.CONSUMER),
          GroupPlan.healthy("billing", "payments", 2, GroupPlan.Protocol.CLASSIC),
          GroupPlan.healthy("click-analytics", "clicks", 2, GroupPlan.Protocol.CLASSIC),
          // one member more than partitions
          GroupPlan.healthy("stock-keeper", "inventory", 4, GroupPlan.Protocol.CONSUMER));

  private StandardWorkload() {}

  /** Creates the topics where they do not exist and starts all clients. */
  public static Workload start(String bootstrapServers) {
    var workload = Workload.on(bootstrapServers);
    startIn(workload, bootstrapServers);
    return workload;
  }

  /** The same in a workload that is there; what runs already goes on. */
  public static void startIn(Workload workload, String bootstrapServers) {
    createTopics(bootstrapServers);
    PRODUCERS.forEach(workload::produce);
    GROUPS.forEach(workload::consume);
  }

  /** Lets all its clients stop; topics and groups stay. */
  public static void stopIn(Workload workload) {
    producers().forEach(workload::stopProducing);
    groups().stream().parallel().forEach(workload::stopGroup);
  }

  public static List<String> topics() {
    return PARTITIONS.keySet().stream().sorted().toList();
  }

  public static List<String> groups() {
    return GROUPS.stream().map(GroupPlan::group).toList();
  }

  public static List<String> producers() {
    return PRODUCERS.stream().map(ProducerPlan::name).toList();
  }

  private static void createTopics(String bootstrapServers) {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", bootstrapServers, "client.id", "shop-setup"))) {
      List<Integer> brokers =
          admin.describeCluster().nodes().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).stream()
              .map(Node::id)
              .sorted()
              .toList();
      for (String topic : topics()) {
        create(admin, newTopic(topic, brokers));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalClusterException("interrupted while creating the shop's topics", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new LocalClusterException("cannot create the shop's topics: " + e.getMessage(), e);
    }
  }

  private static NewTopic newTopic(String topic, List<Integer> brokers) {
    int factor = Math.min(FACTOR, brokers.size());
    int inSync = Math.max(1, factor - 1);
    return new NewTopic(topic, EvenPlacement.of(brokers, PARTITIONS.get(topic), factor))
        .configs(
            Map.of("min.insync.replicas", Integer.toString(inSync), "retention.bytes", "67108864"));
  }

  private static void create(Admin admin, NewTopic topic)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      admin.createTopics(List.of(topic)).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }
}
