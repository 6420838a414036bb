package io.kadvisor.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kadvisor.wire.Json;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.Topics;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What the collector and people wrote, as gzipped JSON lines, so that it can be judged again under
 * another policy.
 */
final class Recording implements AutoCloseable {
  private final BufferedWriter out;
  private final TopicReader<byte[]> reader;

  Recording(Map<String, ?> client, Topics topics, Path file) {
    this.out = open(file);
    List<Topic<?>> inputs =
        List.of(
            topics.brokerSamples(),
            topics.topicSamples(),
            topics.groupSamples(),
            topics.clusterRecords(),
            topics.commands(),
            topics.policies());
    this.reader =
        new TopicReader<>(
            client,
            inputs,
            new ByteArrayDeserializer(),
            found -> write(topics.prefix().length(), found));
  }

  private static BufferedWriter open(Path file) {
    try {
      return new BufferedWriter(
          new OutputStreamWriter(
              new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the recording to " + file, e);
    }
  }

  Recording start() {
    reader.start("recording");
    return this;
  }

  private void write(int prefixLength, ConsumerRecord<Key, byte[]> found) {
    try {
      ObjectNode line = Json.mapper().createObjectNode();
      line.put("topic", found.topic().substring(prefixLength));
      line.put("key", found.key().toString());
      line.put("timestamp", found.timestamp());
      line.set("value", Json.mapper().readTree(found.value()));
      out.write(Json.mapper().writeValueAsString(line));
      out.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException("the recording broke off", e);
    }
  }

  @Override
  public void close() {
    reader.close();
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the recording broke off", e);
    }
  }
}
