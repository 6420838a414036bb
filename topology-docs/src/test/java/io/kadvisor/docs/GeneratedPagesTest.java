package io.kadvisor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A stale page fails; {@code -Dgolden.update=true} writes them all anew. */
class GeneratedPagesTest {
  @BeforeAll
  static void updateWhenAsked() throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      GenerateDocs.write(Docs.FOLDER);
    }
  }

  @TestFactory
  Stream<DynamicTest> shouldSayWhatTheCodeSaysWhenAPageIsGenerated() {
    return GenerateDocs.pages(Docs.HOUSE).stream()
        .map(
            page ->
                DynamicTest.dynamicTest(
                    page.file(),
                    () ->
                        assertThat(Docs.FOLDER.resolve(page.file()))
                            .exists()
                            .hasContent(page.text())));
  }

  @Test
  void shouldBeGeneratedStillWhenAPageSaysThatItIs() {
    Set<Path> generated =
        GenerateDocs.pages(Docs.HOUSE).stream()
            .map(page -> Docs.FOLDER.resolve(page.file()))
            .collect(Collectors.toSet());

    assertThat(Docs.pages())
        .filteredOn(GeneratedPagesTest::saysThatItIsGenerated)
        .isSubsetOf(generated);
    assertThat(Docs.files(Docs.FOLDER.resolve("schemas"))).isSubsetOf(generated);
  }

  private static boolean saysThatItIsGenerated(Path page) {
    return Docs.read(page).contains("This page is generated");
  }
}
