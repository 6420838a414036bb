package io.kadvisor.model.policy;

import io.kadvisor.model.GroupId;
import io.kadvisor.model.TopicName;
import java.util.List;

/**
 * Which topics need a backup, and what counts as one. All are names in which {@code *} stands for
 * any characters.
 *
 * @param topics that need a backup; none: nothing is said of backups
 * @param covered topics that something backs up of which Kafka knows nothing: declared
 * @param sinkGroups groups that write what they consume to a backup
 * @param mirrors aliases of the clusters that topics are mirrored to: the name in MirrorMaker's own
 *     topics; empty where nothing is mirrored
 */
public record Backup(
    List<String> topics, List<String> covered, List<String> sinkGroups, List<String> mirrors) {
  /** Kafka Connect names the group of a sink connector so. */
  public static final List<String> CONNECT = List.of("connect-*");

  public static final Backup NONE = new Backup(List.of(), List.of(), CONNECT, List.of());

  public Backup {
    topics = topics == null ? List.of() : List.copyOf(topics);
    covered = covered == null ? List.of() : List.copyOf(covered);
    sinkGroups = sinkGroups == null ? CONNECT : List.copyOf(sinkGroups);
    mirrors = mirrors == null ? List.of() : List.copyOf(mirrors);
  }

  /** The topic needs a backup. */
  public boolean wanted(TopicName topic) {
    return Glob.anyMatches(topics, topic.value());
  }

  /** Somebody says that it has one. */
  public boolean declared(TopicName topic) {
    return Glob.anyMatches(covered, topic.value());
  }

  /** What the group consumes goes to a backup. */
  public boolean sink(GroupId group) {
    return Glob.anyMatches(sinkGroups, group.value());
  }
}
