package io.kadvisor.model.sample;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What has come of one sample that travels in parts, in any order; a repeated part replaces its
 * first. For one thread.
 */
public final class PartSet<S extends Sample> {
  private final Map<Integer, S> parts = new TreeMap<>();
  private final Function<List<S>, S> join;

  private PartSet(Function<List<S>, S> join) {
    this.join = join;
  }

  public static PartSet<TopicSample> ofTopic() {
    return new PartSet<>(TopicParts::join);
  }

  public static PartSet<GroupSample> ofGroup() {
    return new PartSet<>(GroupParts::join);
  }

  /**
   * Takes a part, of the same sample and sweep as those before it.
   *
   * @throws java.util.NoSuchElementException when it is a whole sample
   */
  public void add(S part) {
    parts.put(part.part().orElseThrow().number(), part);
  }

  /** How many different parts have come. */
  public int size() {
    return parts.size();
  }

  /** True when all parts are there, and each says that there are as many. */
  public boolean complete() {
    return !parts.isEmpty()
        && parts.values().stream().allMatch(part -> part.part().orElseThrow().of() == parts.size());
  }

  /**
   * The whole sample.
   *
   * @throws IllegalStateException when it is not complete
   */
  public S whole() {
    if (!complete()) {
      throw new IllegalStateException("of a sample in parts only " + parts.keySet() + " came");
    }
    return join.apply(List.copyOf(parts.values()));
  }
}
