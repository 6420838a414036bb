package io.kadvisor.cli.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.cli.KadvisorMain;
import io.kadvisor.cli.exit.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "probe";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return KadvisorMain.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }

  @Test
  void shouldSayWhatItDoesWhenAskedForHelp() {
    assertThat(run("--help")).isEqualTo(ExitCode.DONE.number());

    assertThat(out.toString())
        .contains("--from", "--count", "--interval", "--topic", "--rack", "--output", "stays");
  }

  @ParameterizedTest
  @CsvSource({
    "--count,1,2 to 500",
    "--count,many,--count",
    "--interval,soon,such as 100ms",
    "--output,xml,--output"
  })
  void shouldRefuseAWrongOption(String option, String value, String told) {
    assertThat(run("--from", "here:9092", option, value)).isEqualTo(ExitCode.WRONG_USAGE.number());

    assertThat(err.toString()).contains(told);
  }

  @Test
  void shouldNeedACluster() {
    assertThat(run()).isEqualTo(ExitCode.WRONG_USAGE.number());
    assertThat(err.toString()).contains("--from");
  }

  @Test
  void shouldNameTheClustersThatThereAreWhenTheAliasIsUnknown() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("kadvisor.yaml"),
            """
            home: {client: {bootstrap.servers: "home:9092"}}
            clusters: [{alias: shop, client: {bootstrap.servers: "shop:9092"}}]
            """);

    assertThat(run("--from", "store", "--config", config.toString()))
        .isEqualTo(ExitCode.WRONG_USAGE.number());
    assertThat(err.toString()).contains("store").contains("[shop]");
  }

  @Test
  void shouldSayThatNobodyIsThere() {
    assertThat(run("--from", "127.0.0.1:1")).isEqualTo(ExitCode.NOT_CARRIED_OUT.number());
    assertThat(err.toString()).contains("127.0.0.1:1 cannot be probed");
  }
}
