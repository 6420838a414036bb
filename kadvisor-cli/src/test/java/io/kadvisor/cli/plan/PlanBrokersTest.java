package io.kadvisor.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Brokers before and after a plan: as a table, as figures, as a picture. */
class PlanBrokersTest {
  private static final String SHOP = Inputs.file("shop.json").toString();
  private static final int PANELS = 6;

  @TempDir private Path folder;

  @Test
  void shouldShowAllBrokersInUnitsOfPeopleWhenTheyAreFew() {
    String said =
        PlanRun.of("--input", SHOP, "--add-broker", "4:az1", "--remove-broker", "1")
            .succeeded()
            .out();

    List<String> rows = said.lines().filter(line -> line.matches("\\d.* az\\d .*")).toList();
    assertThat(rows).hasSize(4);
    assertThat(rows.get(0)).matches("1 \\(gone\\) +az1 +\\d+\\.\\d → 0\\.0 GiB .*");
    assertThat(rows.get(3)).matches("4 \\(new\\) +az1 .* MiB/s .* % +0 → \\d+ +0 → \\d+");
  }

  @Test
  void shouldShowThoseFurthestOffAndCountTheRestWhenTheyAreMany() {
    String said = PlanRun.of("--input", Inputs.input("grown-50-20k").toString()).succeeded().out();

    long rows = said.lines().filter(line -> line.matches("\\d+ .* GiB .* % .*")).count();
    assertThat(rows).isBetween(10L, 20L);
    assertThat(said).contains("... and " + (50 - rows) + " brokers less far from the mean");
  }

  @Test
  void shouldShowPeaksBesideMeansWhenTheyAreKnown() throws IOException {
    String shop = Files.readString(Path.of(SHOP)).strip();
    Path input = folder.resolve("peaks.json");
    String peaks = ", \"peaks\": [[40, 22500, 30010], null]}";
    Files.writeString(input, shop.substring(0, shop.length() - 1) + peaks);
    Path chart = folder.resolve("peaks.svg");

    String said =
        PlanRun.of("--input", input.toString(), "--chart", chart.toString()).succeeded().out();

    assertThat(said)
        .containsPattern("1 +az1 .* MiB/s, peak \\d+\\.\\d MiB/s .* %, peak \\d+\\.\\d %");
    assertThat(Files.readString(chart)).contains("after, at the peak", "class=\"peak\"");
    JsonNode broker = PlanRun.json("--input", input.toString()).get("byBroker").get(0);
    assertThat(broker.get("peakBefore").get("nwIn").asDouble())
        .isGreaterThan(broker.get("before").get("nwIn").asDouble() + 20000);
    assertThat(broker.get("peakAfter").has("disk")).isFalse();
    JsonNode without = PlanRun.json("--input", SHOP).get("byBroker").get(0);
    assertThat(without.has("peakAfter")).isFalse();
  }

  @Test
  void shouldTellTheSameSumsBeforeAndAfterWhenNothingIsAdded() throws IOException {
    JsonNode brokers = PlanRun.json("--input", SHOP, "--add-broker", "4:az1").get("byBroker");

    assertThat(brokers).hasSize(4);
    assertThat(brokers.get(3).get("state").asText()).isEqualTo("NEW");
    for (String measure : List.of("cpu", "disk", "nwIn", "nwOut", "replicas", "leaders")) {
      assertThat(sum(brokers, "after", measure))
          .isCloseTo(sum(brokers, "before", measure), withinPercentage(0.01));
    }
    assertThat(brokers.get(3).get("before").get("replicas").asInt()).isZero();
  }

  private static double sum(JsonNode brokers, String stage, String measure) {
    return IntStream.range(0, brokers.size())
        .mapToDouble(at -> brokers.get(at).get(stage).get(measure).asDouble())
        .sum();
  }

  @Test
  void shouldDrawEveryBrokerBeforeAndAfterInEachPanel() throws Exception {
    Path input = folder.resolve("named.json");
    Files.writeString(
        input,
        Files.readString(Path.of(SHOP)).replace("\"name\": \"shop\"", "\"name\": \"a<b>&c\""));
    Path chart = folder.resolve("brokers.svg");

    PlanRun.of("--input", input.toString(), "--add-broker", "4:az1", "--chart", chart.toString())
        .succeeded();

    Document svg = read(chart);
    assertThat(text(svg, "title", 0)).isEqualTo("a<b>&c: 4 brokers before and after the plan");
    assertThat(text(svg, "desc", 0)).contains("Disk: mean ", "outside 4 → 0, limit ");
    assertThat(count(svg, "circle", "before")).isEqualTo(1 + PANELS * 4);
    assertThat(count(svg, "circle", "after")).isEqualTo(2 + PANELS * 4);
    assertThat(count(svg, "rect", "band")).isEqualTo(1 + PANELS);
    assertThat(Files.readString(chart)).doesNotContain("NaN", "Infinity", "href", "url(");
  }

  private static Document read(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  private static String text(Document svg, String element, int at) {
    return svg.getElementsByTagName(element).item(at).getTextContent();
  }

  private static long count(Document svg, String element, String style) {
    NodeList all = svg.getElementsByTagName(element);
    return IntStream.range(0, all.getLength())
        .filter(at -> ((Element) all.item(at)).getAttribute("class").startsWith(style))
        .count();
  }

  @Test
  void shouldDrawAClusterThatIsEmptyOrHasNoLimits() throws Exception {
    Path input = folder.resolve("empty.json");
    Files.writeString(
        input,
        """
        {"format": "rebalance-input/1", "name": "empty", "brokers": [
          {"id": 1, "rack": "a", "state": "ALIVE", "cap": {"cpu": 100, "disk": 1e12, "nwIn": 1e12, "nwOut": 1e12}}],
         "topics": [], "partitions": []}
        """);
    Path chart = folder.resolve("brokers.svg");

    PlanRun.of("--input", input.toString(), "--chart", chart.toString()).succeeded();

    assertThat(count(read(chart), "circle", "before")).isEqualTo(1 + PANELS);
    assertThat(Files.readString(chart)).doesNotContain("NaN", "Infinity");
  }
}
