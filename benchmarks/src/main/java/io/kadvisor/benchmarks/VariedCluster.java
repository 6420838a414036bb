package io.kadvisor.benchmarks;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.model.LeadershipRule;
import io.kadvisor.core.planner.model.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A cluster drawn by chance, of any shape that planners meet: what is unusual about it is drawn
 * first, then brokers, then topics. The same seed draws the same cluster.
 */
final class VariedCluster {
  private static final double DISK = 1e6;
  private static final double IN = 1e5;
  private static final int MOST_REPLICAS = 3000;

  /** Of what the smallest broker should carry. */
  private static final double LARGEST = 0.2;

  /** Where there is no other rack left. */
  private static final double SELDOM = 1e-9;

  private static final double RETENTION = 164;

  /** What may be unusual; none of it in about one of four clusters. */
  enum Trait {
    /** Racks of one, two or three times as many brokers as others. */
    UNEVEN_RACKS,
    /** Up to a third of the brokers has just been added. */
    NEW_BROKERS,
    /** One broker or two must end empty. */
    DEAD_BROKERS,
    /** All brokers of a rack must. */
    DEAD_RACK,
    /** Brokers of half, once and twice the size. */
    UNLIKE_BROKERS,
    /** Partitions of 1 to 4 replicas, rather than 3 with some of 2. */
    MIXED_FACTORS,
    /** Fewer than 10 KB/s a broker. */
    LOW_TRAFFIC,
    /** Disks are 70 to 79 % full on the mean, of 80 % that may be used. */
    TIGHT_DISK,
    /** Some partitions are as large as a broker's fair part, or nearly so. */
    HUGE_PARTITIONS,
    /** Replicas are where chance put them, whatever the racks say. */
    UNAWARE_OF_RACKS
  }

  /** How unlike partitions are. */
  private enum Sizes {
    LOG_NORMAL,
    ZIPF,
    EXPONENTIAL
  }

  private final SplittableRandom chance;
  private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
  private final List<Broker> brokers = new ArrayList<>();
  private final List<int[]> replicas = new ArrayList<>();
  private final List<Integer> topics = new ArrayList<>();
  private final List<Integer> leaders = new ArrayList<>();

  /** Bytes in, bytes out and disk of each partition; no unit until all are known. */
  private final List<double[]> loads = new ArrayList<>();

  private final String name;
  private final Sizes sizes;
  private int topicCount;
  private double[] weights;

  /**
   * @param most replicas, at most; 0 draws up to 20,000
   */
  VariedCluster(long seed, int most) {
    name = "varied-" + seed;
    chance = new SplittableRandom(seed);
    drawTraits();
    sizes = Sizes.values()[chance.nextInt(Sizes.values().length)];
    drawBrokers();
    int least = Math.max(500, 40 * brokers.size());
    double upTo = most > 0 ? most : 20_000;
    int wanted = (int) (least * Math.pow(Math.max(1, upTo / least), chance.nextDouble()));
    int made = 0;
    while (made < Math.min(wanted, brokers.size() * MOST_REPLICAS)) {
      made += drawTopic();
    }
    limit();
    if (traits.contains(Trait.HUGE_PARTITIONS)) {
      enlarge();
    }
  }

  private void drawTraits() {
    int count = Math.max(0, chance.nextInt(5) - 1);
    for (int each = 0; each < count; each++) {
      traits.add(Trait.values()[chance.nextInt(Trait.values().length)]);
    }
  }

  /** What is unusual about it. */
  String about() {
    return sizes + " " + traits;
  }

  private void drawBrokers() {
    int count = (int) (4 * Math.pow(25, chance.nextDouble()));
    int racks = Math.min(count, 1 + chance.nextInt(5));
    boolean uneven = traits.contains(Trait.UNEVEN_RACKS);
    int[] shares =
        IntStream.range(0, racks).map(rack -> uneven ? 1 + chance.nextInt(3) : 1).toArray();
    int[] rackOf = new int[count];
    for (int id = 0; id < count; id++) {
      rackOf[id] =
          id < racks
              ? id
              : drawn(shares, uneven ? chance.nextInt(IntStream.of(shares).sum()) : id % racks);
    }
    int added = traits.contains(Trait.NEW_BROKERS) ? 1 + chance.nextInt(Math.max(1, count / 3)) : 0;
    Set<Integer> dead = dead(count, added, racks, rackOf);
    for (int id = 0; id < count; id++) {
      double size = traits.contains(Trait.UNLIKE_BROKERS) ? Math.pow(2, chance.nextInt(3) - 1) : 1;
      BrokerState state = id >= count - added ? BrokerState.NEW : BrokerState.ALIVE;
      brokers.add(
          new Broker(
              id,
              "r" + rackOf[id],
              dead.contains(id) ? BrokerState.DEAD : state,
              new Amounts(100 * size, DISK * size, IN * size, 2 * IN * size)));
    }
    weights = brokers.stream().mapToDouble(this::weight).toArray();
  }

  private static int drawn(int[] shares, int at) {
    int rack = 0;
    int left = at;
    while (left >= shares[rack]) {
      left -= shares[rack++];
    }
    return rack;
  }

  private Set<Integer> dead(int count, int added, int racks, int[] rackOf) {
    if (traits.contains(Trait.DEAD_RACK) && racks > 1) {
      int rack = chance.nextInt(racks);
      return Set.copyOf(
          IntStream.range(0, count - added).filter(id -> rackOf[id] == rack).boxed().toList());
    }
    if (!traits.contains(Trait.DEAD_BROKERS)) {
      return Set.of();
    }
    int old = count - added;
    int first = chance.nextInt(old);
    boolean two = count > 5 && chance.nextInt(2) == 0;
    return two ? Set.of(first, (first + 1) % old) : Set.of(first);
  }

  /** How likely a replica was put there: brokers that came late have fewer. */
  private double weight(Broker broker) {
    if (broker.state() == BrokerState.NEW) {
      return 0;
    }
    return broker.capacity().disk() * (0.4 + chance.nextDouble());
  }

  private int drawTopic() {
    boolean mixed = traits.contains(Trait.MIXED_FACTORS);
    int usual = chance.nextDouble() < 0.08 ? 2 : 3;
    long holders = brokers.stream().filter(each -> each.state() != BrokerState.NEW).count();
    int factor = (int) Math.min(holders, mixed ? 1 + chance.nextInt(4) : usual);
    int partitions = 1 << chance.nextInt(7);
    double size = size();
    double retention = 4 + RETENTION * chance.nextDouble();
    double fanOut = chance.nextInt(4);
    double drift = chance.nextInt(4) == 0 ? 0.4 : 0.05;
    for (int number = 0; number < partitions; number++) {
      int[] placed = place(factor);
      double in = size * (0.5 + chance.nextDouble()) * (chance.nextInt(10) == 0 ? size() : 1);
      topics.add(topicCount);
      replicas.add(placed);
      leaders.add(placed[chance.nextDouble() < drift ? chance.nextInt(factor) : 0]);
      loads.add(new double[] {in, in * fanOut * (0.5 + chance.nextDouble()), in * retention});
    }
    topicCount++;
    return partitions * factor;
  }

  private double size() {
    double even = 1 - chance.nextDouble();
    return switch (sizes) {
      case LOG_NORMAL ->
          Math.exp(
              1.3 * Math.sqrt(-2 * Math.log(even)) * Math.cos(2 * Math.PI * chance.nextDouble()));
      case ZIPF -> 1 / (0.005 + even);
      case EXPONENTIAL -> -Math.log(even);
    };
  }

  private int[] place(int factor) {
    int[] placed = new int[factor];
    for (int at = 0; at < factor; at++) {
      placed[at] = another(placed, at);
    }
    return placed;
  }

  private int another(int[] placed, int count) {
    double[] likely = weights.clone();
    for (int at = 0; at < count; at++) {
      for (int id = 0; id < likely.length; id++) {
        likely[id] *= id == placed[at] ? 0 : beside(placed[at], id);
      }
    }
    double left = chance.nextDouble() * Arrays.stream(likely).sum();
    int last = -1;
    for (int id = 0; id < likely.length && left >= 0; id++) {
      last = likely[id] > 0 ? id : last;
      left -= likely[id];
    }
    return last;
  }

  private double beside(int placed, int id) {
    boolean sameRack = brokers.get(id).rack().equals(brokers.get(placed).rack());
    return sameRack && !traits.contains(Trait.UNAWARE_OF_RACKS) ? SELDOM : 1;
  }

  /** None is more than a part of what the smallest broker should carry. */
  private void limit() {
    double smallest = brokers.stream().mapToDouble(each -> each.capacity().disk()).min().orElse(1);
    double all =
        brokers.stream()
            .filter(each -> each.state().takesReplicas())
            .mapToDouble(each -> each.capacity().disk())
            .sum();
    for (int measure = 0; measure < 3; measure++) {
      int column = measure;
      double sum = 0;
      for (int row = 0; row < loads.size(); row++) {
        sum += loads.get(row)[column] * (column == 1 ? 1 : replicas.get(row).length);
      }
      double most = LARGEST * sum * smallest / all;
      loads.forEach(load -> load[column] = Math.min(load[column], most));
    }
  }

  /** Some become as large as 0.6 to 1.5 fair parts of a broker. */
  private void enlarge() {
    double all = 0;
    for (int row = 0; row < loads.size(); row++) {
      all += loads.get(row)[2] * replicas.get(row).length;
    }
    double fair = all / brokers.stream().filter(each -> each.state().takesReplicas()).count();
    int count = 1 + chance.nextInt(3);
    for (int each = 0; each < count; each++) {
      double[] load = loads.get(chance.nextInt(loads.size()));
      double times = fair * (0.6 + 0.9 * chance.nextDouble()) / load[2];
      for (int at = 0; at < load.length; at++) {
        load[at] *= times;
      }
    }
  }

  /** The cluster, with loads that make brokers so full and busy as they are to be. */
  ClusterModel model() {
    double size =
        brokers.stream()
            .filter(each -> each.state().takesReplicas())
            .mapToDouble(each -> each.capacity().disk() / DISK)
            .sum();
    double traffic = busy() * IN * size / total(0);
    double disk = full() * DISK * size / total(2);
    var model = new ClusterModelBuilder().named(name);
    brokers.forEach(model::broker);
    IntStream.range(0, topicCount).forEach(topic -> model.topic("topic-" + topic));
    int number = 0;
    for (int row = 0; row < loads.size(); row++) {
      number = row > 0 && topics.get(row).equals(topics.get(row - 1)) ? number + 1 : 0;
      double[] load = loads.get(row);
      double[] scaled = {load[0] * traffic, load[1] * traffic, load[2] * disk};
      model.partition(
          topics.get(row), number, leaders.get(row), replicas.get(row), loads(row, scaled));
    }
    try {
      return model.build();
    } catch (InvalidModelException invalid) {
      throw new IllegalStateException(invalid);
    }
  }

  private double full() {
    boolean isTight = traits.contains(Trait.TIGHT_DISK);
    return isTight ? 0.7 + 0.09 * chance.nextDouble() : 0.25 + 0.3 * chance.nextDouble();
  }

  private double busy() {
    return traits.contains(Trait.LOW_TRAFFIC) ? 8 / IN : 0.05 + 0.25 * chance.nextDouble();
  }

  private double total(int column) {
    return IntStream.range(0, loads.size())
        .mapToDouble(row -> loads.get(row)[column] * replicas.get(row).length)
        .sum();
  }

  private double[] loads(int row, double[] load) {
    int[] ids = replicas.get(row);
    double[] all = new double[ids.length * Resource.COUNT];
    for (int at = 0; at < ids.length; at++) {
      boolean leads = ids[at] == leaders.get(row);
      double cpu =
          leads ? LeadershipRule.leading(load[0], load[1]) : LeadershipRule.following(load[0]);
      all[at * Resource.COUNT] = cpu / 2000;
      all[at * Resource.COUNT + 1] = load[2];
      all[at * Resource.COUNT + 2] = load[0];
      all[at * Resource.COUNT + 3] = leads ? load[1] : 0;
    }
    return all;
  }
}
