package io.kadvisor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page of the API has the routes of the OpenAPI document, which its own test holds to the code.
 */
class ApiPageTest {
  private static final String PAGE = Docs.read(Docs.FOLDER.resolve("api.md"));
  private static final Path DOCUMENT =
      Docs.HOUSE.resolve("advisor-api/src/main/resources/io/kadvisor/api/page/openapi.json");

  @Test
  void shouldListEveryRouteWhenTheDocumentHasIt() throws IOException {
    assertThat(listed()).isEqualTo(documented());
  }

  private static Set<String> listed() {
    return Pattern.compile("(?m)^\\| (GET|POST) \\| `([^`]+)` \\|")
        .matcher(PAGE)
        .results()
        .map(row -> row.group(1) + " " + row.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> documented() throws IOException {
    Set<String> routes = new TreeSet<>();
    JsonNode paths = new ObjectMapper().readTree(DOCUMENT.toFile()).path("paths");
    paths
        .properties()
        .forEach(
            path -> methods(path.getValue()).forEach(m -> routes.add(m + " " + path.getKey())));
    return routes;
  }

  private static Set<String> methods(JsonNode path) {
    Set<String> methods = new TreeSet<>();
    path.fieldNames().forEachRemaining(name -> methods.add(name.toUpperCase(Locale.ROOT)));
    methods.retainAll(Set.of("GET", "POST", "PUT", "PATCH", "DELETE"));
    return methods;
  }
}
