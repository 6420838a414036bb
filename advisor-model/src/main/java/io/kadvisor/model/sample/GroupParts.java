package io.kadvisor.model.sample;

import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.GroupSample.Commits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A group's sample cut by ranges of its rows of commits, its members shared out beside them, and
 * put together again. A topic whose rows are in two parts is named in both.
 */
public final class GroupParts {
  private GroupParts() {}

  /** As many parts, of as many rows and members each, as near as can be. */
  public static List<GroupSample> split(GroupSample whole, int parts) {
    int rows = rows(whole);
    List<GroupSample> split = new ArrayList<>();
    for (int number = 0; number < parts; number++) {
      Part part = new Part(number, parts, Cut.at(rows, number, parts));
      split.add(cut(whole, part, Cut.at(rows, number + 1, parts)));
    }
    return split;
  }

  /** Rows of commits in all topics. */
  public static int rows(GroupSample group) {
    return group.commits().stream().mapToInt(commits -> commits.partitions().size()).sum();
  }

  private static GroupSample cut(GroupSample whole, Part part, int to) {
    return whole.with(
        whole
            .members()
            .map(
                all ->
                    Cut.rows(
                        all,
                        Cut.at(all.size(), part.number(), part.of()),
                        Cut.at(all.size(), part.number() + 1, part.of()))),
        cut(whole.commits(), part.first(), to),
        Optional.of(part));
  }

  private static List<Commits> cut(List<Commits> topics, int from, int to) {
    List<Commits> cut = new ArrayList<>();
    int start = 0;
    for (Commits topic : topics) {
      int end = start + topic.partitions().size();
      if (start < to && end > from) {
        cut.add(cut(topic, Math.max(from, start) - start, Math.min(to, end) - start));
      }
      start = end;
    }
    return cut;
  }

  private static Commits cut(Commits topic, int from, int to) {
    return new Commits(
        topic.topic(),
        topic.topicId(),
        topic.partitions().slice(from, to),
        topic.committed().slice(from, to),
        topic.end().slice(from, to),
        topic.logStart().slice(from, to),
        topic.stable().slice(from, to),
        topic.owner().slice(from, to),
        topic.previousCommitted().slice(from, to),
        topic.previousEnd().slice(from, to),
        topic.told().map(told -> told.slice(from, to)));
  }

  /** The whole, from all its parts in order. */
  public static GroupSample join(List<GroupSample> parts) {
    GroupSample first = parts.get(0);
    Map<TopicName, List<Commits>> topics = new LinkedHashMap<>();
    for (GroupSample part : parts) {
      for (Commits commits : part.commits()) {
        topics.computeIfAbsent(commits.topic(), topic -> new ArrayList<>()).add(commits);
      }
    }
    return first.with(
        first
            .members()
            .map(
                any ->
                    parts.stream()
                        .flatMap(part -> part.members().orElse(List.of()).stream())
                        .toList()),
        topics.values().stream().map(GroupParts::joined).toList(),
        Optional.empty());
  }

  private static Commits joined(List<Commits> pieces) {
    Commits first = pieces.get(0);
    if (pieces.size() == 1) {
      return first;
    }
    return new Commits(
        first.topic(),
        first.topicId(),
        IntColumn.joined(pieces.stream().map(Commits::partitions).toList()),
        column(pieces, Commits::committed),
        column(pieces, Commits::end),
        column(pieces, Commits::logStart),
        column(pieces, Commits::stable),
        IntColumn.joined(pieces.stream().map(Commits::owner).toList()),
        column(pieces, Commits::previousCommitted),
        column(pieces, Commits::previousEnd),
        first.told().map(any -> column(pieces, c -> c.told().orElse(LongColumn.empty()))));
  }

  private static LongColumn column(List<Commits> pieces, Function<Commits, LongColumn> column) {
    return LongColumn.joined(pieces.stream().map(column).toList());
  }
}
