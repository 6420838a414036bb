package io.kadvisor.docs;

import io.kadvisor.cli.config.ConfigFile;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Writes every generated page: {@code GenerateDocs <docs folder>}. */
public final class GenerateDocs {
  static final List<RuleDefinition> RULES = List.of();

  private GenerateDocs() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("usage: GenerateDocs <docs folder>");
    }
    write(Path.of(arguments[0]));
  }

  static void write(Path docs) throws IOException {
    for (Page page : pages()) {
      Path file = docs.resolve(page.file());
      Files.createDirectories(file.getParent());
      Files.writeString(file, page.text());
    }
  }

  /** All of them, from the code as it is. */
  static List<Page> pages() {
    Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    Stream<Page> written =
        Stream.of(
            new TopicsPage(topics).page(),
            new RulesPage(RULES).page(),
            new FactsPage(RULES).page(),
            new ConfigurationPage(new ConfigFile(RULES).keys()).page());
    return Stream.concat(written, new SchemaFiles(topics).pages().stream()).toList();
  }
}
