package io.kadvisor.cli.exit;

/** What a command's exit says to a script; the same four numbers for every command. */
public enum ExitCode {
  DONE(0),
  CHECK_FOUND_SOMETHING(1),
  WRONG_USAGE(2),
  NOT_CARRIED_OUT(3);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
