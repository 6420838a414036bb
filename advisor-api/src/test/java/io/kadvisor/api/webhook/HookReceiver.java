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
import java.util.concurrent.TimeUnit;

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
  private volatile boolean stalling;
  private volatile boolean left;
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
    stalling = false;
  }

  /** It takes the request and says nothing. */
  void saysNothing() {
    silent = true;
  }

  /** It answers with a status, and the body never ends. */
  void stallsInTheBody() {
    stalling = true;
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
    if (stalling) {
      trickle(exchange);
      return;
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** A byte now and then, until nobody is there any more to read it. */
  private void trickle(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(status, 0);
    try {
      while (!never.await(10, TimeUnit.MILLISECONDS)) {
        exchange.getResponseBody().write('.');
        exchange.getResponseBody().flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException gone) {
      left = true;
    }
  }

  /** Whether a caller went away before the answer was whole. */
  boolean wasLeft() {
    return left;
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
