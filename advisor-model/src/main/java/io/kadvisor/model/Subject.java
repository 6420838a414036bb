package io.kadvisor.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;

/**
 * What a finding or an advisory is about: a kind and a name. The name of a broker is its id, the
 * name of the cluster is empty (its id stands beside every subject).
 */
public record Subject(Kind kind, String name) implements Comparable<Subject> {

  /** The four things that are judged; partitions are ranges inside them. */
  public enum Kind {
    CLUSTER,
    BROKER,
    TOPIC,
    GROUP;

    private final String prefix = name().toLowerCase(Locale.ROOT) + ":";
  }

  private static final Comparator<Subject> ORDER =
      Comparator.comparing(Subject::kind).thenComparing(Subject::name);

  /** The cluster itself. */
  public static final Subject CLUSTER = new Subject(Kind.CLUSTER, "");

  @JsonCreator
  public Subject(@JsonProperty("kind") Kind kind, @JsonProperty("name") String name) {
    this.kind = Objects.requireNonNull(kind, "kind");
    this.name = Objects.requireNonNull(name, "name");
  }

  public static Subject of(BrokerId broker) {
    return new Subject(Kind.BROKER, broker.toString());
  }

  public static Subject of(TopicName topic) {
    return new Subject(Kind.TOPIC, topic.value());
  }

  public static Subject of(GroupId group) {
    return new Subject(Kind.GROUP, group.value());
  }

  /**
   * The broker that this subject is.
   *
   * @throws IllegalStateException when it is something else
   */
  public BrokerId broker() {
    if (kind != Kind.BROKER) {
      throw new IllegalStateException("not a broker: " + this);
    }
    return new BrokerId(Integer.parseInt(name));
  }

  /** One string for keys and headers: {@code broker:2}, {@code topic:orders}, {@code cluster:}. */
  public String tag() {
    return kind.prefix + name;
  }

  /**
   * The subject that {@link #tag()} wrote.
   *
   * @throws IllegalArgumentException when the text is no such tag
   */
  public static Subject parse(String tag) {
    int colon = tag.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a subject reads kind:name, not '" + tag + "'");
    }
    return new Subject(
        Kind.valueOf(tag.substring(0, colon).toUpperCase(Locale.ROOT)), tag.substring(colon + 1));
  }

  /**
   * What a record makes of itself takes several times longer: subjects are looked up all the time.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Subject that && kind == that.kind && name.equals(that.name);
  }

  /** The same in every process, and fast. */
  @Override
  public int hashCode() {
    return 31 * name.hashCode() + kind.name().hashCode();
  }

  /** For sentences: {@code broker 2}, {@code topic orders}, {@code the cluster}. */
  @Override
  public String toString() {
    return switch (kind) {
      case CLUSTER -> "the cluster";
      case BROKER -> "broker " + name;
      case TOPIC -> "topic " + name;
      case GROUP -> "group " + (name.isEmpty() ? "'' (the empty group id)" : name);
    };
  }

  @Override
  public int compareTo(Subject other) {
    return ORDER.compare(this, other);
  }
}
