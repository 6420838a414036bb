package io.kadvisor.cli.plan.broker;

import java.util.Locale;

/** Writes elements one after the other; numbers to a tenth of a pixel. */
final class Svg {
  private final StringBuilder text = new StringBuilder();

  /** Writes markup as it is. */
  Svg raw(String markup) {
    text.append(markup).append('\n');
    return this;
  }

  Svg rect(String style, double x, double y, double width, double height) {
    return element(
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
        style, x, y, width, Math.max(0, height));
  }

  Svg line(String style, double fromX, double fromY, double toX, double toY) {
    return element(
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        style, fromX, fromY, toX, toY);
  }

  Svg circle(String style, double x, double y, double radius) {
    return element(
        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", style, x, y, radius);
  }

  Svg text(String style, double x, double y, String words) {
    return element(
        "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", style, x, y, escaped(words));
  }

  /** Opens a group that tells what it is to a pointer and to a reader of the screen. */
  Svg open(String title) {
    return raw("<g><title>" + escaped(title) + "</title>");
  }

  Svg close() {
    return raw("</g>");
  }

  private Svg element(String form, Object... values) {
    return raw(String.format(Locale.ROOT, form, values));
  }

  static String escaped(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
