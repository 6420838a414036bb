package io.kadvisor.cli.plan.broker;

import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.placement.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Brokers before and after a plan as one SVG that needs nothing else: a panel for each measure, in
 * the colours of the reader's theme.
 */
public final class BrokerChart {
  private static final double MARGIN = 20;
  private static final double HEAD = 62;
  private static final double GAP = 28;

  /** The least of a panel, and what each broker adds to it. */
  private static final double WIDTH = 430;

  private static final double WIDTH_OF_BROKER = 9;
  private static final double WIDEST = 1600;

  /** Panels of more brokers stand below each other. */
  private static final int SIDE_BY_SIDE = 30;

  private static final String STYLE =
      """
      <style>
      :root { --sheet: #ffffff; --ink: #1a2233; --quiet: #5b6880; --edge: #e3e8f1; --accent: #2457d6; --band: #2457d622; --warning: #b4530a; --limit: #c2303a; }
      @media (prefers-color-scheme: dark) {
        :root { --sheet: #171e2b; --ink: #e8edf7; --quiet: #9eabc2; --edge: #2a3446; --accent: #8aabff; --band: #8aabff2e; --warning: #f5b95a; --limit: #ff8087; }
      }
      text { font: 11px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; fill: var(--quiet); }
      .sheet { fill: var(--sheet); } .band { fill: var(--band); }
      .title { font-size: 17px; font-weight: 600; fill: var(--ink); } .name { font-size: 13px; font-weight: 600; fill: var(--ink); }
      .tick { text-anchor: end; } .id { text-anchor: middle; }
      .grid { stroke: var(--edge); } .way { stroke: var(--quiet); stroke-opacity: .55; } .peak { stroke: var(--accent); stroke-width: 2; } .limit { stroke: var(--limit); stroke-width: 1.5; stroke-dasharray: 5 3; }
      .before { fill: var(--sheet); stroke: var(--quiet); stroke-width: 1.3; } .after { fill: var(--accent); } .outside { fill: var(--warning); }
      </style>""";

  private final BrokerLoads loads;
  private final int columns;
  private final double panel;

  private BrokerChart(Plan plan) {
    loads = new BrokerLoads(plan);
    int brokers = loads.brokers().size();
    columns = brokers <= SIDE_BY_SIDE ? 2 : 1;
    panel = Math.min(WIDEST, Math.max(columns * WIDTH, brokers * WIDTH_OF_BROKER) / columns);
  }

  public static void write(Plan plan, Path file) throws IOException {
    Files.writeString(file, new BrokerChart(plan).svg());
  }

  private String svg() {
    int rows = (BrokerLoads.SHOWN.size() + columns - 1) / columns;
    double width = 2 * MARGIN + columns * panel + (columns - 1) * GAP;
    double height = MARGIN + HEAD + rows * (Panel.HEIGHT + GAP);
    var svg = new Svg();
    svg.raw(
            String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\""
                    + " height=\"%.0f\" role=\"img\" aria-labelledby=\"title what\">",
                width,
                height,
                width,
                height))
        .raw("<title id=\"title\">" + Svg.escaped(title()) + "</title>")
        .raw("<desc id=\"what\">" + Svg.escaped(description()) + "</desc>")
        .raw(STYLE)
        .rect("sheet", 0, 0, width, height)
        .text("title", MARGIN, MARGIN + 14, title());
    drawLegend(svg);
    for (int at = 0; at < BrokerLoads.SHOWN.size(); at++) {
      int column = at % columns;
      int row = at / columns;
      double x = MARGIN + column * (panel + GAP);
      double y = MARGIN + HEAD + row * (Panel.HEIGHT + GAP);
      new Panel(loads, BrokerLoads.SHOWN.get(at), x, y, panel).draw(svg);
    }
    return svg.raw("</svg>").toString();
  }

  private String title() {
    return "%s: %d brokers before and after the plan"
        .formatted(loads.cluster(), loads.brokers().size());
  }

  private String description() {
    var words = new StringBuilder("A column for each broker, in a panel for each measure.");
    for (Measure measure : BrokerLoads.SHOWN) {
      words.append(' ').append(new Panel(loads, measure, 0, 0, panel).sentence());
    }
    return words.toString();
  }

  private void drawLegend(Svg svg) {
    double y = MARGIN + 38;
    svg.circle("before", MARGIN + 6, y - 4, 5)
        .text("", MARGIN + 16, y, "before")
        .circle("after", MARGIN + 72, y - 4, 5)
        .text("", MARGIN + 82, y, "after")
        .circle("after outside", MARGIN + 126, y - 4, 5)
        .text("", MARGIN + 136, y, "after, outside the band")
        .rect("band", MARGIN + 268, y - 11, 18, 13)
        .text(
            "",
            MARGIN + 292,
            y,
            "within " + Quantity.plain(100 * loads.tolerance()) + " % of the mean")
        .line("limit", MARGIN + 460, y - 4, MARGIN + 482, y - 4)
        .text("", MARGIN + 488, y, "limit, where it is near");
    if (loads.knowPeaks()) {
      svg.line("peak", MARGIN + 634, y - 4, MARGIN + 644, y - 4)
          .text("", MARGIN + 650, y, "after, at the peak");
    }
  }
}
