package io.kadvisor.cli.exit;

import picocli.CommandLine.Option;

/** {@code --output} of a command that writes no file. */
public final class FormOption {
  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
      defaultValue = "TEXT")
  private Form form;

  public Form form() {
    return form;
  }
}
