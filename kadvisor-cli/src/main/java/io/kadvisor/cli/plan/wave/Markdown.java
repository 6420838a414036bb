package io.kadvisor.cli.plan.wave;

/** Text that reads as well in a terminal as rendered. */
final class Markdown {
  private final StringBuilder text = new StringBuilder();

  /** A line on its own, or one of a list or table. */
  Markdown line(String form, Object... values) {
    text.append(Words.format(form, values)).append('\n');
    return this;
  }

  Markdown blank() {
    text.append('\n');
    return this;
  }

  /** Commands to type one after the other. */
  Markdown commands(String... commands) {
    text.append("\n```sh\n").append(String.join("\n", commands)).append("\n```\n\n");
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
