package io.kadvisor.model.sample;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kadvisor.model.Subject;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that a sweep could not see.
 *
 * @param subject of whom; absent when nobody's could be seen
 * @param reason a sentence
 * @param remedy what would let it be seen, an ACL for instance
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record NotSeen(
    Fact fact, Optional<Subject> subject, String reason, Optional<String> remedy) {
  public NotSeen {
    Objects.requireNonNull(fact, "fact");
    Objects.requireNonNull(reason, "reason");
    subject = subject == null ? Optional.empty() : subject;
    remedy = remedy == null ? Optional.empty() : remedy;
  }
}
