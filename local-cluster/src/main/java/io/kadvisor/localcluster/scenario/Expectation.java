package io.kadvisor.localcluster.scenario;

import java.util.List;

/**
 * An advisory that a scenario opens.
 *
 * @param subject as the advisories write it, {@code broker:2}, {@code topic:orders}, {@code
 *     cluster:}
 * @param evidence that it must bring at some time of its life, among other
 */
public record Expectation(
    String category, String subject, String cause, List<ExpectedEvidence> evidence) {
  /** What an advisory is for; the advisor's own list, which this room cannot see. */
  public static final List<String> CATEGORIES =
      List.of(
          "AVAILABILITY",
          "DURABILITY",
          "BALANCE",
          "CAPACITY",
          "LAG",
          "BACKUP",
          "CONFIGURATION",
          "SECURITY",
          "COST");

  /** A measure of a subject, whatever its value. */
  public record ExpectedEvidence(String metric, String subject) {}

  public Expectation {
    evidence = List.copyOf(evidence);
  }

  static Expectation read(Fields fields) {
    var expectation =
        new Expectation(
            category(fields),
            fields.requiredText("subject"),
            fields.requiredText("cause"),
            fields.list("evidence").stream()
                .map(item -> evidence(fields.inside(item.path(), item.node())))
                .toList());
    fields.end();
    return expectation;
  }

  private static String category(Fields fields) {
    String category = fields.requiredText("category");
    if (!category.isEmpty() && !CATEGORIES.contains(category)) {
      fields.fault("category", "must be one of " + String.join(", ", CATEGORIES));
    }
    return category;
  }

  private static ExpectedEvidence evidence(Fields fields) {
    var evidence =
        new ExpectedEvidence(fields.requiredText("metric"), fields.requiredText("subject"));
    fields.end();
    return evidence;
  }
}
