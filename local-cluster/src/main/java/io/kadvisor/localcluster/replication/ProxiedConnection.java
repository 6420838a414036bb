package io.kadvisor.localcluster.replication;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * One connection through a proxy: a thread and a small buffer for each direction. What the receiver
 * does not take stays with the sender.
 */
final class ProxiedConnection {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final Socket near;
  private final Socket leader;
  private final IntFunction<ReplicationPath> paths;

  /**
   * @param near towards whoever connected
   * @param paths the way to a follower of this leader, by its id
   */
  ProxiedConnection(Socket near, Socket leader, IntFunction<ReplicationPath> paths) {
    this.near = near;
    this.leader = leader;
    this.paths = paths;
  }

  /** Serves the connection until it ends; the caller's thread is that of the requests. */
  void run(Threads threads) {
    // until it is known who connects, and for whoever is no follower, nothing is held up
    var path = new ReplicationPath();
    try {
      FirstRequest first = FirstRequest.read(near.getInputStream());
      path = pathOf(first.follower());
      if (path.admit(this)) {
        ReplicationPath known = path;
        threads.start(() -> answers(known));
        requests(first, path);
      }
    } catch (IOException | InterruptedException ended) {
      // either side may end it at any time: that is no news
    } finally {
      path.forget(this);
      close();
    }
  }

  private ReplicationPath pathOf(OptionalInt follower) {
    return follower.isPresent() ? paths.apply(follower.getAsInt()) : new ReplicationPath();
  }

  private void requests(FirstRequest first, ReplicationPath path)
      throws IOException, InterruptedException {
    InputStream in = near.getInputStream();
    OutputStream out = leader.getOutputStream();
    path.delayRequest();
    out.write(first.bytes());
    var buffer = new byte[BUFFER_BYTES];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      path.delayRequest();
      out.write(buffer, 0, count);
    }
  }

  private void answers(ReplicationPath path) {
    try {
      InputStream in = leader.getInputStream();
      OutputStream out = near.getOutputStream();
      var buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        for (int sent = 0; sent < count; ) {
          int piece = path.piece(count - sent);
          out.write(buffer, sent, piece);
          path.pay(piece);
          sent += piece;
        }
      }
    } catch (IOException | InterruptedException ended) {
      // as above
    } finally {
      close();
    }
  }

  /** Ends both sides; their threads follow. */
  void close() {
    close(near);
    close(leader);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // nothing is left to be done
    }
  }
}
