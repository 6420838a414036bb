package io.kadvisor.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Properties;
import java.util.TreeSet;

/**
 * What names mean that the code knows only by name: one line a name in a resource, none missing and
 * none stale.
 */
final class Meanings {
  private final Properties lines;

  private Meanings(Properties lines) {
    this.lines = lines;
  }

  /**
   * The meanings in a resource.
   *
   * @throws IllegalStateException when it lacks one of the names or explains something else
   */
  static Meanings of(String resource, Collection<String> names) {
    Meanings meanings = new Meanings(properties(resource));
    TreeSet<String> stale = new TreeSet<>(meanings.lines.stringPropertyNames());
    TreeSet<String> missing = new TreeSet<>();
    names.stream().filter(name -> !stale.remove(name)).forEach(missing::add);
    if (!stale.isEmpty() || !missing.isEmpty()) {
      throw new IllegalStateException(
          resource + " explains what is not there: " + stale + ", and lacks: " + missing);
    }
    return meanings;
  }

  String of(String name) {
    return lines.getProperty(name);
  }

  /** A resource of this package as text. */
  static String text(String resource) {
    try (InputStream in = Meanings.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties properties(String resource) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text(resource)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
