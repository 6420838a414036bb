package io.kadvisor.localcluster.scenario;

import java.util.List;

/**
 * The one advisory that a scenario's fault must open.
 *
 * @param subject as the advisories write it, {@code broker:2}, {@code topic:orders}, {@code
 *     cluster:}
 */
public record Expectation(String category, String subject, String cause) {
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

  static Expectation read(Fields fields) {
    var expectation =
        new Expectation(
            category(fields), fields.requiredText("subject"), fields.requiredText("cause"));
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
}
