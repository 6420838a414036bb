package io.kadvisor.core.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ShellTest {
  @Test
  void shouldLeaveAWordAsItIsWhenItIsHarmless() {
    assertThat(Shell.quote("10.0.0.1:9092,10.0.0.2:9092")).isEqualTo("10.0.0.1:9092,10.0.0.2:9092");
  }

  @Test
  void shouldQuoteWhenTheWordIsEmpty() {
    assertThat(Shell.quote("")).isEqualTo("''");
  }

  @Test
  void shouldKeepAVariableOpenWhenItIsAWordOfItsOwn() {
    assertThat(Shell.line(List.of("tool", "$BOOTSTRAP", "$(rm)")))
        .isEqualTo("tool \"$BOOTSTRAP\" '$(rm)'");
  }

  @Test
  void shouldNotReadAnOptionWhenAWordBeginsWithADashAndHoldsAControlCharacter() throws Exception {
    assertThat(echoed(Shell.quote("-n\u0001"))).isEqualTo("-n\u0001");
  }

  @Property(tries = 15)
  void shouldComeOutOfARealShellAsItWentInWhenQuoted(
      @ForAll @StringLength(max = 40) @CharRange(from = 1, to = 300) String word) throws Exception {
    String text = word.replaceAll("[\n]+$", "");

    assertThat(echoed(Shell.quote(text))).isEqualTo(text);
  }

  @Property(tries = 15)
  void shouldBeHarmlessWhenAWordIsMadeOfAShellsOwnSigns(
      @ForAll
          @StringLength(max = 20)
          @Chars({'\'', '"', '$', '`', '\\', '%', ' ', '\t', ';', '!', '*', 'n'})
          String word)
      throws Exception {
    assertThat(echoed(Shell.quote(word))).isEqualTo(word);
  }

  private static String echoed(String quoted) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-c", "printf %s " + quoted).start();
    String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    return out;
  }
}
