package io.kadvisor.model.plan;

import java.util.Objects;

/**
 * A text that belongs to a plan, or a piece of it.
 *
 * @param name as of a file: {@code steps.md}
 * @param content pieces of one name, concatenated, give the text
 */
public record PlanText(String name, String content) {
  public PlanText {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(content, "content");
  }
}
