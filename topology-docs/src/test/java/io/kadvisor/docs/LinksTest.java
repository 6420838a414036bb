package io.kadvisor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every link inside the house leads somewhere, its anchor included. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

  @Test
  void shouldLeadSomewhereWhenALinkStaysInTheHouse() {
    assertThat(Docs.pages()).hasSizeGreaterThan(5);
    assertThat(Docs.pages().stream().flatMap(page -> deadLinks(page).stream())).isEmpty();
  }

  private static List<String> deadLinks(Path page) {
    return LINK.matcher(Docs.read(page))
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.contains("://"))
        .filter(link -> !alive(page, link))
        .map(link -> Docs.HOUSE.relativize(page) + ": " + link)
        .toList();
  }

  private static boolean alive(Path page, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    return target.toFile().exists() && (parts.length == 1 || anchors(target).contains(parts[1]));
  }

  /** As code hosts make them: lower case, punctuation gone, dashes for blanks. */
  private static Set<String> anchors(Path page) {
    return HEADING
        .matcher(Docs.read(page))
        .results()
        .map(
            heading ->
                heading
                    .group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
