package io.kadvisor.model.advisory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.kadvisor.model.Subject;
import java.util.Comparator;
import java.util.Objects;

/**
 * Fixed at opening: the kind of incident, its root subject and which time it is ({@code
 * broker-silent~broker:2~1}). The cluster stands beside it. The cause is not part of it, since it
 * may sharpen.
 *
 * @param occurrence 1 for the first of this kind and subject in the cluster
 */
public record AdvisoryId(String kind, Subject subject, int occurrence)
    implements Comparable<AdvisoryId> {
  private static final Comparator<AdvisoryId> ORDER =
      Comparator.comparing(AdvisoryId::kind)
          .thenComparing(AdvisoryId::subject)
          .thenComparingInt(AdvisoryId::occurrence);

  public AdvisoryId {
    Objects.requireNonNull(subject, "subject");
    if (kind.isEmpty() || kind.indexOf('~') >= 0 || occurrence < 1) {
      throw new IllegalArgumentException("no advisory id: " + kind + ", " + occurrence);
    }
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException when the text is no such id
   */
  @JsonCreator
  public static AdvisoryId parse(String text) {
    int first = text.indexOf('~');
    int last = text.lastIndexOf('~');
    if (first < 0 || last == first) {
      throw new IllegalArgumentException(
          "an advisory id reads kind~subject~occurrence, not '" + text + "'");
    }
    return new AdvisoryId(
        text.substring(0, first),
        Subject.parse(text.substring(first + 1, last)),
        Integer.parseInt(text.substring(last + 1)));
  }

  @JsonValue
  @Override
  public String toString() {
    return kind + "~" + subject.tag() + "~" + occurrence;
  }

  @Override
  public int compareTo(AdvisoryId other) {
    return ORDER.compare(this, other);
  }
}
