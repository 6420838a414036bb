package io.kadvisor.localcluster.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.requests.RequestHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstRequestTest {
  @Test
  void shouldKnowTheFollowerWhenItsFetcherAsksForVersions() throws IOException {
    byte[] request =
        request(ApiKeys.API_VERSIONS, "broker-12-fetcher-0", new ApiVersionsRequestData());

    FirstRequest first = FirstRequest.read(new ByteArrayInputStream(request));

    assertThat(first.follower()).hasValue(12);
    assertThat(request).startsWith(first.bytes());
  }

  @Test
  void shouldKnowTheFollowerWhenItsFetcherFetches() throws IOException {
    byte[] request = request(ApiKeys.FETCH, "broker-3-fetcher-7", new FetchRequestData());

    assertThat(FirstRequest.read(new ByteArrayInputStream(request)).follower()).hasValue(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3",
        "broker-3",
        "broker-x-fetcher-1",
        "broker-99999999999-fetcher-1",
        "a-client-id-that-is-longer-than-whatever-a-fetcher-of-any-broker-calls-itself"
      })
  void shouldKnowNobodyWhenItIsNoFetcher(String clientId) throws IOException {
    byte[] request = request(ApiKeys.FETCH, clientId, new FetchRequestData());

    FirstRequest first = FirstRequest.read(new ByteArrayInputStream(request));

    assertThat(first.follower()).isEmpty();
    assertThat(request).startsWith(first.bytes());
  }

  @Test
  void shouldKnowNobodyWhenThereIsNoClientId() throws IOException {
    byte[] request = ByteBuffer.allocate(14).putInt(10).putLong(0).putShort((short) -1).array();

    FirstRequest first = FirstRequest.read(new ByteArrayInputStream(request));

    assertThat(first.follower()).isEmpty();
    assertThat(first.bytes()).isEqualTo(request);
  }

  @Test
  void shouldSayThatItEndedWhenTheConnectionEndsEarly() {
    assertThatThrownBy(() -> FirstRequest.read(new ByteArrayInputStream(new byte[9])))
        .isInstanceOf(EOFException.class);
  }

  private static byte[] request(ApiKeys api, String clientId, ApiMessage message) {
    var header = new RequestHeader(api, api.latestVersion(), clientId, 42);
    var cache = new ObjectSerializationCache();
    int headerBytes = header.data().size(cache, header.headerVersion());
    int bodyBytes = message.size(cache, api.latestVersion());
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + headerBytes + bodyBytes);
    bytes.putInt(headerBytes + bodyBytes);
    header.data().write(new ByteBufferAccessor(bytes), cache, header.headerVersion());
    message.write(new ByteBufferAccessor(bytes), cache, api.latestVersion());
    return bytes.array();
  }
}
