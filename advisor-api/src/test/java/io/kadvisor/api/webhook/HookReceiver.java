package io.kadvisor.api.webhook;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Somebody's server: it can be down, refuse, or keep one waiting. */
final class HookReceiver implements AutoCloseable {
  /** One request as it came. */
  record Call(String key, String signature, String type, String body) {
    long time() {
      return Long.parseLong(signature.replaceAll("t=(\\d+),.*", "$1"));
    }
  }

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch never = new CountDownLatch(1);
  private volatile int status = 200;
  private volatile boolean silent;
  private final int port;
  private HttpServer server;

  HookReceiver() {
    up(0);
    port = server.getAddress().getPort();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port + "/hooks?token=planted-in-the-url");
  }

  void answers(int code) {
    status = code;
    silent = false;
  }

  /** It takes the request and says nothing. */
  void saysNothing() {
    silent = true;
  }

  void down() {
    server.stop(0);
  }

  void up() {
    up(port);
  }

  private void up(int where) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), where), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    server.setExecutor(threads);
    server.createContext("/hooks", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    calls.add(
        new Call(
            headers.getFirst("Idempotency-Key"),
            headers.getFirst("Kadvisor-Signature"),
            headers.getFirst("Content-Type"),
            body));
    if (silent) {
      awaitTheEnd();
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void awaitTheEnd() {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    never.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
