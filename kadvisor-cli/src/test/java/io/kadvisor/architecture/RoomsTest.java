package io.kadvisor.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

@AnalyzeClasses(packages = "io.kadvisor", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
  private static final String WORDLESS = ".*(Util|Utils|Helper|Manager|Impl)|Abstract[A-Z].*";

  @ArchTest
  static final ArchRule shouldTakeTimeAndChanceAsArgumentsWhenDeciding =
      noClasses()
          .that(liveIn("advisor-model", "advisor-core", "streams-app"))
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .because("a recorded topic must replay to the same advisories");

  @ArchTest
  static final ArchRule shouldKnowNoOutsideWorldWhenThinking =
      noClasses()
          .that(liveIn("advisor-model", "advisor-core"))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.apache.kafka..",
                  "com.fasterxml.jackson.databind..",
                  "io.javalin..",
                  "software.amazon..",
                  "java.net.http..",
                  "java.nio.file..",
                  "javax.management.."))
          .because("rules are pure functions");

  @ArchTest
  static final ArchRule shouldHaveNoCyclesWhenPackagesUseEachOther =
      slices().matching("io.kadvisor.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule shouldBeNamedForWhatItIsWhenAClassIsWritten =
      classes().should().haveNameNotMatching("(.*[.$])?(" + WORDLESS + ")");

  @ArchTest
  static final ArchRule shouldBeNamedForAFeatureWhenAPackageIsMade =
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..impl..", "..service..", "..dto..", "..common..");

  @ArchTest
  static final ArchRule shouldNotChangeWhenAFieldIsStatic =
      fields().that().areStatic().should().beFinal().because("there is no static mutable state");

  @ArchTest
  static final ArchRule shouldLogOrReturnWhenThereIsSomethingToSay =
      noClasses()
          .that(liveIn("advisor-model", "advisor-wire", "advisor-core", "streams-app"))
          .or(liveIn("metrics-collector", "advisor-api", "action-executor"))
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("only the command line writes to the terminal");

  /** The room is read from where a class was loaded: {@code <room>/target/classes} or its jar. */
  private static DescribedPredicate<JavaClass> liveIn(String... rooms) {
    var names = List.of(rooms);
    return describe("live in " + names, type -> names.stream().anyMatch(room -> isIn(room, type)));
  }

  private static boolean isIn(String room, JavaClass type) {
    return type.getSource().map(source -> source.getUri().toString()).stream()
        .anyMatch(where -> where.contains("/" + room + "/") || where.contains("/" + room + "-"));
  }
}
