package io.kadvisor.cli.exit;

/** For whom a command says what it found: a person, or a script. */
public enum Form {
  TEXT,
  JSON
}
