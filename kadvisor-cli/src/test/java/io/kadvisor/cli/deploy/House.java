package io.kadvisor.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kadvisor.cli.KadvisorMain;
import io.kadvisor.cli.config.ConfigFile;
import io.kadvisor.cli.config.KadvisorConfig;
import io.kadvisor.core.rule.catalogue.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The files at the top of the house that deploy it. */
final class House {
  static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  static final Path DISTRIBUTION = Path.of("target/distribution").toAbsolutePath();

  private House() {}

  static String text(String file) {
    try {
      return Files.readString(TOP.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode yaml(String file) {
    return documents(text(file)).get(0);
  }

  /** All documents of a text in YAML. */
  static List<JsonNode> documents(String text) {
    List<JsonNode> documents = new ArrayList<>();
    YAMLMapper mapper = new YAMLMapper();
    try (var read = mapper.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      read.forEachRemaining(documents::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return documents;
  }

  /** The configuration in a text, as the program reads it. */
  static KadvisorConfig config(String origin, String text) {
    return new ConfigFile(Rules.definitions()).parse(origin, text);
  }

  /**
   * Lets the real command line read a command.
   *
   * @return the values of its options by name
   */
  static Map<String, Object> parsed(List<String> command) {
    var parsed = KadvisorMain.commandLine().parseArgs(command.toArray(String[]::new));
    Map<String, Object> values = new java.util.HashMap<>();
    parsed
        .subcommand()
        .matchedOptions()
        .forEach(option -> values.put(option.longestName(), option.getValue()));
    return values;
  }

  static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
