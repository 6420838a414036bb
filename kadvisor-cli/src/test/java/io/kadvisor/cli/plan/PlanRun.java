package io.kadvisor.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kadvisor.cli.KadvisorMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** One call of {@code kadvisor plan}, with what it says. */
record PlanRun(int exit, String out, String err) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static PlanRun of(String... arguments) {
    return of(List.of(arguments));
  }

  static PlanRun of(List<String> arguments) {
    return of(arguments, new StringWriter());
  }

  /**
   * The same for one who reads along.
   *
   * @param out gets what is said, when it is said
   */
  static PlanRun of(List<String> arguments, StringWriter out) {
    List<String> all = new ArrayList<>(List.of("plan"));
    all.addAll(arguments);
    var err = new StringWriter();
    int exit =
        KadvisorMain.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    return new PlanRun(exit, out.toString(), err.toString());
  }

  /** The summary for scripts, of a call that must succeed. */
  static JsonNode json(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--output-format", "json"));
    return MAPPER.readTree(of(all).succeeded().out());
  }

  PlanRun succeeded() {
    assertThat(exit).as(err).isZero();
    return this;
  }

  /** Checks that the call was refused, and gives what was said of it. */
  String refused() {
    assertThat(exit).as(out).isEqualTo(2);
    return err;
  }
}
