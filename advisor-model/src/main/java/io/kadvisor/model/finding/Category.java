package io.kadvisor.model.finding;

/** What an advisory is for. */
public enum Category {
  AVAILABILITY,
  DURABILITY,
  BALANCE,
  CAPACITY,
  LAG,
  BACKUP,
  CONFIGURATION,
  SECURITY,
  COST
}
