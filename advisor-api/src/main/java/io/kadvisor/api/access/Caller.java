package io.kadvisor.api.access;

/** Who asks: the name stands in the audit of every command. */
public record Caller(String name, Role role) {
  /**
   * Anyone on this machine, as long as there are no tokens: may not approve, since nobody could say
   * who it was.
   */
  public static final Caller LOCAL = new Caller("local", Role.ACKNOWLEDGE);
}
