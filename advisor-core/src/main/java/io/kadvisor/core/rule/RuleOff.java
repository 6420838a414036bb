package io.kadvisor.core.rule;

import io.kadvisor.model.sample.Fact;
import java.util.Set;

/**
 * A rule that does not run for want of facts.
 *
 * @param missing the facts that it needs and does not get
 * @param why in a sentence, with what would let them be seen
 */
public record RuleOff(String rule, Set<Fact> missing, String why) {
  public RuleOff {
    missing = Set.copyOf(missing);
  }
}
