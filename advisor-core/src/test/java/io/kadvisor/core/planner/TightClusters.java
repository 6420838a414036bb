package io.kadvisor.core.planner;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.Constraints;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.model.Resource;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Small clusters whose limits bind: brokers of unlike capacity, many of them nearly full and some
 * above what may be used, and a limit of replicas near the mean.
 */
final class TightClusters {
  private static final Amounts ALLOWED = new Amounts(0.7, 0.8, 0.8, 0.8);

  private final SplittableRandom chance;
  private final int brokers;
  private final int racks;
  private final int dead;
  private final int added;
  private final int partitions;
  private final int factor;
  private final double offline;
  private final int[][] placed;
  private final double[][] loads;
  private final int[] leaders;
  private final double[][] carried;
  private int replicas;

  private TightClusters(long seed) {
    chance = new SplittableRandom(seed);
    brokers = 4 + chance.nextInt(5);
    racks = 1 + chance.nextInt(4);
    dead = chance.nextInt(2);
    added = chance.nextInt(2);
    partitions = 4 + chance.nextInt(40);
    factor = 1 + chance.nextInt(3);
    offline = chance.nextInt(4) == 0 ? 0.1 : 0;
    placed = new int[partitions][];
    loads = new double[partitions][];
    leaders = new int[partitions];
    carried = new double[brokers][Resource.COUNT];
  }

  static ClusterModel draw(long seed) {
    return new TightClusters(seed).model();
  }

  private ClusterModel model() {
    IntStream.range(0, partitions).forEach(this::place);
    var builder = new ClusterModelBuilder().named("tight").within(constraints());
    boolean[] tight = {chance.nextBoolean(), true, chance.nextBoolean(), chance.nextBoolean()};
    for (int id = 0; id < brokers; id++) {
      builder.broker(new Broker(id, "r" + id % racks, state(id), capacity(id, tight)));
    }
    builder.topic("even").topic("odd");
    for (int partition = 0; partition < partitions; partition++) {
      int[] on = placed[partition];
      int[] broken = Arrays.stream(on).filter(each -> chance.nextDouble() < offline).toArray();
      int leader = on[leaders[partition]];
      builder.partition(partition % 2, partition / 2, leader, on, loads[partition], broken);
    }
    try {
      return builder.build();
    } catch (InvalidModelException invalid) {
      throw new AssertionError(invalid);
    }
  }

  /** Half of the partitions are in as many racks as can be. */
  private void place(int partition) {
    int[] any = chance.ints(0, brokers - added).distinct().limit(brokers - added).toArray();
    int count = Math.min(any.length, 1 + chance.nextInt(factor));
    int[] on = chance.nextBoolean() ? any : apart(any);
    placed[partition] = Arrays.copyOf(on, count);
    double in = Math.pow(10, 1 + 2 * chance.nextDouble());
    double out = in * chance.nextDouble(2);
    double disk = Math.pow(10, 1 + 2 * chance.nextDouble());
    loads[partition] = new double[count * Resource.COUNT];
    leaders[partition] = chance.nextInt(count);
    for (int at = 0; at < count; at++) {
      double[] load = {0.01 * in, disk, in, 0};
      if (at == leaders[partition]) {
        load[0] += 0.01 * out;
        load[3] = out;
      }
      for (int resource = 0; resource < Resource.COUNT; resource++) {
        loads[partition][at * Resource.COUNT + resource] = load[resource];
        carried[placed[partition][at]][resource] += load[resource];
      }
      replicas++;
    }
  }

  /** The same brokers, first one of each rack. */
  private int[] apart(int[] any) {
    return Arrays.stream(any)
        .boxed()
        .sorted((one, other) -> Integer.compare(turn(any, one), turn(any, other)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int turn(int[] any, int broker) {
    int turn = 0;
    for (int at = 0; any[at] != broker; at++) {
      turn += any[at] % racks == broker % racks ? 1 : 0;
    }
    return turn;
  }

  private BrokerState state(int id) {
    if (id < dead) {
      return BrokerState.DEAD;
    }
    return id >= brokers - added ? BrokerState.NEW : BrokerState.ALIVE;
  }

  private Constraints constraints() {
    double mean = (double) replicas / (brokers - dead);
    boolean binds = chance.nextInt(4) > 0;
    int limit = binds ? (int) Math.ceil(mean * (1 + chance.nextDouble(0.3))) : 10_000;
    return new Constraints(1.1, ALLOWED, limit);
  }

  /** Such that the broker, or a new one with what is the mean, uses 60 to 110 % of what it may. */
  private Amounts capacity(int id, boolean[] tight) {
    var capacity = new double[Resource.COUNT];
    for (Resource resource : Resource.values()) {
      int at = resource.column();
      double mean = Arrays.stream(carried).mapToDouble(each -> each[at]).sum() / (brokers - dead);
      double used = id < dead || id >= brokers - added ? mean : Math.max(carried[id][at], mean / 4);
      double part = tight[at] ? 0.6 + chance.nextDouble(0.5) : 0.1 + chance.nextDouble(0.2);
      capacity[at] = used / ALLOWED.of(resource) / part;
    }
    return new Amounts(capacity[0], capacity[1], capacity[2], capacity[3]);
  }
}
