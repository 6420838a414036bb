package io.kadvisor.docs;

import static io.kadvisor.docs.Table.code;

import io.kadvisor.cli.config.Durations;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.Topics;

/** The topic catalogue. */
final class TopicsPage {
  private static final String READ_COMMITTED =
      """
      **Read committed**: every consumer sets `isolation.level=read_committed`. The topology writes in transactions, and
      without this setting a reader also gets records of transactions that were aborted.""";

  private static final String BODY =
      """
      Names begin with the prefix, `%s` unless `home.prefix` says otherwise. Every topic is partitioned by the cluster id
      alone: the records of one cluster are in one partition, in order, whatever their key. A key is UTF-8 text, parts
      joined by `|`, with `%%` and `|` inside a part written `%%25` and `%%7C`. Values are JSON, compressed with zstd, at most
      256 KB a record before that, each with its schema version in `v`; readers accept fields that they do not know. The
      third column links their JSON Schemas. The record timestamp of samples, windows, findings and advisories is the time
      of the sweep.

      A topic or a group that is larger is sampled in parts, each a record of its own under a key that ends with its number:
      `part.number` of `part.of`, beginning after `part.first` rows. The sample is there when all its parts are; the mark
      counts each part as a record. A record without `part` is a whole sample.

      Partition counts are fixed at birth. Replication is 3 with min ISR 2 where there are three brokers, fewer below.
      Before anything starts, the topics are created where they are missing and verified where they are there: a
      difference stops the start and names both values and the way out. How to subscribe: [subscribing](subscribing.md).

      %s
      *Retention* is `retention.ms` where records are deleted, and for compacted topics `delete.retention.ms`: how long a
      tombstone stays.

      ## What each holds

      %s
      """;

  private final Topics topics;

  TopicsPage(Topics topics) {
    this.topics = topics;
  }

  Page page() {
    return Page.titled(
        "topics.md",
        "Topics",
        READ_COMMITTED,
        BODY.formatted(topics.prefix(), contract(), contents()));
  }

  private Table contract() {
    Table table =
        new Table("topic", "key", "value", "partitions", "cleanup", "retention", "written by");
    for (Topic<?> topic : topics.all()) {
      table.row(
          code(topic.name()),
          code(topic.key()),
          value(topic),
          Integer.toString(topic.partitions()),
          topic.cleanup().configValue(),
          Durations.show(topic.retention()),
          topic.writer());
    }
    return table;
  }

  private Table contents() {
    Table table = new Table("topic", "what it holds");
    topics.all().forEach(topic -> table.row(code(topic.name()), topic.description()));
    return table;
  }

  private static String value(Topic<?> topic) {
    return topic
        .valueType()
        .map(type -> link(type, topic.schema().orElseThrow()))
        .orElse("the bytes of the record");
  }

  private static String link(Class<?> type, String file) {
    return "[" + code(type.getSimpleName()) + "](" + file + ")";
  }
}
