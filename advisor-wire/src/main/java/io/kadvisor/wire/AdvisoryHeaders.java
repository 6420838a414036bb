package io.kadvisor.wire;

import io.kadvisor.model.advisory.Advisory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Headers on {@code advisories}, in UTF-8, so that a subscriber filters without parsing the value.
 */
public final class AdvisoryHeaders {
  public static final String CLUSTER = "cluster";
  public static final String CATEGORY = "category";
  public static final String SEVERITY = "severity";
  public static final String STATE = "state";

  /** As a tag: {@code broker:2}. */
  public static final String SUBJECT = "subject";

  public static final String OWNER = "owner";

  private AdvisoryHeaders() {}

  public static Headers of(Advisory advisory) {
    Headers headers = new RecordHeaders();
    fields(advisory)
        .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
    return headers;
  }

  private static Map<String, String> fields(Advisory advisory) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(CLUSTER, advisory.cluster().value());
    fields.put(CATEGORY, advisory.category().name());
    fields.put(SEVERITY, advisory.severity().name());
    fields.put(STATE, advisory.state().name());
    fields.put(SUBJECT, advisory.subject().tag());
    fields.put(OWNER, advisory.owner());
    return fields;
  }
}
