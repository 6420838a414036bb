package io.kadvisor.model.policy;

import io.kadvisor.model.Subject;
import java.util.Objects;

/**
 * Who owns the subjects whose name matches.
 *
 * @param pattern a glob: {@code *} stands for any run of characters
 */
public record OwnerPattern(Subject.Kind kind, String pattern, String owner) {
  public OwnerPattern {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(owner, "owner");
  }

  public boolean matches(Subject subject) {
    return subject.kind() == kind && glob(pattern, subject.name());
  }

  private static boolean glob(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    if (!text.startsWith(pattern.substring(0, star))) {
      return false;
    }
    String rest = pattern.substring(star + 1);
    for (int from = star; from <= text.length(); from++) {
      if (glob(rest, text.substring(from))) {
        return true;
      }
    }
    return false;
  }
}
