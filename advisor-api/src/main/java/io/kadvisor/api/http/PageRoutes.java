package io.kadvisor.api.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The page and the OpenAPI document: files of the class path, named one by one, so that no other
 * can be asked for.
 */
final class PageRoutes {
  private static final String FOLDER = "/io/kadvisor/api/page/";
  private static final Map<String, String> ASSETS = assets();

  private static Map<String, String> assets() {
    String script = "text/javascript; charset=utf-8";
    Map<String, String> assets = new TreeMap<>();
    for (String name :
        List.of(
            "app", "service", "dom", "words", "story", "plan", "brokers", "cluster", "lag",
            "watch")) {
      assets.put(name + ".js", script);
    }
    assets.put("page.css", "text/css; charset=utf-8");
    assets.put("icon.svg", "image/svg+xml");
    return assets;
  }

  List<Route> routes() {
    Stream<Route> assets =
        ASSETS.entrySet().stream()
            .map(asset -> file("/assets/" + asset.getKey(), asset.getKey(), asset.getValue()));
    Stream<Route> documents =
        Stream.of(
            file("/", "index.html", "text/html; charset=utf-8"),
            file("/api/v1/openapi.json", "openapi.json", "application/json"));
    return Stream.concat(documents, assets).toList();
  }

  private static Route file(String path, String name, String type) {
    byte[] content = content(name);
    String tag = "\"" + Integer.toHexString(Arrays.hashCode(content)) + "-" + content.length + "\"";
    return Route.open(path, (context, caller) -> send(context, content, type, tag));
  }

  private static void send(Context context, byte[] content, String type, String tag) {
    context.header("ETag", tag).header("Cache-Control", "no-cache");
    if (tag.equals(context.header("If-None-Match"))) {
      context.status(304);
    } else {
      context.contentType(type).result(content);
    }
  }

  private static byte[] content(String name) {
    try (InputStream in = PageRoutes.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar has no " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
