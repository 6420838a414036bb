package io.kadvisor.cli.plan;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** The reference inputs, each with a plan of ours and what the neutral scorer says of it. */
final class Inputs {
  static final String[] NAMES = {
    "add-3to6",
    "add-10to13",
    "remove-6to5",
    "remove-13to12",
    "grown-10-2k",
    "grown-50-20k",
    "ccrand-10-2k",
    "ccrand-50-20k"
  };

  private Inputs() {}

  static Path input(String name) {
    return file(name + ".input.json.gz");
  }

  static Path file(String name) {
    try {
      return Path.of(Objects.requireNonNull(Inputs.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
