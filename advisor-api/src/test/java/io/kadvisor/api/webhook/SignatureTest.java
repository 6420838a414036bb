package io.kadvisor.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
  private static final byte[] BODY = "{\"v\":1}".getBytes(StandardCharsets.UTF_8);
  private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);

  /** {@code printf '1700000000.{"v":1}' | openssl dgst -sha256 -hmac 0123456789abcdef}. */
  private static final String BY_OPENSSL =
      "7d7078b5a4f592e863b78a87e2c8fece8a1bddfd672427275c08b77d67dea7ef";

  @Test
  void shouldBeWhatOthersComputeWhenTheyHaveTheSecret() {
    assertThat(Signature.of(List.of("0123456789abcdef"), AT, BODY))
        .isEqualTo("t=1700000000,v1=" + BY_OPENSSL);
  }

  @Test
  void shouldSignWithEachWhenSecretsAreChanged() {
    String both = Signature.of(List.of("fedcba9876543210", "0123456789abcdef"), AT, BODY);

    assertThat(both).matches("t=1700000000,v1=[0-9a-f]{64},v1=" + BY_OPENSSL);
  }
}
