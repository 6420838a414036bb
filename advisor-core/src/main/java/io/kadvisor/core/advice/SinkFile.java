package io.kadvisor.core.advice;

import io.kadvisor.model.TopicName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Configurations of a backup to S3. */
final class SinkFile {
  private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

  private SinkFile() {}

  /**
   * For Aiven's S3 sink (cloud-storage-connectors-for-apache-kafka), as Connect's {@code PUT
   * …/config} takes it: bytes as they are, base64 in CSV, so that any format comes back whole.
   */
  static String s3(List<TopicName> topics, int tasks) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("connector.class", "io.aiven.kafka.connect.s3.AivenKafkaConnectS3SinkConnector");
    config.put("tasks.max", Integer.toString(tasks));
    config.put("topics", topics.stream().map(TopicName::value).collect(Collectors.joining(",")));
    config.put("key.converter", BYTES);
    config.put("value.converter", BYTES);
    config.put("header.converter", BYTES);
    config.put("aws.s3.bucket.name", "${env:BACKUP_BUCKET}");
    config.put("aws.s3.region", "${env:BACKUP_REGION}");
    config.put("aws.s3.sse.algorithm", "aws:kms");
    config.put(
        "file.name.template",
        "topics/{{topic}}/{{partition:padding=true}}-{{start_offset:padding=true}}.csv.gz");
    config.put("file.compression.type", "gzip");
    config.put("format.output.type", "csv");
    config.put("format.output.fields", "key,value,offset,timestamp,headers");
    config.put("format.output.fields.value.encoding", "base64");
    return config.entrySet().stream()
        .map(entry -> "  \"" + entry.getKey() + "\": \"" + entry.getValue() + "\"")
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }

  /** Cheaper storage with age; what is deleted or overwritten stays a month. */
  static String lifecycle() {
    return """
        {"Rules":[{"ID":"kafka-backup","Status":"Enabled","Filter":{"Prefix":"topics/"},
        "Transitions":[{"Days":30,"StorageClass":"STANDARD_IA"},{"Days":90,"StorageClass":"GLACIER"}],
        "NoncurrentVersionExpiration":{"NoncurrentDays":30},
        "AbortIncompleteMultipartUpload":{"DaysAfterInitiation":7}}]}
        """;
  }
}
