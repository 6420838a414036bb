package io.kadvisor.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Javadoc of the model says of its types and their components; read from the sources. */
final class RecordWords {
  private static final Pattern PARAMETER = Pattern.compile("@param (\\w+) ([^@]*)");
  private final Path model;

  /** With the top of the house. */
  RecordWords(Path house) {
    this.model = house.resolve("advisor-model/src/main/java");
  }

  /** The first sentence of a type's Javadoc. */
  String of(Class<?> type) {
    String words = javadoc(type).replaceFirst("(?s)@param.*", "").strip();
    Matcher sentence = Pattern.compile("(?s)^.*?\\.(?=\\s|$)").matcher(words);
    return sentence.find() ? sentence.group() : words;
  }

  /** The descriptions of components that have one. */
  Map<String, String> ofComponents(Class<?> type) {
    Map<String, String> words = new LinkedHashMap<>();
    Matcher parameter = PARAMETER.matcher(javadoc(type));
    while (parameter.find()) {
      words.put(parameter.group(1), parameter.group(2).strip());
    }
    return words;
  }

  /** As plain text in one line; empty where there is none. */
  private String javadoc(Class<?> type) {
    String declaration = "(?:record|class|interface|enum) " + type.getSimpleName() + "\\b";
    Matcher comment =
        Pattern.compile(
                "/\\*\\*((?:(?!\\*/).)*)\\*/(?:(?!/\\*\\*|[;}] *\\n).)*" + declaration,
                Pattern.DOTALL)
            .matcher(source(type));
    return comment.find() ? plain(comment.group(1)) : "";
  }

  private static String plain(String comment) {
    return comment
        .replaceAll("(?m)^\\s*\\* ?", "")
        .replaceAll("\\s+", " ")
        .replaceAll("\\{@(?:code|link|linkplain|literal) ([^}]*)}", "$1")
        .replaceAll("</?\\w+>", "")
        .strip();
  }

  private String source(Class<?> type) {
    String topLevel = type.getName().replaceFirst("\\$.*", "").replace('.', '/');
    try {
      return Files.readString(model.resolve(topLevel + ".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
