package io.kadvisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.cli.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that the build packs: starts with Java alone, and carries nothing unlisted. */
class DistributionIT {
  private static final Path DISTRIBUTION = Path.of("target/distribution").toAbsolutePath();
  private static final Pattern ROW = Pattern.compile("\\| (\\S+\\.jar) \\| (\\S.*\\S) \\|");

  @TempDir Path folder;

  @Test
  void shouldPrintItsVersionWhenOnlyJavaIsThere() throws Exception {
    var ended = launch(Map.of(), "--version");

    assertThat(ended.exit()).as(ended.output()).isEqualTo(ExitCode.DONE.number());
    assertThat(ended.output()).isEqualTo("kadvisor " + KadvisorVersion.number());
  }

  @Test
  void shouldPassTheExitOfTheCommandOnWhenUsageIsWrong() throws Exception {
    assertThat(launch(Map.of(), "no-such-command").exit()).isEqualTo(ExitCode.WRONG_USAGE.number());
  }

  @Test
  void shouldSayWhichJavaIsNeededWhenItIsTooOld() throws Exception {
    var ended = launch(Map.of("JAVA_HOME", javaThatSays("11.0.2").toString()), "--version");

    assertThat(ended.exit()).isEqualTo(ExitCode.NOT_CARRIED_OUT.number());
    assertThat(ended.output()).contains("is Java 11").contains("Java 17 or newer is needed");
  }

  @Test
  void shouldSayWhereJavaWasExpectedWhenThereIsNone() throws Exception {
    var ended = launch(Map.of("JAVA_HOME", folder.toString()), "--version");

    assertThat(ended.exit()).isEqualTo(ExitCode.NOT_CARRIED_OUT.number());
    assertThat(ended.output()).contains("JAVA_HOME is " + folder);
  }

  @Test
  void shouldRefuseWhenAskedForWhatNeedsTheSources() throws Exception {
    assertThat(launch(Map.of(), "test").exit()).isEqualTo(ExitCode.WRONG_USAGE.number());
  }

  @Test
  void shouldKeepBrokersApartWhenPacked() throws IOException {
    Predicate<String> broker = jar -> jar.matches("(kafka_2|scala-library).*");

    assertThat(jarsIn("lib")).noneMatch(broker);
    assertThat(jarsIn("broker-lib")).anyMatch(broker);
  }

  @Test
  void shouldListEveryForeignJarWithItsLicenceWhenPacked() throws IOException {
    var foreign = new TreeSet<String>();
    foreign.addAll(jarsIn("lib"));
    foreign.addAll(jarsIn("broker-lib"));
    foreign.removeIf(jar -> jar.endsWith("-" + KadvisorVersion.number() + ".jar"));

    assertThat(listed()).containsExactlyElementsOf(foreign);
  }

  @Test
  void shouldCarryItsOwnLicenceWhenPacked() {
    assertThat(List.of("LICENSE", "NOTICE", "README.md", "docs", "licenses"))
        .allMatch(name -> Files.exists(DISTRIBUTION.resolve(name)));
  }

  private static List<String> listed() throws IOException {
    return Files.readAllLines(DISTRIBUTION.resolve("licenses/THIRD-PARTY.md")).stream()
        .map(ROW::matcher)
        .filter(row -> row.matches())
        .map(row -> row.group(1))
        .toList();
  }

  private static List<String> jarsIn(String name) throws IOException {
    try (Stream<Path> files = Files.list(DISTRIBUTION.resolve(name))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private Path javaThatSays(String version) throws IOException {
    var executable =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Path bin = Files.createDirectories(folder.resolve("old/bin"));
    Path java = Files.createFile(bin.resolve("java"), executable);
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"" + version + "\"' >&2\n");
    return folder.resolve("old");
  }

  private Ended launch(Map<String, String> environment, String... arguments) throws Exception {
    var command = Stream.concat(Stream.of(DISTRIBUTION + "/kadvisor"), Stream.of(arguments));
    Path output = folder.resolve("output");
    var builder = new ProcessBuilder(command.toList()).redirectErrorStream(true);
    builder.redirectOutput(output.toFile()).environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends within a minute").isTrue();
    return new Ended(process.exitValue(), Files.readString(output).strip());
  }

  private record Ended(int exit, String output) {}
}
