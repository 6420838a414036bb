package io.kadvisor.core.advice;

import io.kadvisor.core.judgement.SampledStory;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Three brokers at work, of which one may become slow: what their JMX says, and who is in sync. */
final class BusyShop {
  final SampledStory story = new SampledStory(SampledCluster.of(3));
  final SampledTopic orders = story.cluster.topic("orders", 6, 3);
  final SampledTopic payments = story.cluster.topic("payments", 3, 3);
  final Map<Integer, Load> loads = new TreeMap<>();
  private final List<Runnable> besides = new ArrayList<>();
  private IntPredicate written = leader -> true;

  BusyShop() {
    List.of(1, 2, 3).forEach(this::work);
    story.before(
        () -> {
          loads.forEach(this::apply);
          besides.forEach(Runnable::run);
          orders.grown(Duration.ofSeconds(5), records(6));
          payments.grown(Duration.ofSeconds(5), records(3));
        });
  }

  private long[] records(int partitions) {
    return IntStream.range(0, partitions).mapToLong(p -> written.test(1 + p % 3) ? 9 : 0).toArray();
  }

  /** From now on only what these lead is written to. */
  void write(IntPredicate leaders) {
    written = leaders;
  }

  /** Happens in each sweep from now on, after what the loads say. */
  void also(Runnable beside) {
    besides.add(beside);
  }

  /** A kind of request takes that much longer on a broker that is well, in one part of its time. */
  void slow(int broker, String request, String part, double seconds) {
    also(
        () -> {
          double remote = request.equals("PRODUCE") ? Load.WELL.remote() : 0.3;
          double usual = Load.WELL.queue() + Load.WELL.local() + remote + 0.0002;
          time(broker, request + "_" + part + "_TIME", seconds);
          time(broker, request + "_TOTAL_TIME", usual + seconds);
        });
  }

  /** JMX that is read in every sweep. */
  void lookKeeping(int broker, Metric metric, double value, int minutes) {
    for (int sweep = 0; sweep < minutes * 12; sweep++) {
      story.gauge(broker, metric, value).look();
    }
  }

  /** Out of every ISR of the other leaders. */
  void behind(int follower) {
    drop(orders, 6, follower);
    drop(payments, 3, follower);
  }

  private static void drop(SampledTopic topic, int partitions, int follower) {
    for (int partition = 0; partition < partitions; partition++) {
      int leader = 1 + partition % 3;
      if (leader != follower) {
        topic.isr(
            partition,
            IntStream.rangeClosed(1, 3).filter(b -> b != follower).boxed().toArray(Integer[]::new));
      }
    }
  }

  /** Out for forty seconds, behind for thirty, and leading again what it led. */
  void restart(int broker) {
    story.cluster.stop(broker);
    story.lookFor(Duration.ofSeconds(40));
    story.cluster.restart(broker);
    story.lookFor(Duration.ofSeconds(30));
    story.cluster.catchUp(broker).elect();
  }

  /** What one broker's JMX and answers say, in seconds and shares. */
  record Load(
      double answer, double idle, double follower, double queue, double local, double remote) {
    static final Load WELL = new Load(0.003, 0.8, 0.4, 0.0005, 0.002, 0.004);
    static final Load SATURATED = new Load(2.5, 0.04, 22, 6, 1.2, 0.004);
    static final Load WAITING = new Load(0.003, 0.8, 0.4, 0.0005, 0.002, 2.5);
    static final Load QUEUED = new Load(0.003, 0.3, 0.4, 2.5, 0.002, 0.004);
    static final Load SLOW = new Load(1.8, 0.5, 0.5, 0.02, 1.9, 0.004);
  }

  private void apply(int broker, Load load) {
    story.cluster.broker(broker).latency(Duration.ofMillis(Math.round(load.answer() * 1000)));
    story.gauge(broker, Metric.HANDLER_IDLE, load.idle());
    story.gauge(broker, Metric.FOLLOWER_FETCH_TOTAL, load.follower());
    for (String request : List.of("PRODUCE", "CONSUMER_FETCH")) {
      double remote = request.equals("PRODUCE") ? load.remote() : 0.3;
      time(broker, request + "_QUEUE_TIME", load.queue());
      time(broker, request + "_LOCAL_TIME", load.local());
      time(broker, request + "_REMOTE_TIME", remote);
      time(broker, request + "_RESPONSE_QUEUE_TIME", 0.0001);
      time(broker, request + "_RESPONSE_SEND_TIME", 0.0001);
      time(broker, request + "_THROTTLE_TIME", 0);
      time(broker, request + "_TOTAL_TIME", load.queue() + load.local() + remote + 0.0002);
      story.rate(broker, Metric.valueOf(request + "_REQUESTS"), 20);
    }
  }

  /** Twenty requests a second that take so long each. */
  private void time(int broker, String metric, double seconds) {
    story.rate(broker, Metric.valueOf(metric), 20 * seconds);
  }

  void load(int broker, Load load) {
    loads.put(broker, load);
  }

  void work(int broker) {
    load(broker, Load.WELL);
  }

  void slow(int broker) {
    load(broker, Load.SLOW);
  }

  /** Busy, and left by its followers in all that it leads. */
  void saturate(int leader) {
    load(leader, Load.SATURATED);
    lonely(orders, 6, leader);
    lonely(payments, 3, leader);
  }

  static void lonely(SampledTopic topic, int partitions, int leader) {
    for (int partition = leader - 1; partition < partitions; partition += 3) {
      topic.isr(partition, leader);
    }
  }
}
