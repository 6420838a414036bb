package io.kadvisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.cli.exit.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class KadvisorMainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldPrintTheBuiltVersionWhenAsked() {
    int exit = execute("--version");

    assertThat(exit).isEqualTo(ExitCode.DONE.number());
    assertThat(out.toString()).matches("kadvisor \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
  }

  @Test
  void shouldEndWithWrongUsageWhenTheCommandIsUnknown() {
    int exit = execute("no-such-command");

    assertThat(exit).isEqualTo(ExitCode.WRONG_USAGE.number());
    assertThat(err.toString()).contains("no-such-command");
  }

  @Test
  void shouldEndWithWrongUsageWhenNoCommandIsNamed() {
    int exit = execute();

    assertThat(exit).isEqualTo(ExitCode.WRONG_USAGE.number());
    assertThat(err.toString()).contains("Usage: kadvisor");
  }

  private int execute(String... arguments) {
    return KadvisorMain.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
