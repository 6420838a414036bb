package io.kadvisor.core.planner.search;

import io.kadvisor.core.planner.bound.Aims;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Steps from a cluster as it is to one within its limits. Every step leaves a placement that can be
 * carried out, so the search may be stopped after any of them.
 */
public final class Search {
  /** Seeds that a search uses, counted from its own. */
  public static final int SEEDS = 5;

  /** Distance that a unit of cost must repair: little, since being inside is what is asked for. */
  private static final double PRICE = 0.02;

  private static final double LAST_PRICE = 0.002;
  private static final int FIRST_SAMPLE = 64;
  private static final int SECOND_SAMPLE = 24;

  private final Placement placement;
  private final Aims aims;
  private final Ground ground;
  private final Balance ofReplicas;
  private final long seed;
  private double thrift = 1;

  /**
   * Starts from a placement, which it changes.
   *
   * @param stop asked now and then; once it says true, the search ends with what it has
   * @param seed of the samples that are looked at; the same seed finds the same plan
   */
  public Search(Placement placement, Aims aims, Limits limits, BooleanSupplier stop, long seed) {
    this.placement = placement;
    this.aims = aims;
    this.seed = seed;
    ground = new Ground(placement, limits, stop);
    ofReplicas = Balance.ofReplicas(placement, aims);
  }

  /**
   * Gives balance another weight than 1 against what it costs. Above 1 that is a matter of the
   * aims.
   */
  public Search weighing(double weight) {
    thrift = Math.max(1, 1 / weight);
    return this;
  }

  /** Empties the brokers that end empty. */
  public void evacuate() {
    new ForcedMoves(ground, ofReplicas).evacuate();
  }

  /** Brings replicas from lost brokers and volumes elsewhere, leaders first to one that lives. */
  public void repair() {
    new ForcedMoves(ground, ofReplicas).repair();
  }

  /** Places what is added; what finds no place stays nowhere and is told. */
  public List<Unplaced> placeAdded() {
    return new AddedReplicas(ground, balanceOfAll()).place();
  }

  /** Levels by moves of what is added, and changes of its leaders, alone. */
  public void levelAdded() {
    ground.keepOldOnes();
    level();
  }

  /** Gives leadership back to preferred replicas. */
  public void electPreferred() {
    new Election(ground, balanceOfAll()).run();
  }

  /** Brings the replicas of each partition into as many racks as there should be. */
  public void spreadRacks() {
    new ForcedMoves(ground, ofReplicas).spreadRacks();
  }

  /** Brings all measures within their limits by moves and changes of leader. */
  public void level() {
    new Levelling(ground, ofReplicas, PRICE * thrift).run();
    level(FIRST_SAMPLE, seed, broker -> true);
    level(SECOND_SAMPLE, seed + 2, changedSince(changes()));
    Balance all = balanceOfAll();
    new Exchanges(ground, all, LAST_PRICE * thrift, seed + 4).run();
    new LastOnes(ground, all, LAST_PRICE * thrift, seed + 4).run();
    new Relief(ground, all).run();
  }

  private void level(int sample, long seed, IntPredicate homes) {
    levelLeaders();
    Balance all = balanceOfAll();
    new Exchanges(ground, all, PRICE * thrift, seed).run();
    new Homecoming(ground, all, sample, seed + 1).run(homes);
    new Leadership(ground, all).tidy();
  }

  /**
   * Brokers whose replicas are asked again to go home. In a large cluster those that are as they
   * were are not: with 200,000 replicas that found 0.1 % of the moves in a twelfth of the time.
   */
  private IntPredicate changedSince(int[] changes) {
    return broker -> !ground.isLarge() || placement.changes(broker) != changes[broker];
  }

  private int[] changes() {
    return IntStream.range(0, placement.model().brokerCount()).map(placement::changes).toArray();
  }

  /** Brings what goes with leaders within its limits by changes of leader alone. */
  public void levelLeaders() {
    new Leadership(ground, balanceOfAll()).run();
  }

  /**
   * Bytes in of leaders are no fixed sum where followers take in less: their mean is taken anew.
   */
  private Balance balanceOfAll() {
    aims.follow(placement, Measure.LEADER_NW_IN);
    return Balance.ofAll(placement, aims);
  }
}
