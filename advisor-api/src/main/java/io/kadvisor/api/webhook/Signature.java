package io.kadvisor.api.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proof that a body comes from who knows the secret, and when: {@code t=1700000000,v1=<hex>}, the
 * HMAC-SHA256 of {@code <t>.<body>}, one {@code v1} for each secret.
 */
final class Signature {
  static final String HEADER = "Kadvisor-Signature";
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  static String of(List<String> secrets, Instant at, byte[] body) {
    StringBuilder header = new StringBuilder("t=").append(at.getEpochSecond());
    byte[] time = (at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII);
    secrets.forEach(secret -> header.append(",v1=").append(hmac(secret, time, body)));
    return header.toString();
  }

  private static String hmac(String secret, byte[] time, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update(time);
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
