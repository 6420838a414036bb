package io.kadvisor.model.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A topic's sample cut by ranges of its partitions, and put together again. */
public final class TopicParts {
  private TopicParts() {}

  /** As many parts, of as many partitions each, as near as can be. */
  public static List<TopicSample> split(TopicSample whole, int parts) {
    List<TopicSample> split = new ArrayList<>();
    for (int number = 0; number < parts; number++) {
      int from = Cut.at(whole.partitionCount(), number, parts);
      int to = Cut.at(whole.partitionCount(), number + 1, parts);
      split.add(cut(whole, new Part(number, parts, from), to));
    }
    return split;
  }

  private static TopicSample cut(TopicSample whole, Part part, int to) {
    int from = part.first();
    return new TopicSample(
        whole.v(),
        whole.cluster(),
        whole.topic(),
        whole.topicId(),
        whole.epoch(),
        whole.sweepAt(),
        whole.internal(),
        whole.self(),
        whole.leader().slice(from, to),
        Cut.rows(whole.replicas(), from, to),
        Cut.rows(whole.isr(), from, to),
        Cut.rows(whole.eligible(), from, to),
        whole
            .reassigning()
            .map(
                all ->
                    all.stream()
                        .filter(one -> one.partition() >= from && one.partition() < to)
                        .toList()),
        whole.earliest().slice(from, to),
        whole.latest().slice(from, to),
        whole.stable().slice(from, to),
        whole.previousLatest().slice(from, to),
        whole.previousAt(),
        Cut.rows(whole.replicaBytes(), from, to),
        whole.config(),
        whole.notSeen(),
        Optional.of(part));
  }

  /** The whole, from all its parts in order. */
  public static TopicSample join(List<TopicSample> parts) {
    TopicSample first = parts.get(0);
    return new TopicSample(
        first.v(),
        first.cluster(),
        first.topic(),
        first.topicId(),
        first.epoch(),
        first.sweepAt(),
        first.internal(),
        first.self(),
        IntColumn.joined(parts.stream().map(TopicSample::leader).toList()),
        rows(parts, TopicSample::replicas),
        rows(parts, TopicSample::isr),
        rows(parts, TopicSample::eligible),
        first.reassigning().map(any -> rows(parts, part -> part.reassigning().orElse(List.of()))),
        column(parts, TopicSample::earliest),
        column(parts, TopicSample::latest),
        column(parts, TopicSample::stable),
        column(parts, TopicSample::previousLatest),
        first.previousAt(),
        rows(parts, TopicSample::replicaBytes),
        first.config(),
        first.notSeen());
  }

  private static <R> List<R> rows(List<TopicSample> parts, Function<TopicSample, List<R>> rows) {
    return parts.stream().flatMap(part -> rows.apply(part).stream()).toList();
  }

  private static LongColumn column(
      List<TopicSample> parts, Function<TopicSample, LongColumn> column) {
    return LongColumn.joined(parts.stream().map(column).toList());
  }
}
