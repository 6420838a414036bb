package io.kadvisor.cli.run;

import java.util.Locale;

/** A part of the advisor that a process can run. */
enum Role {
  COLLECTOR,
  STREAMS,
  API;

  /** As it is typed and shown. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
