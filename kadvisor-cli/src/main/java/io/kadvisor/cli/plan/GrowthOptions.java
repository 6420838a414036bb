package io.kadvisor.cli.plan;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Growth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads what is to be added: {@code 3} or {@code orders=3} replicas, {@code orders=12} partitions.
 */
final class GrowthOptions {
  private static final String FACTOR = "--factor";
  private static final String PARTITIONS = "--partitions";
  private static final int MOST = 100_000;

  private final ClusterModel model;
  private final Set<Integer> fixedTopics;
  private final List<String> faults;
  private final Map<String, Integer> places = new HashMap<>();

  GrowthOptions(ClusterModel model, Set<Integer> fixedTopics, List<String> faults) {
    this.model = model;
    this.fixedTopics = fixedTopics;
    this.faults = faults;
    for (int topic = 0; topic < model.topics().size(); topic++) {
      places.put(model.topics().get(topic), topic);
    }
  }

  Growth of(List<String> factors, List<String> partitions) {
    return new Growth(factors(factors), partitions(partitions));
  }

  /** A topic's own factor goes before that of all. */
  private SortedMap<Integer, Integer> factors(List<String> given) {
    SortedMap<Integer, Integer> factors = new TreeMap<>();
    for (String each : given) {
      int count = each.contains("=") ? 0 : number(FACTOR, each, each);
      for (int topic = 0; count > 0 && topic < model.topics().size(); topic++) {
        if (!fixedTopics.contains(topic)) {
          factors.put(topic, count);
        }
      }
    }
    given.stream().filter(each -> each.contains("=")).forEach(each -> one(FACTOR, each, factors));
    return factors;
  }

  private SortedMap<Integer, Integer> partitions(List<String> given) {
    SortedMap<Integer, Integer> counts = new TreeMap<>();
    for (String each : given) {
      int known = counts.size();
      int found = faults.size();
      one(PARTITIONS, each, counts);
      if (counts.size() == known && faults.size() == found) {
        faults.add(PARTITIONS + ": " + each + " is the topic's second; give one for each topic");
      }
    }
    if (counts.isEmpty()) {
      return counts;
    }
    var has = new int[model.topics().size()];
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      has[model.topicOf(partition)]++;
    }
    counts.forEach((topic, count) -> check(topic, count, has[topic]));
    return counts;
  }

  private void check(int topic, int wanted, int has) {
    String given = PARTITIONS + ": " + model.topics().get(topic) + "=" + wanted;
    if (has == 0) {
      faults.add(given + ": the input has none of its partitions, so its load is not known");
    } else if (wanted < has) {
      faults.add(
          given + ": it has " + has + ", and none can be taken away; give " + has + " or more");
    }
  }

  private void one(String option, String given, SortedMap<Integer, Integer> into) {
    int equals = given.lastIndexOf('=');
    if (equals < 1) {
      faults.add(option + ": " + given + " is not TOPIC=N, such as orders=12");
      return;
    }
    Integer topic = places.get(given.substring(0, equals));
    int count = number(option, given, given.substring(equals + 1));
    if (topic == null) {
      faults.add(option + ": " + given + ": the topic is not in the input; name one that is");
    } else if (fixedTopics.contains(topic)) {
      faults.add(
          option + ": " + given + ": the topic is left as it is; see --topic and --exclude-topic");
    } else if (count > 0) {
      into.put(topic, count);
    }
  }

  private int number(String option, String given, String number) {
    int found = number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
    if (found < 1 || found > MOST) {
      faults.add(option + ": " + given + " is no number from 1 to " + MOST + ", such as 3");
      return 0;
    }
    return found;
  }
}
