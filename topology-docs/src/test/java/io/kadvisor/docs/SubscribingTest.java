package io.kadvisor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.wire.AdvisoryHeaders;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages tell a subscriber to copy. */
class SubscribingTest {
  private static final String PAGE = Docs.read(Docs.FOLDER.resolve("subscribing.md"));

  @Test
  void shouldCompileWhenASnippetIsJava(@TempDir Path classes) {
    assertThat(Snippet.in("java")).isNotEmpty();
    assertThat(Snippet.in("java"))
        .allSatisfy(snippet -> assertThat(compile(snippet, classes)).isEmpty());
  }

  @Test
  void shouldReadCommittedWhenASnippetConsumes() {
    List<Snippet> consumers =
        Stream.of("", "sh", "java", "python")
            .flatMap(language -> Snippet.in(language).stream())
            .filter(
                snippet ->
                    snippet.text().contains("console-consumer")
                        || snippet.text().contains("group.id"))
            .toList();

    assertThat(consumers).hasSizeGreaterThan(3);
    assertThat(consumers)
        .allSatisfy(snippet -> assertThat(snippet.text()).contains("read_committed"));
  }

  @Test
  void shouldNameEveryHeaderWhenTheTableListsThem() throws IllegalAccessException {
    Set<String> headers = new TreeSet<>();
    for (Field name : AdvisoryHeaders.class.getFields()) {
      headers.add((String) name.get(null));
    }

    assertThat(rowsOf("## Filter by header")).hasSizeGreaterThan(3).isEqualTo(headers);
  }

  /** The names in the first column of the table under a heading. */
  private static Set<String> rowsOf(String heading) {
    String section = PAGE.substring(PAGE.indexOf(heading)).split("\n## ", 3)[0];
    return Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
        .matcher(section)
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What the compiler has to say against it; empty when nothing. */
  private static String compile(Snippet snippet, Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "-Xlint:all", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());
    compiler
        .getTask(messages, null, null, options, null, List.of(new Source(snippet.text())))
        .call();
    return messages.toString();
  }

  /** A source in memory, named after its public class. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///" + nameOf(text) + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    private static String nameOf(String text) {
      var name = Pattern.compile("public class (\\w+)").matcher(text);
      if (!name.find()) {
        throw new IllegalArgumentException("a Java snippet is a public class");
      }
      return name.group(1);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
