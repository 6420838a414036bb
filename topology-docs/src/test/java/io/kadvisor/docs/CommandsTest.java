package io.kadvisor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.cli.KadvisorMain;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every command that a page tells to type is one that there is, with the options that it has. */
class CommandsTest {
  /** Commands of the launcher itself. */
  private static final Set<String> LAUNCHER = Set.of("test", "dist");

  private static final Pattern INLINE = Pattern.compile("`\\./kadvisor ([^`<]+)`");
  private static final Pattern LINE = Pattern.compile("(?m)^\\s*\\./kadvisor ([^#\n]+)");

  @TestFactory
  Stream<DynamicTest> shouldBeUnderstoodWhenAPageNamesACommand() {
    List<String> commands = commands();
    assertThat(commands).hasSizeGreaterThan(8);
    return commands.stream()
        .map(command -> DynamicTest.dynamicTest(command, () -> understand(command)));
  }

  private static List<String> commands() {
    Stream<String> fenced =
        Snippet.all().stream().flatMap(snippet -> found(LINE, joined(snippet.text())));
    Stream<String> inline = Docs.pages().stream().flatMap(page -> found(INLINE, Docs.read(page)));
    return Stream.concat(fenced, inline).map(String::strip).distinct().toList();
  }

  /** As a shell reads it: a line that ends with a backslash goes on. */
  private static String joined(String text) {
    return text.replace("\\\n", " ");
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1));
  }

  private static void understand(String command) {
    List<String> words = Arrays.asList(command.split("\\s+"));
    if (LAUNCHER.contains(words.get(0))) {
      assertThat(Docs.read(Docs.HOUSE.resolve("kadvisor"))).contains(words.get(0) + ")");
    } else {
      assertThat(KadvisorMain.commandLine().parseArgs(words.toArray(String[]::new)).errors())
          .isEmpty();
    }
  }
}
