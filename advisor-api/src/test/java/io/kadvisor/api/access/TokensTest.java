package io.kadvisor.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final String SECRET = "correct-horse-battery";

  @Test
  void shouldKnowTheCallerWhenTheTokenIsRight() {
    Tokens tokens = Tokens.parse("# people\n\n grafana read " + SECRET + "\n", "test");

    assertThat(tokens.callerOf(SECRET)).contains(new Caller("grafana", Role.READ));
    assertThat(tokens.callerOf(SECRET + "x")).isEmpty();
    assertThat(tokens.callerOf("")).isEmpty();
  }

  @Test
  void shouldNameEveryWrongLineAndNoTokenWhenRead() {
    String text = "anna chief " + SECRET + "\nbert read short\ncarl read";

    assertThatThrownBy(() -> Tokens.parse(text, "tokens.txt"))
        .hasMessageContaining("line 1")
        .hasMessageContaining("line 2")
        .hasMessageContaining("line 3")
        .message()
        .doesNotContain(SECRET)
        .doesNotContain("short ");
  }

  @Test
  void shouldShowNoTokenWhenPrinted() {
    assertThat(Tokens.parse("anna approve " + SECRET, "test").toString()).doesNotContain(SECRET);
    assertThat(new Tls.Keystore(java.nio.file.Path.of("k.p12"), Optional.of(SECRET)).toString())
        .doesNotContain(SECRET);
  }

  @Test
  void shouldIncludeTheLesserRolesWhenARoleIsGreater() {
    assertThat(Role.APPROVE.includes(Role.READ)).isTrue();
    assertThat(Role.READ.includes(Role.ACKNOWLEDGE)).isFalse();
  }

  @Test
  void shouldRefuseToListenBeyondThisMachineWhenTokensOrTlsAreMissing() {
    Tokens tokens = Tokens.parse("anna approve " + SECRET, "test");
    Optional<Tls> tls =
        Optional.of(new Tls.Keystore(java.nio.file.Path.of("k.p12"), Optional.empty()));

    assertThat(Exposure.refusal("0.0.0.0", Tokens.none(), Optional.empty()).orElseThrow())
        .contains("0.0.0.0")
        .contains("a file of tokens and TLS");
    assertThat(Exposure.refusal("0.0.0.0", tokens, Optional.empty()).orElseThrow())
        .contains("without TLS");
    assertThat(Exposure.refusal("0.0.0.0", Tokens.none(), tls)).isPresent();
    assertThat(Exposure.refusal("0.0.0.0", tokens, tls)).isEmpty();
    assertThat(Exposure.refusal("127.0.0.1", Tokens.none(), Optional.empty())).isEmpty();
    assertThat(Exposure.refusal("::1", Tokens.none(), Optional.empty())).isEmpty();
  }
}
