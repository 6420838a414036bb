package io.kadvisor.docs;

import static io.kadvisor.docs.Table.code;

import io.kadvisor.cli.config.ConfigKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration reference: keys, types and defaults from the reader of the file, meanings from
 * a resource.
 */
final class ConfigurationPage {
  private static final String BODY =
      """
      `kadvisor.yaml` is named with `--config`. Everything that is wrong in it is told at once, each fault with its key, the value
      found and what would be right; the command then ends with exit code 2. Keys that nobody knows are faults. Times read
      `500ms`, `5s`, `10m`, `2h`, `7d` or ISO-8601.

      ## The least that works

      ```yaml
      %s```

      ## Everything

      ```yaml
      %s```

      ## Secrets

      No password needs to stand in the file. Kafka's own configuration providers work in every `client` mapping:
      `${directory:/etc/kadvisor/secrets:password}` with `config.providers: directory`, as in the example above, or Kafka's
      `FileConfigProvider` and `EnvVarConfigProvider`. Values of keys that look like secrets are hidden in faults and logs.

      ## Keys

      `[]` stands for an element of a list, `*` for a free name.

      %s
      """;

  private final List<ConfigKey> keys;

  ConfigurationPage(List<ConfigKey> keys) {
    this.keys = keys;
  }

  Page page() {
    return Page.titled(
        "configuration.md",
        "Configuration",
        BODY.formatted(Meanings.text("least.yaml"), Meanings.text("everything.yaml"), reference()));
  }

  private String reference() {
    Map<String, Table> sections = new LinkedHashMap<>();
    Meanings meanings =
        Meanings.of("meanings.properties", keys.stream().map(ConfigKey::path).toList());
    for (ConfigKey key : keys) {
      sections
          .computeIfAbsent(
              section(key), name -> new Table("key", "what may stand there", "default", "meaning"))
          .row(code(key.path()), key.type(), code(key.fallback()), meanings.of(key.path()));
    }
    StringBuilder text = new StringBuilder();
    sections.forEach(
        (name, table) ->
            text.append("### `").append(name).append("`\n\n").append(table).append('\n'));
    return text.toString();
  }

  private static String section(ConfigKey key) {
    return key.path().split("[.\\[]", 2)[0];
  }
}
