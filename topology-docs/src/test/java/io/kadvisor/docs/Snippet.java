package io.kadvisor.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param language after the fence; empty where there is none
 */
record Snippet(Path page, int line, String language, String text) {
  private static final Pattern FENCED =
      Pattern.compile("^( *)```([a-z]*)\\n(.*?)^ *```$", Pattern.MULTILINE | Pattern.DOTALL);

  static List<Snippet> all() {
    return Docs.pages().stream().flatMap(page -> of(page).stream()).toList();
  }

  static List<Snippet> in(String language) {
    return all().stream().filter(snippet -> snippet.language().equals(language)).toList();
  }

  private static List<Snippet> of(Path page) {
    String text = Docs.read(page);
    List<Snippet> snippets = new ArrayList<>();
    Matcher block = FENCED.matcher(text);
    while (block.find()) {
      int line = (int) text.substring(0, block.start()).lines().count() + 1;
      String content = block.group(3).replaceAll("(?m)^" + block.group(1), "");
      snippets.add(new Snippet(page, line, block.group(2), content));
    }
    return snippets;
  }

  String place() {
    return Docs.HOUSE.relativize(page) + ":" + line;
  }
}
