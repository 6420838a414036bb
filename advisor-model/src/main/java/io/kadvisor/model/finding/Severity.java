package io.kadvisor.model.finding;

/** How soon somebody should look, in rising order. */
public enum Severity {
  /** Worth knowing; nothing is at risk. */
  NOTICE,
  /** Within working hours. */
  WARNING,
  /** Now: data or service is lost or about to be. */
  CRITICAL
}
