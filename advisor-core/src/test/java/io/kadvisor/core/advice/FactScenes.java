package io.kadvisor.core.advice;

import io.kadvisor.core.judgement.Moment;
import io.kadvisor.core.judgement.SampledStory;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.policy.Backup;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.GroupSample.Commits;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Quorum;
import io.kadvisor.model.unit.DataRate;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledPolicy;
import io.kadvisor.testkit.sample.SampledTopic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Clusters in every trouble that a rule knows, each at the sweeps in which its facts matter. */
final class FactScenes {
  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final long GIB = 1L << 30;

  private FactScenes() {}

  static List<Moment> all() {
    return Stream.<Supplier<List<Moment>>>of(
            FactScenes::saturated,
            FactScenes::silent,
            FactScenes::moving,
            FactScenes::stuck,
            FactScenes::comingAndGoing,
            FactScenes::counted,
            FactScenes::slow,
            FactScenes::waiting,
            FactScenes::nearLimits,
            FactScenes::voterBehind,
            FactScenes::withoutController,
            FactScenes::lagging,
            FactScenes::weak,
            FactScenes::throttled,
            FactScenes::notElected,
            FactScenes::notElectedWhileSilent,
            FactScenes::unevenOrder,
            FactScenes::hot,
            FactScenes::emptyAndDraining,
            FactScenes::unevenReplicas,
            FactScenes::unevenBytes,
            FactScenes::unevenWhileMoving,
            FactScenes::full,
            FactScenes::withoutBackup,
            FactScenes::alone)
        .flatMap(scene -> scene.get().stream())
        .toList();
  }

  private static List<Moment> saturated() {
    BusyShop shop = new BusyShop();
    shop.payments.minInsync(1);
    shop.story.cluster.broker(1).config("replica.lag.time.max.ms", "40000");
    shop.saturate(1);
    return shop.story.minutes(3).last(1);
  }

  /** The first sweep of a silence. */
  private static List<Moment> silent() {
    BusyShop shop = new BusyShop();
    shop.payments.minInsync(3);
    SampledTopic single = shop.story.cluster.topic("single").partition(3);
    shop.story.minutes(1);
    shop.story.cluster.silence(3, Outcome.TIMED_OUT).lag(3);
    single.leader(0, -1).isr(0);
    shop.also(() -> shop.story.gauge(3, Metric.PROBE_UNANSWERED, 70));
    return shop.story.lookFor(SWEEP.multipliedBy(2)).last(2);
  }

  private static List<Moment> moving() {
    SampledStory story = new SampledStory(SampledCluster.of(3));
    story.cluster.topic("orders").partition(1, 2).minInsync(2).adding(0, 3);
    story.cluster.topic("payments").partition(1, 2).minInsync(3).adding(0, 3);
    return story.lookFor(SWEEP.multipliedBy(2)).last(1);
  }

  private static List<Moment> stuck() {
    SampledStory story = new SampledStory(SampledCluster.of(3));
    long mib = 1 << 20;
    story.cluster.broker(1).config("leader.replication.throttled.rate", "100000");
    story.cluster.broker(3).config("follower.replication.throttled.rate", "100000");
    SampledTopic journal =
        story
            .cluster
            .topic("journal")
            .partition(1, 2)
            .config("leader.replication.throttled.replicas", "0:1,0:2")
            .config("follower.replication.throttled.replicas", "0:3")
            .start(0)
            .end(30_000)
            .adding(0, 3)
            .bytes(new long[] {3000 * mib, 3000 * mib, mib});
    story.before(() -> journal.grown(SWEEP, 100));
    return story.minutes(21).last(1);
  }

  private static List<Moment> comingAndGoing() {
    BusyShop shop = new BusyShop();
    shop.story.minutes(1);
    for (int n = 0; n < 3; n++) {
      shop.behind(3);
      shop.story.lookFor(Duration.ofSeconds(20));
      shop.story.cluster.catchUp(3);
      shop.story.minutes(2);
    }
    shop.story.cluster.topic("moved").partition(1, 2).adding(0, 3);
    List<Moment> back = shop.story.lookFor(SWEEP).last(1);
    shop.behind(3);
    shop.story.cluster.silence(3, Outcome.TIMED_OUT);
    return both(back, shop.story.lookFor(SWEEP).last(1));
  }

  private static List<Moment> counted() {
    BusyShop shop = new BusyShop();
    shop.also(
        () ->
            List.of(1, 2)
                .forEach(
                    leader ->
                        shop.story
                            .rate(leader, Metric.ISR_SHRINKS, 1)
                            .rate(leader, Metric.ISR_EXPANDS, 1)));
    return shop.story.minutes(1).last(4);
  }

  private static List<Moment> slow() {
    BusyShop shop = new BusyShop();
    shop.story.cluster.broker(2).config("num.io.threads", "8").brokenVolume();
    double[] roundTrip = {0.004};
    shop.also(
        () -> {
          for (int broker = 1; broker <= 3; broker++) {
            shop.story.rate(broker, Metric.PROBE_RETURNED, 1);
            shop.story.rate(
                broker, Metric.PROBE_ROUND_TRIP_TIME, broker == 2 ? roundTrip[0] : 0.004);
          }
          shop.story
              .gauge(2, Metric.LOG_FLUSH, 1.2)
              .gauge(2, Metric.HEAP_AFTER_GC, 0.8 * GIB)
              .gauge(2, Metric.HEAP_MAX, GIB)
              .gauge(2, Metric.CORES, 4)
              .rate(2, Metric.PROCESS_CPU, 1);
        });
    shop.story.minutes(60);
    shop.slow(2);
    roundTrip[0] = 4;
    return shop.story.minutes(6).last(1);
  }

  /** Each broker for another reason. */
  private static List<Moment> waiting() {
    BusyShop shop = new BusyShop();
    shop.also(
        () ->
            shop.story
                .gauge(1, Metric.REQUEST_QUEUE, 37)
                .gauge(2, Metric.LOG_FLUSH, 0.9)
                .gauge(3, Metric.PRODUCE_QUOTA_DELAY, 0.8));
    shop.story.minutes(60);
    shop.slow(1, "PRODUCE", "QUEUE", 2.5);
    shop.slow(2, "PRODUCE", "LOCAL", 2.5);
    shop.slow(3, "PRODUCE", "THROTTLE", 2.5);
    return shop.story.minutes(6).last(1);
  }

  private static List<Moment> nearLimits() {
    BusyShop shop = new BusyShop();
    shop.story.cluster.broker(1).config("max.connections", "1000");
    shop.also(
        () -> shop.story.gauge(1, Metric.CONNECTIONS, 900).gauge(2, Metric.REQUEST_QUEUE, 470));
    return shop.story.minutes(6).last(1);
  }

  private static List<Moment> voterBehind() {
    SampledStory story = new SampledStory(SampledCluster.of(3));
    story.before(() -> story.cluster.quorum(quorum(story, 1)));
    return story.minutes(2).last(1);
  }

  private static List<Moment> withoutController() {
    SampledStory plain = new SampledStory(SampledCluster.of(3));
    SampledStory leaderless = new SampledStory(SampledCluster.of(3));
    leaderless.before(() -> leaderless.cluster.quorum(quorum(leaderless, -1)));
    return both(plain.minutes(1).last(1), leaderless.minutes(1).last(1));
  }

  /** Voter 3 stands still. */
  private static Quorum quorum(SampledStory story, int leader) {
    var now = story.cluster.now().plus(SWEEP);
    return new Quorum(
        leader,
        7,
        5000,
        Stream.of(1, 2, 3)
            .map(
                voter -> {
                  var fetched = Optional.of(voter == 3 ? now.minusSeconds(120) : now);
                  return new Quorum.Replica(voter, Optional.of(5000L), fetched, fetched);
                })
            .toList(),
        List.of());
  }

  private static List<Moment> lagging() {
    SampledStory story = new SampledStory(SampledCluster.of(3));
    story.cluster.topic("orders", 1, 3);
    story.cluster.group("idle").members(0);
    List.of("idle", "slow", "stopped").forEach(id -> story.cluster.group(id).coordinator(2));
    long[] end = {10_000};
    story.before(
        () -> {
          end[0] += 500;
          story.cluster.topic("orders").start(0).grown(SWEEP, 500);
          story.cluster.group("slow").at("orders", end[0] / 2, end[0]);
          story.cluster.group("stopped").at("orders", 10_000, end[0]);
          story.cluster.group("idle").at("orders", 10_000, end[0]);
        });
    story.minutes(20);
    story.cluster.silence(1, Outcome.TIMED_OUT);
    return story.lookFor(SWEEP.multipliedBy(2)).last(3);
  }

  private static List<Moment> weak() {
    SampledStory story = new SampledStory(SampledCluster.of(3));
    story.cluster.topic("weak").partition(1).partition(2).minInsync(1);
    story.cluster.topic("strict").partition(1, 2, 3).minInsync(3);
    return story.lookFor(SWEEP).last(1);
  }

  private static List<Moment> throttled() {
    SampledStory story = new SampledStory(SampledCluster.of(3));
    story.cluster.broker(1).config("leader.replication.throttled.rate", "1000000");
    story.cluster.topic("journal", 1, 2).config("leader.replication.throttled.replicas", "*");
    return story.minutes(21).last(1);
  }

  private static List<Moment> notElected() {
    return offPreferred().last(1);
  }

  private static List<Moment> notElectedWhileSilent() {
    SampledStory story = offPreferred();
    story.cluster.silence(2, Outcome.TIMED_OUT);
    return story.lookFor(SWEEP.multipliedBy(2)).last(2);
  }

  private static SampledStory offPreferred() {
    SampledStory story = new SampledStory(SampledCluster.of(3));
    for (int broker = 1; broker <= 3; broker++) {
      story.cluster.broker(broker).config("auto.leader.rebalance.enable", "false");
    }
    SampledTopic orders = story.cluster.topic("orders", 12, 3);
    for (int partition = 1; partition < 12; partition += 3) {
      orders.leader(partition, 3);
    }
    return story.minutes(17);
  }

  private static List<Moment> unevenOrder() {
    SampledStory story = new SampledStory(SampledCluster.of(3));
    for (int partition = 0; partition < 12; partition++) {
      story.cluster.topic("orders").partition(1, 2 + partition % 2, 3 - partition % 2);
    }
    return story.minutes(20).last(1);
  }

  private static List<Moment> hot() {
    SampledStory story = new SampledStory(SampledCluster.of(3));
    SampledTopic topic = story.cluster.topic("t", 3, 3).end(0, 0, 0);
    story.before(() -> topic.grown(SWEEP, 130, 1740, 130));
    return story.minutes(11).last(1);
  }

  private static List<Moment> emptyAndDraining() {
    SampledCluster cluster = SampledCluster.of(5);
    for (int partition = 0; partition < 20; partition++) {
      cluster
          .topic("orders")
          .partition(1 + partition % 3, 1 + (partition + 1) % 3, 1 + (partition + 2) % 3);
    }
    cluster.topic("rest").partition(5, 1, 2);
    var policy = SampledPolicy.standard(cluster.id()).drain(new BrokerId(5)).policy();
    return new SampledStory(cluster, policy).minutes(16).last(1);
  }

  private static List<Moment> unevenReplicas() {
    return uneven(false).last(1);
  }

  private static List<Moment> unevenWhileMoving() {
    return both(uneven(true).last(1), bytes(true));
  }

  private static SampledStory uneven(boolean moving) {
    SampledStory story = new SampledStory(SampledCluster.of(4));
    story.cluster.topic("orders", 24, 3);
    for (int partition = 0; partition < 24; partition++) {
      story.cluster.topic("more").partition(2 + partition % 3, 1, 2 + (partition + 1) % 3);
    }
    story.cluster.topic("orders").bytesEach(GIB);
    story.cluster.topic("more").bytesEach(GIB);
    if (moving) {
      story.cluster.topic("moved").partition(1, 2).bytesEach(GIB).adding(0, 3);
    }
    return story.minutes(16);
  }

  private static List<Moment> unevenBytes() {
    return bytes(false).stream().map(FactScenes::consumed).toList();
  }

  /** What the group reads in a sweep is what is written in it. */
  private static Moment consumed(Moment moment) {
    Sweep seen = moment.sweep();
    SortedMap<GroupId, GroupSample> groups = new TreeMap<>(seen.groups());
    groups.replaceAll(
        (id, group) ->
            group.withCommits(
                group.commits().stream().map(FactScenes::consumed).toList(),
                seen.at().minus(SWEEP)));
    return new Moment(
        moment.before(),
        new Sweep(seen.mark(), false, seen.cluster(), seen.brokers(), seen.topics(), groups),
        moment.policy());
  }

  private static Commits consumed(Commits now) {
    long[] before =
        IntStream.range(0, now.partitions().size())
            .mapToLong(row -> now.committed().get(row) - 5000)
            .toArray();
    return new Commits(
        now.topic(),
        now.topicId(),
        now.partitions(),
        now.committed(),
        now.end(),
        now.logStart(),
        now.stable(),
        now.owner(),
        LongColumn.of(before),
        now.previousEnd());
  }

  /** The first sweep, before which no traffic is known. */
  private static List<Moment> bytes(boolean moving) {
    SampledStory story = new SampledStory(SampledCluster.of(4));
    SampledTopic events =
        story
            .cluster
            .topic("events")
            .partition(1, 2)
            .partition(1, 3)
            .partition(1, 2)
            .partition(3, 2)
            .bytesEach(GIB)
            .start(0, 0, 0, 0)
            .end(100_000, 100_000, 100_000, 100_000);
    if (moving) {
      story.cluster.topic("moved").partition(1, 2).bytesEach(GIB).start(0).end(9).adding(0, 3);
    }
    long[] end = {100_000};
    story.before(
        () -> {
          end[0] += 5000;
          if (moving) {
            story.cluster.topic("moved").grown(SWEEP, 0);
          }
          events.grown(SWEEP, 5000, 5000, 5000, 5000);
          long[] ends = {end[0], end[0], end[0], end[0]};
          story.cluster.group("readers").at("events", ends, ends);
          for (int broker = 1; broker <= 4; broker++) {
            story
                .rate(broker, Metric.BYTES_IN, 50_000_000)
                .rate(broker, Metric.BYTES_OUT, 50_000_000)
                .rate(broker, Metric.MESSAGES_IN, 5_000);
          }
        });
    return story.look().last(1);
  }

  private static List<Moment> full() {
    return both(loaded(false).last(1), loaded(true).last(1));
  }

  private static SampledStory loaded(boolean moving) {
    SampledCluster cluster = SampledCluster.of(3);
    DataRate network = new DataRate(100_000_000);
    var each =
        new Capacity.Resources(
            Optional.of(4.0),
            Optional.of(network),
            Optional.of(network),
            Optional.empty(),
            Optional.empty());
    var declared = new Capacity(each, Map.of(), Duration.ofHours(24), 3, Optional.empty());
    var policy = SampledPolicy.standard(cluster.id()).capacity(declared).policy();
    SampledStory story = new SampledStory(cluster, policy);
    SampledTopic orders = cluster.topic("orders", 6, 3).bytesEach(GIB);
    if (moving) {
      orders.adding(0, 3);
    }
    for (int broker = 1; broker <= 3; broker++) {
      story.cluster.broker(broker).volume(100 * GIB, 15 * GIB);
    }
    story.before(
        () -> {
          for (int broker = 1; broker <= 3; broker++) {
            story
                .gauge(broker, Metric.CORES, 4)
                .rate(broker, Metric.PROCESS_CPU, 3.5)
                .rate(broker, Metric.BYTES_IN, 90_000_000)
                .rate(broker, Metric.BYTES_OUT, 90_000_000)
                .rate(broker, Metric.REPLICATION_BYTES_IN, 1000)
                .rate(broker, Metric.REPLICATION_BYTES_OUT, 1000);
          }
        });
    return story.minutes(30);
  }

  private static List<Moment> withoutBackup() {
    SampledCluster cluster = SampledCluster.of(3);
    cluster.topic("orders", 2, 3);
    cluster.group("connect-s3").at("orders", 7, 9);
    cluster.topic("clicks", 1, 3);
    cluster.group("connect-gone").members(0).at("clicks", 7, 9);
    var wanted = new Backup(List.of("*"), List.of(), Backup.CONNECT, List.of("dr"));
    var policy = SampledPolicy.standard(cluster.id()).backup(wanted).policy();
    return new SampledStory(cluster, policy).minutes(1).last(1);
  }

  private static List<Moment> alone() {
    SampledStory story = new SampledStory(SampledCluster.of(1));
    story.cluster.topic("t", 6, 1);
    return story.minutes(6).last(1);
  }

  private static List<Moment> both(List<Moment> one, List<Moment> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
