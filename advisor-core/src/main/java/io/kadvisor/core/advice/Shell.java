package io.kadvisor.core.advice;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words for a POSIX shell, so that a command survives any group id or topic name. */
public final class Shell {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private Shell() {}

  /**
   * One word: as it is when harmless, else in single quotes; control characters never reach a
   * terminal raw.
   */
  public static String quote(String word) {
    if (PLAIN.matcher(word).matches()) {
      return word;
    }
    return word.chars().anyMatch(Character::isISOControl) ? printed(word) : quoted(word);
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private static String printed(String word) {
    StringBuilder format = new StringBuilder();
    for (byte b : word.replace("\\", "\\\\").replace("%", "%%").getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b >= ' ' && b < 0x7f;
      format.append(plain ? Character.toString(b) : String.format(Locale.ROOT, "\\%03o", b & 0xff));
    }
    return "\"$(printf -- " + quoted(format.toString()) + ")\"";
  }

  /** A command line of words; a word that begins with {@code $} names a variable and stays open. */
  static String line(List<String> words) {
    return String.join(
        " ",
        words.stream().map(word -> isVariable(word) ? '"' + word + '"' : quote(word)).toList());
  }

  private static boolean isVariable(String word) {
    return word.matches("\\$[A-Z_]+");
  }
}
