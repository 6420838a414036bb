package io.kadvisor.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A Markdown table that grows by rows. */
final class Table {
  private final List<String> lines = new ArrayList<>();

  Table(String... head) {
    row(head);
    lines.add("|" + "---|".repeat(head.length));
  }

  Table row(String... cells) {
    lines.add(Arrays.stream(cells).map(Table::cell).collect(Collectors.joining(" | ", "| ", " |")));
    return this;
  }

  private static String cell(String text) {
    return text.isBlank() ? "–" : text.strip().replace("|", "\\|").replace("\n", " ");
  }

  /** A name as it stands in code; empty stays empty. */
  static String code(String name) {
    return name.isEmpty() ? "" : "`" + name + "`";
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
