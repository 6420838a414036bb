package io.kadvisor.api.webhook;

import io.kadvisor.model.advisory.Advisory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * One revision of an advisory on its way.
 *
 * @param key the same at each attempt and after a restart: cluster, advisory and revision, percent
 *     encoded
 * @param body the record as it stands on the topic
 */
record Parcel(String key, String body) {
  static Parcel of(Advisory advisory, byte[] body) {
    String name = advisory.cluster().value() + "/" + advisory.id() + "/" + advisory.revision();
    return new Parcel(
        URLEncoder.encode(name, StandardCharsets.UTF_8), new String(body, StandardCharsets.UTF_8));
  }

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
