package io.kadvisor.core.advice;

import java.util.List;
import java.util.regex.Pattern;

/** Words for a POSIX shell, so that a command survives any group id or topic name. */
final class Shell {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private Shell() {}

  /** One word: as it is when harmless, else in single quotes. */
  static String quote(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** A command line of words; a word that begins with {@code $} names a variable and stays open. */
  static String line(List<String> words) {
    return String.join(" ", words.stream().map(word -> isVariable(word) ? '"' + word + '"' : quote(word)).toList());
  }

  private static boolean isVariable(String word) {
    return word.matches("\\$[A-Z_]+");
  }
}
