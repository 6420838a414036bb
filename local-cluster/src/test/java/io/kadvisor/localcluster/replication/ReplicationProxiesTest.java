package io.kadvisor.localcluster.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A leader that is a plain socket: it sees what followers send and answers what the test says. */
@Timeout(30)
class ReplicationProxiesTest {
  private static final int LEADER = 1;
  private static final Duration FOR_EVER = Duration.ofHours(1);

  private final ReplicationProxies proxies = new ReplicationProxies();
  private ServerSocket leader;
  private int port;

  @BeforeEach
  void open() throws IOException {
    leader = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    port = proxies.open(LEADER, leader.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    proxies.close();
    leader.close();
  }

  @Test
  void shouldPassBothWaysWhenFree() throws IOException {
    try (Pair pair = connect("broker-2-fetcher-0")) {
      pair.follower().getOutputStream().write("more".getBytes(StandardCharsets.US_ASCII));
      assertThat(pair.leaderReads(4)).isEqualTo("more");

      pair.leaderSide().getOutputStream().write("answer".getBytes(StandardCharsets.US_ASCII));
      assertThat(pair.followerReads(6)).isEqualTo("answer");
    }
  }

  @Test
  void shouldHoldTheRequestsOfOneFollowerWhenDelayed() throws IOException {
    try (Pair slow = connect("broker-2-fetcher-0");
        Pair other = connect("broker-3-fetcher-0")) {
      proxies.set(LEADER, 2, Passage.delayed(FOR_EVER));

      slow.follower().getOutputStream().write('x');
      other.follower().getOutputStream().write('y');

      assertThat(other.leaderReads(1)).isEqualTo("y");
      assertThat(slow.leaderSide().getInputStream().available()).isZero();
      proxies.set(LEADER, 2, Passage.free());
      assertThat(slow.leaderReads(1)).isEqualTo("x");
    }
  }

  @Test
  void shouldTrickleWhenLimited() throws IOException {
    try (Pair pair = connect("broker-2-fetcher-0")) {
      proxies.set(LEADER, 2, Passage.limited(5));

      pair.leaderSide().getOutputStream().write(new byte[10_000]);

      // at five bytes a second it would take half an hour
      assertThat(pair.followerReads(1)).hasSize(1);
      assertThat(pair.follower().getInputStream().available()).isLessThan(9_000);
      proxies.free();
      assertThat(pair.followerReads(9_999)).hasSize(9_999);
    }
  }

  @Test
  void shouldCloseAndRefuseWhenDropped() throws IOException {
    try (Pair standing = connect("broker-2-fetcher-0");
        Pair other = connect("broker-3-fetcher-0")) {
      proxies.set(LEADER, 2, Passage.dropped());

      assertThat(standing.follower().getInputStream().read()).isNegative();
      try (Socket next = follower("broker-2-fetcher-0")) {
        assertThat(next.getInputStream().read()).isNegative();
      }
      other.follower().getOutputStream().write('y');
      assertThat(other.leaderReads(1)).isEqualTo("y");
    }
    // what the refused one left at the leader
    leader.accept().close();

    proxies.free();

    try (Pair again = connect("broker-2-fetcher-0")) {
      assertThat(again.follower().isConnected()).isTrue();
    }
  }

  @Test
  void shouldTouchNoOtherConnectionWhenAFollowerIsDropped() throws IOException {
    proxies.set(LEADER, 2, Passage.dropped());

    try (Pair pair = connect("2")) {
      pair.follower().getOutputStream().write('x');
      assertThat(pair.leaderReads(1)).isEqualTo("x");
    }
  }

  @Test
  void shouldCloseWhenTheLeaderIsDead() throws IOException {
    leader.close();

    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertThat(socket.getInputStream().read()).isNegative();
    }
  }

  @Test
  void shouldSayWhichBrokerHasNoProxy() {
    assertThatThrownBy(() -> proxies.set(9, 2, Passage.free()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("broker 9");
  }

  /** A follower's connection that has said who it is, and its other end. */
  private record Pair(Socket follower, Socket leaderSide) implements AutoCloseable {
    String leaderReads(int bytes) throws IOException {
      return read(leaderSide, bytes);
    }

    String followerReads(int bytes) throws IOException {
      return read(follower, bytes);
    }

    private static String read(Socket socket, int bytes) throws IOException {
      return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
      follower.close();
      leaderSide.close();
    }
  }

  private Pair connect(String clientId) throws IOException {
    Socket follower = follower(clientId);
    Socket leaderSide = leader.accept();
    byte[] first = leaderSide.getInputStream().readNBytes(head(clientId).length);
    assertThat(Arrays.equals(first, head(clientId))).isTrue();
    return new Pair(follower, leaderSide);
  }

  private Socket follower(String clientId) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.getOutputStream().write(head(clientId));
    return socket;
  }

  private static byte[] head(String clientId) {
    byte[] id = clientId.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(14 + id.length)
        .putInt(10 + id.length)
        .putShort((short) 18)
        .putShort((short) 4)
        .putInt(1)
        .putShort((short) id.length)
        .put(id)
        .array();
  }
}
