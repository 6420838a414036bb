package io.kadvisor.core.planner;

import io.kadvisor.core.planner.Alternative.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Plans between the least data and the best balance: those of several weights that no other one of
 * them dominates (the Pareto front of what was tried).
 */
public final class Alternatives {
  /** From hardly any move that need not be, to a quarter of the band. */
  private static final double[] WEIGHTS = {0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 2, 4};

  private static final Comparator<Alternative> BY_DATA =
      Comparator.comparingDouble(Alternative::megabytes)
          .thenComparingInt(Alternative::outside)
          .thenComparingDouble(Alternative::spread);

  private static final Comparator<Alternative> BY_BALANCE =
      Comparator.comparingInt(Alternative::outside)
          .thenComparingDouble(Alternative::spread)
          .thenComparingDouble(Alternative::megabytes);

  private Alternatives() {}

  /** How many more plans are made where there is time. */
  public static int count(Plan plan) {
    double asked = plan.request().weight();
    return (int) DoubleStream.of(WEIGHTS).filter(weight -> weight != asked).count();
  }

  /**
   * The plan among others, the least data first; it is not among them where one dominates it.
   *
   * @param stop asked now and then; once it says true, no more plans are made
   */
  public static List<Alternative> of(Plan plan, BooleanSupplier stop) {
    return of(plan, stop, made -> {});
  }

  /**
   * The same, told plan by plan.
   *
   * @param told after each how many were made, of {@link #count} at most
   */
  public static List<Alternative> of(Plan plan, BooleanSupplier stop, IntConsumer told) {
    PlanRequest request = plan.request();
    List<Alternative> tried = new ArrayList<>();
    tried.add(Alternative.of(request.weight(), plan));
    for (double weight : WEIGHTS) {
      if (weight != request.weight()) {
        Plan other = Planner.plan(plan.start(), request.weighing(weight), stop);
        if (stop.getAsBoolean()) {
          break;
        }
        tried.add(Alternative.of(weight, other));
        told.accept(tried.size() - 1);
      }
    }
    return named(front(tried));
  }

  /** Of those that are alike in all, the one that was tried first. */
  private static List<Alternative> front(List<Alternative> tried) {
    List<Alternative> front = new ArrayList<>();
    for (Alternative each : tried) {
      if (front.stream().noneMatch(other -> other.isAsGoodAs(each))) {
        front.removeIf(each::dominates);
        front.add(each);
      }
    }
    front.sort(BY_DATA);
    return front;
  }

  private static List<Alternative> named(List<Alternative> front) {
    int best = front.indexOf(Collections.min(front, BY_BALANCE));
    return IntStream.range(0, front.size())
        .mapToObj(at -> front.get(at).as(kind(at, best)))
        .toList();
  }

  private static Kind kind(int at, int best) {
    if (at == 0) {
      return at == best ? Kind.BEST_IN_BOTH : Kind.LEAST_DATA;
    }
    return at == best ? Kind.BEST_BALANCE : Kind.BETWEEN;
  }
}
