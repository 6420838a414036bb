package io.kadvisor.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.Topics;
import java.io.UncheckedIOException;

/**
 * The contract on Kafka as an AsyncAPI document: a channel a topic, with its key, its configuration
 * and the JSON Schema of its values. Kadvisor is what sends and receives; a subscriber is its
 * mirror image.
 */
final class AsyncApiPage {
  static final String FILE = "asyncapi.json";
  private static final String DESCRIPTION =
      """
      What Kadvisor reads and writes on its home cluster. Every consumer sets isolation.level=read_committed: the topology \
      writes in transactions. Every topic is partitioned by the cluster id alone. Readers accept fields that they do not \
      know. Names begin with the prefix of the configuration, %s unless home.prefix says otherwise.""";

  private final ObjectMapper json = new ObjectMapper();
  private final Topics topics;

  AsyncApiPage(Topics topics) {
    this.topics = topics;
  }

  Page page() {
    ObjectNode document = json.createObjectNode().put("asyncapi", "3.0.0");
    document
        .putObject("info")
        .put("title", "Kadvisor on Kafka")
        .put("version", "1")
        .put("description", DESCRIPTION.formatted(topics.prefix()))
        .putObject("license")
        .put("name", "Apache-2.0");
    document.put("defaultContentType", "application/json");
    server(document.putObject("servers").putObject("home"));
    ObjectNode channels = document.putObject("channels");
    ObjectNode operations = document.putObject("operations");
    for (Topic<?> topic : topics.all()) {
      channel(channels.putObject(topic.shortName()), topic);
      operation(operations.putObject(operationName(topic)), topic);
    }
    return new Page(FILE, text(document));
  }

  private static void server(ObjectNode server) {
    server
        .put("host", "{bootstrap}")
        .put("protocol", "kafka-secure")
        .put("description", "The home cluster; protocol kafka where it is not encrypted.");
    server
        .putObject("variables")
        .putObject("bootstrap")
        .put("description", "As in bootstrap.servers of the home cluster.");
  }

  private void channel(ObjectNode channel, Topic<?> topic) {
    channel.put("address", topic.name()).put("description", topic.description());
    message(channel.putObject("messages").putObject("record"), topic);
    ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
    kafka.put("topic", topic.name()).put("partitions", topic.partitions());
    ObjectNode configuration = kafka.putObject("topicConfiguration");
    configuration.putArray("cleanup.policy").add(topic.cleanup().configValue());
    if (topic.cleanup() == Topic.Cleanup.DELETE) {
      configuration.put("retention.ms", topic.retention().toMillis());
    } else {
      configuration.put("delete.retention.ms", topic.retention().toMillis());
    }
  }

  private static void message(ObjectNode message, Topic<?> topic) {
    message.put("name", topic.shortName());
    message
        .putObject("bindings")
        .putObject("kafka")
        .putObject("key")
        .put("type", "string")
        .put("description", topic.key());
    topic
        .schema()
        .ifPresentOrElse(
            schema -> message.putObject("payload").put("$ref", schema),
            () -> message.put("contentType", "application/octet-stream"));
  }

  private static void operation(ObjectNode operation, Topic<?> topic) {
    operation.put("action", action(topic)).put("summary", "Written by " + topic.writer() + ".");
    operation.putObject("channel").put("$ref", "#/channels/" + topic.shortName());
  }

  private static String operationName(Topic<?> topic) {
    return action(topic) + "-" + topic.shortName();
  }

  /** What clients write, Kadvisor receives; all else is its own. */
  private static String action(Topic<?> topic) {
    return topic.writer().contains("client") ? "receive" : "send";
  }

  private String text(ObjectNode document) {
    try {
      return json.writerWithDefaultPrettyPrinter()
              .writeValueAsString(document)
              .replace("\r\n", "\n")
          + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
