package io.kadvisor.api.http;

import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Severity;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which advisories are asked for; what is empty asks for all.
 *
 * @param ended whether their life is over
 * @param text in small letters, anywhere in what a person reads
 */
record AdvisoryFilter(
    Set<AdvisoryState> states,
    Optional<Boolean> ended,
    Set<Severity> severities,
    Set<Category> categories,
    Optional<Subject> subject,
    Optional<String> owner,
    Optional<String> text)
    implements Predicate<Advisory> {

  static AdvisoryFilter of(Parameters parameters) {
    return new AdvisoryFilter(
        parameters.anyOf("state", AdvisoryState.class),
        parameters.flag("ended"),
        parameters.anyOf("severity", Severity.class),
        parameters.anyOf("category", Category.class),
        parameters.subject("subject"),
        parameters.text("owner"),
        parameters.text("q").map(text -> text.toLowerCase(Locale.ROOT)));
  }

  /** A subject matches what it is affected by as well as what is about it. */
  @Override
  public boolean test(Advisory advisory) {
    return (states.isEmpty() || states.contains(advisory.state()))
        && (ended.isEmpty() || ended.get() == advisory.state().ended())
        && (severities.isEmpty() || severities.contains(advisory.severity()))
        && (categories.isEmpty() || categories.contains(advisory.category()))
        && (subject.isEmpty() || concerns(advisory, subject.get()))
        && (owner.isEmpty() || owner.get().equals(advisory.owner()))
        && (text.isEmpty() || words(advisory).anyMatch(this::holdsText));
  }

  private static boolean concerns(Advisory advisory, Subject subject) {
    return advisory.subject().equals(subject) || advisory.affected().subjects().contains(subject);
  }

  private boolean holdsText(String words) {
    return words.toLowerCase(Locale.ROOT).contains(text.orElseThrow());
  }

  private static Stream<String> words(Advisory advisory) {
    return Stream.of(
        advisory.id().toString(),
        advisory.title(),
        advisory.explanation(),
        advisory.cause(),
        advisory.owner(),
        advisory.recommendation().summary());
  }
}
