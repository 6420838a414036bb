package io.kadvisor.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The units start what there is, as far as it can be told without installing them. */
class SystemdTest {
  private static final String INSTALLED = "/opt/kadvisor/kadvisor";
  private static final List<Path> SYSTEMD_ANALYZE =
      List.of(Path.of("/usr/bin/systemd-analyze"), Path.of("/bin/systemd-analyze"));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"kadvisor.service", "kadvisor@.service"})
  void shouldBeACommandOfTheProgramWhenAUnitStartsIt(String unit) {
    List<String> line = Arrays.asList(settings(unit).get("ExecStart").split(" "));

    assertThat(line.get(0)).isEqualTo(INSTALLED);
    List<String> command =
        line.subList(1, line.size()).stream()
            .map(word -> word.replace("%i", "streams").replace("%H", "host-1"))
            .toList();
    assertThat(House.parsed(command)).containsKey("--config");
  }

  @Test
  void shouldBeANameOfEachRoleWhenRolesRunApart() {
    String start = settings("kadvisor@.service").get("ExecStart");

    assertThat(start).contains("--roles %i").contains("--instance-id %H-%i");
  }

  @Test
  void shouldDifferInTheRoleAloneWhenThereAreTwoUnits() {
    Map<String, String> all = settings("kadvisor.service");
    Map<String, String> one = settings("kadvisor@.service");

    assertThat(one.keySet()).isEqualTo(all.keySet());
    assertThat(all.keySet().stream().filter(key -> !all.get(key).equals(one.get(key))))
        .containsExactlyInAnyOrder("Description", "ExecStart");
    assertThat(all.get("RestartPreventExitStatus")).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kadvisor.service", "kadvisor@.service"})
  void shouldHaveNoFaultsWhenSystemdLooksAtAUnit(String unit) throws Exception {
    Path installed = folder.resolve(unit.replace("@.", "@streams."));
    Files.writeString(
        installed, text(unit).replace(INSTALLED, House.TOP.resolve("kadvisor").toString()));

    assertThat(faults(installed)).isEmpty();
  }

  /** What systemd has to say of a unit: nothing on a machine that runs without it. */
  private List<String> faults(Path unit) throws Exception {
    Optional<Path> analyze = SYSTEMD_ANALYZE.stream().filter(Files::isExecutable).findFirst();
    if (analyze.isEmpty()) {
      return List.of();
    }
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(analyze.get().toString(), "verify", "--man=no", unit.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean right = process.waitFor() == 0;
    return Files.readAllLines(output).stream()
        .filter(line -> !right || line.contains("kadvisor"))
        .toList();
  }

  private static String text(String unit) {
    return House.text("deploy/systemd/" + unit);
  }

  private static Map<String, String> settings(String unit) {
    return text(unit)
        .lines()
        .filter(line -> line.matches("[A-Za-z]+=.*"))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf('=')),
                line -> line.substring(line.indexOf('=') + 1)));
  }
}
