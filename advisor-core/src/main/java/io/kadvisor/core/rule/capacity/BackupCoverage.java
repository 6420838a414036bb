package io.kadvisor.core.rule.capacity;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.UserTopics;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.policy.Backup;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.GroupSample.Commits;
import io.kadvisor.model.sample.TopicSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What backs up each topic that needs a backup, as far as Kafka shows it: groups of sink
 * connectors, MirrorMaker's topics, or a declaration.
 */
public record BackupCoverage(SortedMap<TopicName, Cover> topics) {
  /** How sure a topic is of its backup. */
  public enum Kind {
    COVERED,
    /** A group that may cover it could not be looked at. */
    UNKNOWN,
    NONE
  }

  /**
   * What is known of one topic.
   *
   * @param words why, as the rest of a sentence
   * @param stopped the group that would take it if it had members
   */
  public record Cover(Kind kind, String words, Optional<GroupId> stopped) {
    Cover(Kind kind, String words) {
      this(kind, words, Optional.empty());
    }
  }

  public BackupCoverage {
    topics = Collections.unmodifiableSortedMap(new TreeMap<>(topics));
  }

  /** Of all topics that the policy names and that are there. */
  public static BackupCoverage of(Sweep sweep, Memory memory, Policy policy) {
    SortedMap<TopicName, Cover> topics = new TreeMap<>();
    for (TopicSample topic : sweep.topics().values()) {
      if (UserTopics.is(topic) && policy.backup().wanted(topic.topic())) {
        topics.put(topic.topic(), cover(topic, sweep, memory, policy.backup()));
      }
    }
    return new BackupCoverage(topics);
  }

  private static Cover cover(TopicSample topic, Sweep sweep, Memory memory, Backup backup) {
    if (backup.declared(topic.topic())) {
      return new Cover(Kind.COVERED, "is declared to be backed up");
    }
    return mirror(sweep, backup).orElseGet(() -> sinks(topic, sweep, memory, backup));
  }

  /**
   * MirrorMaker consumes without a group; a topic of its own here shows that it copies to a
   * cluster, but not which topics. A topic {@code ALIAS.TOPIC} shows the contrary: it is a copy
   * from there.
   */
  private static Optional<Cover> mirror(Sweep sweep, Backup backup) {
    return backup.mirrors().stream()
        .filter(
            alias ->
                sweep
                    .topics()
                    .containsKey(new TopicName("mm2-offset-syncs." + alias + ".internal")))
        .findFirst()
        .map(
            alias ->
                new Cover(
                    Kind.COVERED,
                    "is mirrored to "
                        + alias
                        + " if MirrorMaker's topics name it: mm2-offset-syncs."
                        + alias
                        + ".internal is there"));
  }

  private static Cover sinks(TopicSample topic, Sweep sweep, Memory memory, Backup backup) {
    List<Cover> found = new ArrayList<>();
    for (GroupSample group : sweep.groups().values()) {
      if (backup.sink(group.group())) {
        group.commits().stream()
            .filter(commits -> commits.topic().equals(topic.topic()))
            .findFirst()
            .ifPresent(commits -> found.add(sink(topic, group, commits, memory)));
      }
    }
    return found.stream()
        .min(Comparator.comparing(Cover::kind))
        .orElseGet(
            () ->
                new Cover(
                    Kind.NONE,
                    "has none: no group of "
                        + Phrases.list(backup.sinkGroups())
                        + " consumes it, nothing mirrors it, and nothing is declared"));
  }

  private static Cover sink(TopicSample topic, GroupSample group, Commits commits, Memory memory) {
    String name = "group " + group.group();
    if (group.members().isEmpty()) {
      return new Cover(Kind.UNKNOWN, name + " consumes it, and could not be described");
    }
    if (group.members().get().isEmpty()) {
      String since =
          memory
              .of(group.group())
              .memberlessSince()
              .map(at -> " since " + Phrases.at(at))
              .orElse("");
      return new Cover(
          Kind.NONE,
          "has none any more: " + name + " has no members" + since + lag(commits),
          Optional.of(group.group()));
    }
    int rows = commits.partitions().size();
    if (rows < topic.partitionCount()) {
      return new Cover(
          Kind.NONE,
          "has one in part: "
              + name
              + " takes "
              + rows
              + " of "
              + topic.partitionCount()
              + " partitions");
    }
    return new Cover(Kind.COVERED, "is taken by " + name + lag(commits));
  }

  private static String lag(Commits commits) {
    long behind = 0;
    boolean known = false;
    for (int row = 0; row < commits.partitions().size(); row++) {
      known |= commits.lag(row).isPresent();
      behind += commits.lag(row).orElse(0);
    }
    return known ? ", " + Phrases.count(behind, "record") + " behind" : "";
  }

  /** Groups that have only to be started again. */
  public Set<GroupId> stopped() {
    Set<GroupId> stopped = new TreeSet<>();
    topics.values().forEach(cover -> cover.stopped().ifPresent(stopped::add));
    return stopped;
  }

  /** Topics for which there is not even a group. */
  public List<TopicName> bare() {
    return of(Kind.NONE).stream().filter(topic -> topics.get(topic).stopped().isEmpty()).toList();
  }

  /** The topics of a kind. */
  public List<TopicName> of(Kind kind) {
    return topics.entrySet().stream()
        .filter(entry -> entry.getValue().kind() == kind)
        .map(Map.Entry::getKey)
        .toList();
  }
}
