package io.kadvisor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnReadersTest {
  /** What stands after the columns shows that reading went on in the right place. */
  record Row(IntColumn ints, LongColumn longs, String end) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[0]",
        "[-0]",
        "[7,-7,70]",
        "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]",
        "[2147483647,-2147483648]",
        "[ 1,\n2 ]",
        "[1.0]",
        "[1e2]"
      })
  void shouldReadWhatJacksonReadsTokenByToken(String column) throws IOException {
    String json = "{\"ints\":%s,\"longs\":%s,\"end\":\"here\"}".formatted(column, column);

    Row read = Json.mapper().readValue(json.getBytes(StandardCharsets.UTF_8), Row.class);

    assertThat(read).isEqualTo(Json.mapper().readValue(json, Row.class));
    assertThat(read.end()).isEqualTo("here");
  }

  @Test
  void shouldReadLongNumbersAndAbsentOnes() throws IOException {
    assertThat(longs("[9223372036854775807,999999999999999999,null,-3]"))
        .isEqualTo(LongColumn.of(Long.MAX_VALUE, 999_999_999_999_999_999L, LongColumn.ABSENT, -3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1,]", "[,1]", "[01]", "[-]", "[--1]", "[1-2]", "[1", "{}", "[true]"})
  void shouldRefuseWhatIsNoColumn(String column) {
    assertThatThrownBy(() -> longs(column)).isInstanceOf(JsonProcessingException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[2147483648]", "[-2147483649]", "[99999999999999999999]"})
  void shouldRefuseWhatDoesNotFit(String column) {
    String json = "{\"ints\":" + column + "}";

    assertThatThrownBy(
            () -> Json.mapper().readValue(json.getBytes(StandardCharsets.UTF_8), Row.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void shouldKeepEqualShortColumnsOnce() throws IOException {
    byte[] json = "{\"ints\":[3,1,2]}".getBytes(StandardCharsets.UTF_8);

    Row one = Json.mapper().readValue(json, Row.class);
    Row other = Json.mapper().readValue(json, Row.class);

    assertThat(one.ints()).isSameAs(other.ints()).isEqualTo(IntColumn.of(3, 1, 2));
  }

  /** What stands after the lists shows that reading went on in the right place. */
  record Table(List<IntColumn> replicas, List<IntColumn> isr, LongColumn one, LongColumn other) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[[]]",
        "[[1,2],[2,3]]",
        "[[-1],[],[1,2,3,4,5,6,7,8,9,10]]",
        "[[1],\n[2]]",
        "[[1.0],[2]]",
        "null"
      })
  void shouldReadListsOfColumnsAsJacksonDoesTokenByToken(String rows) throws IOException {
    for (String isr : List.of(rows, "[[1,2]]", "[[1,2],[2,3],[4]]")) {
      String json = table(rows, isr, "[1,2]", "[1,2]");

      Table read = Json.mapper().readValue(json.getBytes(StandardCharsets.UTF_8), Table.class);

      assertThat(read).isEqualTo(Json.mapper().readValue(json, Table.class));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[1]", "[[1],]", "[[1]", "[[1,]]", "[[1],2]", "[[2147483648]]", "[[1]{}]"})
  void shouldRefuseWhatIsNoListOfColumns(String rows) {
    byte[] json = table(rows, "[[1]]", "[]", "[]").getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Json.mapper().readValue(json, Table.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void shouldTakeTheSameBytesForTheSameColumn() throws IOException {
    String json = table("[[1,2],[2,3]]", "[[1,2],[2,3]]", "[7,8]", "[7,8]");

    Table read = Json.mapper().readValue(json.getBytes(StandardCharsets.UTF_8), Table.class);

    assertThat(read.isr()).isSameAs(read.replicas());
    assertThat(read.other()).isSameAs(read.one()).isEqualTo(LongColumn.of(7, 8));
  }

  @Test
  void shouldTellColumnsApartThatBeginAlike() throws IOException {
    String json = table("[[1,2],[2,3]]", "[[1,2],[2,3],[3]]", "[7,8]", "[7,80]");

    Table read = Json.mapper().readValue(json.getBytes(StandardCharsets.UTF_8), Table.class);

    assertThat(read.isr()).containsExactly(IntColumn.of(1, 2), IntColumn.of(2, 3), IntColumn.of(3));
    assertThat(read.other()).isEqualTo(LongColumn.of(7, 80));
  }

  @Test
  void shouldKeepEqualListsOfColumnsOnce() throws IOException {
    Table one = read(table("[[4,5],[5,6]]", "[[4,5],[5,6]]", "[1]", "[2]"));
    Table other = read(table("[[4,5],[5,6]]", "[[4,5]]", "[3]", "[4]"));

    assertThat(one.replicas()).isSameAs(other.replicas());
    assertThat(other.isr()).containsExactly(IntColumn.of(4, 5));
    assertThat(other.one()).isEqualTo(LongColumn.of(3));
  }

  /** By so many bytes a list is found again; what stands behind them decides. */
  @Test
  void shouldTellListsApartThatBeginAlikeForLong() throws IOException {
    String begin = "[" + "[101,102,103],".repeat(20);

    assertThat(read(table(begin + "[1,2]]", "[]", "[]", "[]")).replicas().get(20))
        .isEqualTo(IntColumn.of(1, 2));
    assertThat(read(table(begin + "[1,3]]", "[]", "[]", "[]")).replicas().get(20))
        .isEqualTo(IntColumn.of(1, 3));
    assertThat(read(table(begin + "[1,2]]", "[]", "[]", "[]")).replicas().get(20))
        .isEqualTo(IntColumn.of(1, 2));
    assertThat(read(table(begin + "[1,2],[4]]", "[]", "[]", "[]")).replicas()).hasSize(22);
  }

  @Test
  void shouldReadListsThatAreTooLongToKeep() throws IOException {
    String rows = "[" + "[101,102,103],".repeat(500) + "[7]]";

    List<IntColumn> once = read(table(rows, "[]", "[]", "[]")).replicas();
    List<IntColumn> again = read(table(rows, "[]", "[]", "[]")).replicas();

    assertThat(once).hasSize(501);
    assertThat(again).isEqualTo(once).isNotSameAs(once);
    assertThat(read(table(rows, rows, "[5]", "[]")).one()).isEqualTo(LongColumn.of(5));
  }

  private static Table read(String json) throws IOException {
    return Json.mapper().readValue(json.getBytes(StandardCharsets.UTF_8), Table.class);
  }

  private static String table(String replicas, String isr, String one, String other) {
    return "{\"replicas\":%s,\"isr\":%s,\"one\":%s,\"other\":%s}"
        .formatted(replicas, isr, one, other);
  }

  private static LongColumn longs(String column) throws IOException {
    String json = "{\"longs\":" + column + ",\"end\":\"here\"}";
    Row row = Json.mapper().readValue(json.getBytes(StandardCharsets.UTF_8), Row.class);
    assertThat(row.end()).isEqualTo("here");
    return row.longs();
  }
}
