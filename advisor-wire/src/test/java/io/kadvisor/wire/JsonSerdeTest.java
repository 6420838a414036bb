package io.kadvisor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kadvisor.model.advisory.Artefact;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class JsonSerdeTest {
  private static final JsonSerde<Artefact> ARTEFACTS = JsonSerde.of(Artefact.class);

  @Test
  void shouldRefuseToWriteWhenAValueIsAboveTheLimit() {
    Artefact large = artefact("x".repeat((int) JsonSerde.LIMIT.bytes()));

    assertThatThrownBy(() -> ARTEFACTS.serializer().serialize("any", large))
        .isInstanceOf(TooLargeException.class)
        .hasMessageContaining("Artefact")
        .hasMessageContaining("256.0 KiB");
    assertThat(JsonSerde.unlimited(Artefact.class).serializer().serialize("any", large))
        .isNotEmpty();
  }

  @Test
  void shouldNameTheTypeWhenTheBytesAreNoneOfIt() {
    for (String text : new String[] {"", "{", "[]", "null", "{\"part\":-1}"}) {
      assertThatThrownBy(
              () ->
                  ARTEFACTS
                      .deserializer()
                      .deserialize("any", text.getBytes(StandardCharsets.UTF_8)))
          .as(text)
          .isInstanceOf(SerializationException.class)
          .hasMessageStartingWith("no Artefact");
    }
  }

  @Test
  void shouldStayNullWhenItIsATombstone() {
    assertThat(ARTEFACTS.serializer().serialize("any", null)).isNull();
    assertThat(ARTEFACTS.deserializer().deserialize("any", null)).isNull();
  }

  @Test
  void shouldWriteMillisecondsWhenATimeIsFinerOrWhole() throws Exception {
    assertThat(
            Json.mapper()
                .writeValueAsString(
                    new SweepId(1, Instant.parse("2026-11-21T08:00:00.123456789Z"))))
        .contains("\"2026-11-21T08:00:00.123Z\"");
    assertThat(
            Json.mapper().writeValueAsString(new SweepId(1, Instant.parse("2026-11-21T08:00:00Z"))))
        .contains("\"2026-11-21T08:00:00.000Z\"");
  }

  @Test
  void shouldRefuseWhenACommandIsOfNoKnownKind() {
    assertThatThrownBy(
            () ->
                JsonSerde.of(Command.class)
                    .deserializer()
                    .deserialize("any", "{\"type\":\"explode\"}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith("no Command");
  }

  private static Artefact artefact(String content) {
    Artefact example = WireExamples.artefact();
    return new Artefact(
        Sample.VERSION,
        example.cluster(),
        example.advisory(),
        "a",
        "text/plain",
        0,
        1,
        example.createdAt(),
        content);
  }
}
