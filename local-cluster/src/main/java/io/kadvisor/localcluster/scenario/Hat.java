package io.kadvisor.localcluster.scenario;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What values are drawn from: the same seed and the same contents give the same values. No two
 * variables of a scenario get the same one while others are left.
 */
record Hat(
    List<Integer> brokers,
    List<Integer> controllersApart,
    Optional<Integer> controller,
    List<String> topics,
    List<String> groups) {
  private static final int LONGEST_PAUSE_MILLISECONDS = 2_000;

  Hat {
    brokers = brokers.stream().sorted().toList();
    controllersApart = controllersApart.stream().sorted().toList();
    topics = topics.stream().sorted().toList();
    groups = groups.stream().sorted().toList();
  }

  /** Replaces each draw by a value; other values stay. */
  Map<String, String> draw(Map<String, String> variables, long seed) {
    var random = new SplittableRandom(seed);
    var taken = new HashSet<String>();
    var drawn = new LinkedHashMap<String, String>();
    variables.forEach(
        (name, value) -> {
          String result = Draw.of(value).map(draw -> one(draw, random, taken)).orElse(value);
          taken.add(result);
          drawn.put(name, result);
        });
    return drawn;
  }

  private String one(Draw draw, SplittableRandom random, Set<String> taken) {
    List<String> all = contents(draw);
    if (all.isEmpty()) {
      throw new StepFailed(
          "there is nothing to draw from for " + draw.name().toLowerCase(Locale.ROOT));
    }
    List<String> left = all.stream().filter(value -> !taken.contains(value)).toList();
    List<String> from = left.isEmpty() ? all : left;
    return from.get(random.nextInt(from.size()));
  }

  private List<String> contents(Draw draw) {
    return switch (draw) {
      case RANDOM_BROKER -> texts(victims());
      case ANY_BROKER -> texts(brokers);
      case CONTROLLER -> controller.map(String::valueOf).map(List::of).orElse(List.of());
      case PASSIVE_CONTROLLER -> texts(but(controller, controllersApart));
      case RANDOM_PAUSE ->
          IntStream.rangeClosed(0, LONGEST_PAUSE_MILLISECONDS)
              .mapToObj(milliseconds -> milliseconds + "ms")
              .toList();
      case RANDOM_TOPIC -> topics;
      case RANDOM_GROUP -> groups;
    };
  }

  private List<Integer> victims() {
    List<Integer> others = but(controller, brokers);
    return others.isEmpty() ? brokers : others;
  }

  private static List<Integer> but(Optional<Integer> one, List<Integer> ids) {
    return ids.stream().filter(id -> !one.equals(Optional.of(id))).toList();
  }

  private static List<String> texts(List<Integer> ids) {
    return ids.stream().map(String::valueOf).toList();
  }
}
