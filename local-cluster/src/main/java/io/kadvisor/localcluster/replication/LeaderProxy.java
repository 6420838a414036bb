package io.kadvisor.localcluster.replication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What one broker advertises instead of its own replication port. */
final class LeaderProxy implements AutoCloseable {
  private static final int CONNECT_MILLISECONDS = 5_000;

  /** What waits in front of a limited path waits at the leader. */
  private static final int RECEIVE_BYTES = 64 * 1024;

  private final ServerSocket server;
  private final int leaderPort;
  private final Threads threads;
  private final Map<Integer, ReplicationPath> paths = new ConcurrentHashMap<>();
  private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();

  LeaderProxy(int leaderPort, Threads threads) {
    this.leaderPort = leaderPort;
    this.threads = threads;
    try {
      this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  ReplicationPath path(int follower) {
    return paths.computeIfAbsent(follower, id -> new ReplicationPath());
  }

  void free() {
    paths.values().forEach(path -> path.set(Passage.free()));
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        threads.start(() -> serve(near));
      } catch (IOException closed) {
        // the loop ends with the socket
      }
    }
  }

  private void serve(Socket near) {
    try (near;
        Socket leader = connect()) {
      near.setTcpNoDelay(true);
      var connection = new ProxiedConnection(near, leader, this::path);
      open.add(connection);
      try {
        connection.run(threads);
      } finally {
        open.remove(connection);
      }
    } catch (IOException unreachable) {
      // a leader that is dead refuses, and so does its proxy
    }
  }

  private Socket connect() throws IOException {
    var socket = new Socket();
    try {
      socket.setReceiveBufferSize(RECEIVE_BYTES);
      socket.setTcpNoDelay(true);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), leaderPort),
          CONNECT_MILLISECONDS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(ProxiedConnection::close);
  }
}
