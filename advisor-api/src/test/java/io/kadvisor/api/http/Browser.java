package io.kadvisor.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A headless Chromium, driven through its DevTools protocol. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path profile;
  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();

  private Browser(Path profile, Process process, URI page) {
    this.profile = profile;
    this.process = process;
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, new Listener()).join();
    List.of("Page", "Runtime", "Log", "Network", "Audits")
        .forEach(d -> call(d + ".enable", Map.of()));
  }

  /** Starts it with a window of that size. */
  static Browser start(int width, int height) throws IOException {
    Path profile = Files.createTempDirectory("kadvisor-browser");
    Process process = new ProcessBuilder(command(profile, width, height)).start();
    Path portFile = profile.resolve("DevToolsActivePort");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> Files.exists(portFile) && Files.size(portFile) > 0);
    int port = Integer.parseInt(Files.readAllLines(portFile).get(0));
    return new Browser(profile, process, pageOf(port));
  }

  private static List<String> command(Path profile, int width, int height) {
    return List.of(
        System.getProperty("kadvisor.browser", "chromium"),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--hide-scrollbars",
        "--remote-debugging-port=0",
        "--user-data-dir=" + profile,
        "--window-size=" + width + "," + height,
        "about:blank");
  }

  private static URI pageOf(int port) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> firstPage(request), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<URI> firstPage(HttpRequest request) throws Exception {
    String list =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    for (JsonNode target : JSON.readTree(list)) {
      if (target.path("type").asText().equals("page")) {
        return Optional.of(URI.create(target.path("webSocketDebuggerUrl").asText()));
      }
    }
    return Optional.empty();
  }

  /** Calls a method of the protocol and waits for its result. */
  JsonNode call(String method, Map<String, ?> parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    socket.sendText(message.toString(), true).join();
    JsonNode result = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    if (result.has("error")) {
      throw new IllegalStateException(method + ": " + result.path("error"));
    }
    return result.path("result");
  }

  void open(String url) {
    call("Page.navigate", Map.of("url", url));
  }

  /** A window of that many CSS pixels. */
  void resize(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  void prefer(String colourScheme) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colourScheme))));
  }

  /** The value of an expression. */
  JsonNode evaluate(String script) {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(script + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Waits until an expression is true. */
  void await(String script) {
    Awaitility.await(script)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> evaluate(script).asBoolean());
  }

  /** What the browser complained of: violations of the policy, errors of scripts, failed loads. */
  List<String> complaints() {
    List<String> found = new ArrayList<>();
    for (JsonNode event : events) {
      String method = event.path("method").asText();
      boolean error = event.at("/params/entry/level").asText().equals("error");
      if (method.equals("Audits.issueAdded") || method.equals("Runtime.exceptionThrown") || error) {
        found.add(event.toString());
      }
    }
    return found;
  }

  /** Every address that the page asked for. */
  List<URI> requests() {
    return events.stream()
        .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
        .map(event -> URI.create(event.at("/params/request/url").asText()))
        .toList();
  }

  void screenshot(Path file) throws IOException {
    JsonNode shot = call("Page.captureScreenshot", Map.of("format", "png"));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(shot.path("data").asText()));
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    private void take(String message) {
      try {
        JsonNode node = JSON.readTree(message);
        if (node.has("id")) {
          answers.remove(node.path("id").asInt()).complete(node);
        } else {
          events.add(node);
        }
      } catch (IOException e) {
        throw new IllegalStateException("the browser speaks JSON", e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
