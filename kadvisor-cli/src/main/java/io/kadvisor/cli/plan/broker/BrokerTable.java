package io.kadvisor.cli.plan.broker;

import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.placement.Measure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Brokers before and after a plan: all of a small cluster, those furthest off of a large one. */
public final class BrokerTable {
  /** All of so many are shown. */
  private static final int FEW = 20;

  /** Otherwise so many of those furthest off before, and as many of those after. */
  private static final int WORST = 10;

  private final BrokerLoads loads;

  public BrokerTable(Plan plan) {
    loads = new BrokerLoads(plan);
  }

  /**
   * Every broker with what it carries of every measure, in the measure's own unit.
   *
   * @param rounding of each figure
   */
  public List<Map<String, Object>> json(DoubleUnaryOperator rounding) {
    return loads.brokers().stream().map(each -> json(each, rounding)).toList();
  }

  private static Map<String, Object> json(BrokerLoad load, DoubleUnaryOperator rounding) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", load.broker().id());
    all.put("rack", load.broker().rack());
    all.put("state", load.broker().state());
    all.put("before", figures(load.before(), rounding));
    all.put("after", figures(load.after(), rounding));
    if (!load.peakAfter().isEmpty()) {
      all.put("peakBefore", figures(load.peakBefore(), rounding));
      all.put("peakAfter", figures(load.peakAfter(), rounding));
    }
    return all;
  }

  private static Map<String, Object> figures(
      Map<Measure, Double> figures, DoubleUnaryOperator rounding) {
    Map<String, Object> all = new LinkedHashMap<>();
    figures.forEach((measure, each) -> all.put(measure.key(), rounding.applyAsDouble(each)));
    return all;
  }

  public void print(PrintWriter out) {
    Set<Integer> shown = shown();
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("broker", "rack", "disk", "bytes in", "bytes out", "CPU", "replicas", "leaders"));
    shown.forEach(at -> rows.add(row(loads.brokers().get(at))));
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(at -> rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0))
            .toArray();
    rows.forEach(row -> out.println(line(row, widths)));
    int others = loads.brokers().size() - shown.size();
    if (others > 0) {
      out.printf(
          "... and %d brokers less far from the mean; --output-format json and --chart have all%n",
          others);
    }
  }

  private static List<String> row(BrokerLoad load) {
    List<String> cells = new ArrayList<>(List.of(load.name(), load.broker().rack()));
    BrokerLoads.SHOWN.forEach(measure -> cells.add(Quantity.change(load, measure)));
    return cells;
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(at -> (at < 2 ? "%-" : "%") + widths[at] + "s")
        .collect(Collectors.joining("  "))
        .formatted(row.toArray())
        .stripTrailing();
  }

  /** Places of brokers, in order. */
  private Set<Integer> shown() {
    int count = loads.brokers().size();
    if (count <= FEW) {
      return IntStream.range(0, count).boxed().collect(Collectors.toCollection(TreeSet::new));
    }
    Set<Integer> shown = new TreeSet<>(worst(load -> off(load, load.before())));
    shown.addAll(worst(load -> off(load, load.after())));
    return shown;
  }

  private List<Integer> worst(ToDoubleFunction<BrokerLoad> off) {
    return IntStream.range(0, loads.brokers().size())
        .boxed()
        .sorted(Comparator.comparingDouble(at -> -off.applyAsDouble(loads.brokers().get(at))))
        .limit(WORST)
        .toList();
  }

  /** How far it is from its mean where it is furthest, as a part of the mean. */
  private static double off(BrokerLoad load, Map<Measure, Double> carried) {
    return BrokerLoads.SHOWN.stream()
        .mapToDouble(
            measure -> {
              double fair = load.fair(measure);
              double is = carried.get(measure);
              return fair > 0 ? Math.abs(is / fair - 1) : is > 0 ? Double.MAX_VALUE : 0;
            })
        .max()
        .orElse(0);
  }
}
