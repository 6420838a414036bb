package io.kadvisor.cli.demo;

import io.kadvisor.core.advice.AdvisoryText;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Prints every advisory as it opens, changes and ends, in a few lines. */
final class Told implements Consumer<Advisory> {
  private final Terminal terminal;
  private final Map<AdvisoryId, Integer> revisions = new HashMap<>();

  Told(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void accept(Advisory advisory) {
    Integer before = revisions.put(advisory.id(), advisory.revision());
    if (before == null || before < advisory.revision()) {
      terminal.block(AdvisoryText.brief(advisory).lines().toList());
    }
  }
}
