package io.kadvisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.cli.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a clone whose Maven is a script that leaves the reports a test asks for. */
class LauncherTest {
  private static final Path HOUSE = Path.of("").toAbsolutePath().getParent();
  private static final List<String> TOOLS =
      List.of(
          "awk",
          "bash",
          "cat",
          "dirname",
          "env",
          "find",
          "grep",
          "head",
          "id",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "tail",
          "touch",
          "wc");

  @TempDir Path folder;
  private Path clone;
  private Path programs;
  private String jvmOptions = "";

  @BeforeEach
  void layOutAClone() throws IOException {
    clone = Files.createDirectories(folder.resolve("clone"));
    programs = Files.createDirectories(folder.resolve("programs"));
    copy("kadvisor", "pom.xml", "launcher/build.sh", "launcher/test.sh", "launcher/dist.sh");
    for (String tool : TOOLS) {
      program(tool, "exec " + whereIs(tool) + " \"$@\"");
    }
    program("chromium", "exit 0");
    program("chromedriver", "exit 0");
  }

  @Test
  void shouldAddUpTheReportsWhenAllPassed() throws Exception {
    maven(0, report("surefire", "ATest", 3, 0, 0) + report("failsafe", "AnIT", 2, 0, 0));

    var ended = launch("test");

    assertThat(ended.lastLine()).isEqualTo("5 passed, 0 failed");
    assertThat(ended.exit()).as(ended.output()).isZero();
  }

  @Test
  void shouldEndWithOneWhenATestFailed() throws Exception {
    maven(1, report("surefire", "ATest", 3, 1, 0));

    var ended = launch("test");

    assertThat(ended.lastLine()).isEqualTo("2 passed, 1 failed");
    assertThat(ended.exit()).isEqualTo(1);
  }

  @Test
  void shouldEndWithOneWhenOnlyACheckFailed() throws Exception {
    maven(1, report("surefire", "ATest", 3, 0, 0));

    var ended = launch("test");

    assertThat(ended.output()).contains("one of its checks failed");
    assertThat(ended.exit()).isEqualTo(1);
  }

  @Test
  void shouldNotCountReportsWhenTheyAreFromAnEarlierRun() throws Exception {
    maven(0, report("surefire", "ATest", 3, 0, 0));
    launch("test");
    maven(0, report("surefire", "AnotherTest", 1, 0, 0));

    assertThat(launch("test").lastLine()).isEqualTo("1 passed, 0 failed");
  }

  @Test
  void shouldSayWhatWasNotRunWhenThereIsNoBrowser() throws Exception {
    Files.delete(programs.resolve("chromium"));
    maven(0, report("surefire", "ATest", 3, 0, 0) + "echo \"$@\"\n");

    var ended = launch("test");

    assertThat(ended.output()).contains("-DexcludedGroups=long,browser");
    assertThat(ended.output()).contains("not run: the page in a browser");
    assertThat(ended.lastLine()).isEqualTo("3 passed, 0 failed");
    assertThat(ended.exit()).isEqualTo(ExitCode.NOT_CARRIED_OUT.number());
  }

  @Test
  void shouldEndWithThreeWhenATestSkippedItself() throws Exception {
    maven(0, report("surefire", "ATest", 3, 0, 1));

    var ended = launch("test");

    assertThat(ended.lastLine()).isEqualTo("2 passed, 0 failed, 1 skipped");
    assertThat(ended.exit()).isEqualTo(ExitCode.NOT_CARRIED_OUT.number());
  }

  @Test
  void shouldNotPassWhenNoTestRan() throws Exception {
    maven(0, "");

    assertThat(launch("test").exit()).isEqualTo(ExitCode.NOT_CARRIED_OUT.number());
  }

  @Test
  void shouldRefuseWhenAnOptionIsUnknown() throws Exception {
    maven(0, "");

    assertThat(launch("test", "--lenient").exit()).isEqualTo(ExitCode.WRONG_USAGE.number());
  }

  @Test
  void shouldSayWhyWhenTheBuildFails() throws Exception {
    maven(1, "echo '[ERROR] cannot find symbol'\n");

    var ended = launch("demo");

    assertThat(ended.output()).contains("cannot find symbol").contains("the build failed");
    assertThat(ended.exit()).isEqualTo(ExitCode.NOT_CARRIED_OUT.number());
  }

  @Test
  void shouldSayThatMavenIsNeededWhenThereIsNone() throws Exception {
    var ended = launch("demo");

    assertThat(ended.output()).contains("no mvn was found");
    assertThat(ended.exit()).isEqualTo(ExitCode.NOT_CARRIED_OUT.number());
  }

  @Test
  void shouldBuildAgainOnlyWhenASourceIsNewer() throws Exception {
    maven(0, "mkdir -p kadvisor-cli/target/distribution/lib && echo built >> builds\n");
    launch("demo");
    launch("demo");
    assertThat(clone.resolve("builds")).hasContent("built");

    Path source = Files.createDirectories(clone.resolve("advisor-core/src/main"));
    Files.writeString(source.resolve("New.java"), "class New {}");
    launch("demo");
    assertThat(clone.resolve("builds")).hasContent("built\nbuilt");
  }

  @Test
  void shouldCompileAPlanWellOnlyWhenItTakesLong() throws Exception {
    maven(0, "mkdir -p kadvisor-cli/target/distribution/lib\n");
    Path small = Files.write(folder.resolve("small.json"), new byte[1024]);
    Path large = Files.write(folder.resolve("large.json"), new byte[9 * 1024 * 1024]);

    assertThat(lastTier("plan", "--input", small.toString())).isEqualTo(1);
    assertThat(lastTier("plan", "--input", large.toString())).isEqualTo(4);
    assertThat(lastTier("plan", "--input=" + large)).isEqualTo(4);
    assertThat(lastTier("plan", "--input", small.toString(), "--alternatives")).isEqualTo(4);
    assertThat(lastTier("plan", "--from", "localhost:9092")).isEqualTo(1);
    assertThat(lastTier("run")).isEqualTo(4);
  }

  /** The compiler that the command's JVM goes up to. */
  private int lastTier(String... arguments) throws Exception {
    jvmOptions = "-XX:+PrintFlagsFinal -version";
    Matcher told =
        Pattern.compile("TieredStopAtLevel +=  *(\\d)").matcher(launch(arguments).output());
    assertThat(told.find()).as("the JVM tells its flags").isTrue();
    return Integer.parseInt(told.group(1));
  }

  private static String report(String kind, String test, int tests, int failures, int skipped) {
    return """
        mkdir -p room/target/%1$s-reports
        echo '<testsuite name="%2$s" time="0.1" tests="%3$d" errors="0" skipped="%5$d" failures="%4$d">' \
          > room/target/%1$s-reports/TEST-%2$s.xml
        """
        .formatted(kind, test, tests, failures, skipped);
  }

  private void maven(int exit, String script) throws IOException {
    program("mvn", script + "exit " + exit);
  }

  private void program(String name, String script) throws IOException {
    Path file = programs.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void copy(String... names) throws IOException {
    for (String name : names) {
      Path target = clone.resolve(name);
      Files.createDirectories(target.getParent());
      Files.copy(HOUSE.resolve(name), target, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static Path whereIs(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(entry -> Path.of(entry, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + tool + " on the PATH"));
  }

  private Ended launch(String... arguments) throws Exception {
    var command = Stream.concat(Stream.of(clone + "/kadvisor"), Stream.of(arguments));
    Path output = folder.resolve("output");
    var builder = new ProcessBuilder(command.toList()).redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    builder.environment().put("PATH", programs.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("KADVISOR_JVM_OPTIONS", jvmOptions);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends within a minute").isTrue();
    return new Ended(process.exitValue(), Files.readString(output).strip());
  }

  private record Ended(int exit, String output) {
    String lastLine() {
      return output.substring(output.lastIndexOf('\n') + 1);
    }
  }
}
