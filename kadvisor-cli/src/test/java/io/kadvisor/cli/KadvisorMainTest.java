package io.kadvisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.cli.exit.ExitCode;
import io.kadvisor.cli.exit.Form;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "probe --from=shop:9092 --output=json",
        "plan --output-format=json",
        "bench detection --output=json"
      })
  void shouldSpeakToScriptsWhenAskedInLowerCase(String call) {
    List<CommandLine> parsed =
        KadvisorMain.commandLine().parseArgs(call.split(" ")).asCommandLineList();

    assertThat(parsed.get(parsed.size() - 1).getParseResult().matchedOptions())
        .extracting(option -> option.<Object>getValue())
        .contains(Form.JSON);
  }

  private int execute(String... arguments) {
    return KadvisorMain.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
