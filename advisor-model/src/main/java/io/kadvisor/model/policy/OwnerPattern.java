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
    return subject.kind() == kind && Glob.matches(pattern, subject.name());
  }
}
