package io.kadvisor.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What bytecode does not show: length, package sentences, and words that mark unfinished work. */
class SourcesTest {
  private static final int LONGEST_FILE = 400;
  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
  private static final Pattern SLEEPING_OR_SKIPPED =
      Pattern.compile("Thread\\.sle" + "ep|@Dis" + "abled|assume(True|False|That)\\(");

  @Test
  void shouldFindTheSourcesOfEveryRoomWhenLooking() {
    assertThat(sources("main")).hasSizeGreaterThan(3);
    assertThat(sources("test")).anyMatch(file -> file.endsWith("SourcesTest.java"));
  }

  @Test
  void shouldStayShortWhenAFileGrows() {
    assertThat(sources("main")).filteredOn(file -> lines(file).size() > LONGEST_FILE).isEmpty();
  }

  @Test
  void shouldSayWhatItHoldsWhenAPackageIsMade() {
    assertThat(sources("main").stream().map(Path::getParent).distinct())
        .filteredOn(folder -> !Files.exists(folder.resolve("package-info.java")))
        .isEmpty();
  }

  @Test
  void shouldBeFinishedWhenCommitted() {
    assertThat(Stream.of("main", "test").flatMap(kind -> sources(kind).stream()))
        .filteredOn(anyLine(UNFINISHED.asPredicate()))
        .isEmpty();
  }

  @Test
  void shouldWaitForAConditionWhenATestNeedsTime() {
    assertThat(sources("test")).filteredOn(anyLine(SLEEPING_OR_SKIPPED.asPredicate())).isEmpty();
  }

  private static Predicate<Path> anyLine(Predicate<String> wanted) {
    return file -> lines(file).stream().anyMatch(wanted);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Java files of every room, {@code main} or {@code test}; tests run in their room's folder. */
  private static List<Path> sources(String kind) {
    Path house = Path.of("").toAbsolutePath().getParent();
    var inRoom = Pattern.compile(".*/src/" + kind + "/java/.*\\.java");
    try (Stream<Path> files = Files.walk(house)) {
      return files.filter(file -> inRoom.matcher(file.toString()).matches()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
