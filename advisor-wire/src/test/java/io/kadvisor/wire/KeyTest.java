package io.kadvisor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.sample.TopicParts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class KeyTest {
  private static final ClusterId CLUSTER = new ClusterId("lkc-1");

  @Property
  void shouldComeBackWhenWrittenAndRead(
      @ForAll("names") String cluster, @ForAll("parts") List<String> parts) {
    Key key = new Key(new ClusterId("c" + cluster), parts);

    assertThat(Key.parse(key.toString())).isEqualTo(key);
  }

  @Property
  void shouldComeBackFromBytesWhenItIsText(@ForAll("parts") List<String> parts) {
    Key key = new Key(CLUSTER, parts);

    byte[] bytes = Key.serde().serializer().serialize("any", key);

    assertThat(Key.serde().deserializer().deserialize("any", bytes)).isEqualTo(key);
  }

  @Property
  void shouldLiveInOnePartitionWhenTheClusterIsTheSame(
      @ForAll("names") String name, @ForAll("parts") List<String> parts) {
    ClusterId cluster = new ClusterId("c" + name);
    byte[] bytes = Key.serde().serializer().serialize("any", new Key(cluster, parts));

    assertThat(ClusterPartitioner.partitionOf(bytes, 7))
        .isEqualTo(ClusterPartitioner.partitionOf(cluster, 7))
        .isBetween(0, 6);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars("|%257Cab").ofMaxLength(8),
        Arbitraries.strings().alpha().numeric().withChars("é☃ .:").ofMaxLength(8));
  }

  @Provide
  Arbitrary<List<String>> parts() {
    return names().list().ofMaxSize(4);
  }

  @Test
  void shouldKeepTheEmptyGroupApartWhenTheClusterHasAKeyToo() {
    assertThat(Key.of(CLUSTER)).hasToString("lkc-1");
    assertThat(Key.of(CLUSTER, "")).hasToString("lkc-1|");
  }

  @Test
  void shouldHaveAKeyOfItsOwnWhenASampleIsAPart() {
    var parts = TopicParts.split(WireExamples.topicSample(), 2);

    assertThat(Keys.of(WireExamples.topicSample())).hasToString(ofTopic());
    assertThat(Keys.of(parts.get(0))).hasToString(ofTopic() + "|0");
    assertThat(Keys.of(parts.get(1))).hasToString(ofTopic() + "|1");
  }

  private static String ofTopic() {
    var sample = WireExamples.topicSample();
    return sample.cluster() + "|" + sample.topic();
  }

  @Test
  void shouldBeReadableWhenNothingNeedsAnEscape() {
    assertThat(Key.of(CLUSTER, "a|b", "50%")).hasToString("lkc-1|a%7Cb|50%25");
  }

  @Test
  void shouldRefuseWhenTheBytesAreNoKey() {
    for (String text : List.of("", "|a", "c|%", "c|%41", "c|%7c")) {
      assertThatThrownBy(
              () ->
                  Key.serde()
                      .deserializer()
                      .deserialize("any", text.getBytes(StandardCharsets.UTF_8)))
          .as(text)
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("a key reads cluster|part");
    }
  }
}
