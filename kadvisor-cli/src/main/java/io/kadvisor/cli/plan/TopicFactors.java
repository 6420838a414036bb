package io.kadvisor.cli.plan;

import io.kadvisor.core.planner.model.ClusterModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what topics are multiplied by: {@code 2} for all, {@code orders=2} for one. */
final class TopicFactors {
  private static final double MOST = 1000;

  private final String option;
  private final String what;
  private final List<String> faults;
  private final SortedMap<Integer, Double> factors = new TreeMap<>();
  private final List<String> sentences = new ArrayList<>();

  private TopicFactors(String option, String what, List<String> faults) {
    this.option = option;
    this.what = what;
    this.faults = faults;
  }

  /**
   * @param what is multiplied, in a word
   * @param faults gets what is wrong
   */
  static TopicFactors of(
      String option, String what, List<String> given, ClusterModel model, List<String> faults) {
    var read = new TopicFactors(option, what, faults);
    given.stream().filter(each -> !each.contains("=")).forEach(each -> read.all(each, model));
    SortedMap<Integer, Double> own = new TreeMap<>();
    given.stream().filter(each -> each.contains("=")).forEach(each -> read.one(each, model, own));
    read.factors.putAll(own);
    return read;
  }

  /** By the topic's place; a topic's own goes before that of all. */
  SortedMap<Integer, Double> factors() {
    return factors;
  }

  /** What is multiplied by what. */
  List<String> sentences() {
    return sentences;
  }

  private void all(String given, ClusterModel model) {
    if (!factors.isEmpty()) {
      faults.add(option + ": " + given + " is the second for all topics; give one");
      return;
    }
    number(given, given)
        .ifPresent(
            factor -> {
              for (int topic = 0; topic < model.topics().size(); topic++) {
                factors.put(topic, factor);
              }
              sentences.add(what + " × " + said(factor));
            });
  }

  private void one(String given, ClusterModel model, SortedMap<Integer, Double> own) {
    int equals = given.lastIndexOf('=');
    String name = given.substring(0, equals);
    int topic = model.topics().indexOf(name);
    Optional<Double> factor = number(given, given.substring(equals + 1));
    if (topic < 0) {
      faults.add(option + ": " + given + ": the topic is not in the input; name one that is");
    } else if (own.containsKey(topic)) {
      faults.add(option + ": " + given + " is the topic's second; give one for each topic");
    } else if (factor.isPresent()) {
      own.put(topic, factor.get());
      sentences.add(what + " of " + name + " × " + said(factor.get()));
    }
  }

  private Optional<Double> number(String given, String number) {
    boolean isNumber = number.matches("\\d{1,9}(\\.\\d{1,9})?");
    double factor = isNumber ? Double.parseDouble(number) : 0;
    if (factor <= 0 || factor > MOST) {
      faults.add(
          option + ": " + given + " is no factor above 0 and up to 1000, such as 2 or orders=0.5");
      return Optional.empty();
    }
    return Optional.of(factor);
  }

  private static String said(double factor) {
    return factor == Math.rint(factor)
        ? String.valueOf((long) factor)
        : String.format(Locale.ROOT, "%s", factor);
  }
}
