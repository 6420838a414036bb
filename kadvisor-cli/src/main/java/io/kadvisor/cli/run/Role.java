package io.kadvisor.cli.run;

/** A part of the advisor that a process can run. */
enum Role {
  COLLECTOR,
  STREAMS,
  API
}
