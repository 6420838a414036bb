package io.kadvisor.localcluster.scenario;

/**
 * The one advisory that a scenario's fault must open.
 *
 * @param subject as the advisories write it, {@code broker:2}, {@code topic:orders}, {@code
 *     cluster:}
 */
public record Expectation(String category, String subject, String cause) {
  static Expectation read(Fields fields) {
    var expectation =
        new Expectation(
            fields.requiredText("category"),
            fields.requiredText("subject"),
            fields.requiredText("cause"));
    fields.end();
    return expectation;
  }
}
