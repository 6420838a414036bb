package io.kadvisor.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import io.kadvisor.api.health.Blindness;
import io.kadvisor.api.health.Sight;
import io.kadvisor.api.read.ClusterBook;
import io.kadvisor.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** Writes answers: each says the time that it stands for and whether that is current. */
final class Reply {
  private final Sight sight;

  Reply(Sight sight) {
    this.sight = sight;
  }

  /**
   * A list.
   *
   * @param asOf time of the last sweep behind it; absent before the first
   * @param blind why it is not current; absent when it is
   * @param total of all pages
   * @param next cursor of the next page
   */
  record Items<T>(
      Optional<Instant> asOf,
      Optional<Blindness> blind,
      int total,
      Optional<String> next,
      List<T> items) {}

  /** One thing, with its time. */
  record Item<T>(Optional<Instant> asOf, Optional<Blindness> blind, T item) {}

  /** What an entity tag stands for: everything but the time. */
  private record Tagged(
      Optional<Blindness> blind, int total, Optional<String> next, Object items) {}

  <T> void items(Context context, Optional<ClusterBook> book, Paging.Cut<T> cut) {
    Optional<Blindness> blind = blind(book);
    Optional<Instant> asOf = asOf(book);
    asOf.ifPresent(time -> context.header("Kadvisor-As-Of", time.toString()));
    if (!unchanged(context, new Tagged(blind, cut.total(), cut.next(), cut.items()))) {
      json(context, 200, new Items<>(asOf, blind, cut.total(), cut.next(), cut.items()));
    }
  }

  <T> void item(Context context, Optional<ClusterBook> book, T item) {
    Optional<Blindness> blind = blind(book);
    Optional<Instant> asOf = asOf(book);
    asOf.ifPresent(time -> context.header("Kadvisor-As-Of", time.toString()));
    if (!unchanged(context, new Tagged(blind, 1, Optional.empty(), item))) {
      json(context, 200, new Item<>(asOf, blind, item));
    }
  }

  private Optional<Blindness> blind(Optional<ClusterBook> book) {
    return book.map(sight::blind).orElseGet(() -> sight.blind().stream().findFirst());
  }

  private Optional<Instant> asOf(Optional<ClusterBook> book) {
    return book.map(ClusterBook::lastSeen)
        .orElseGet(
            () ->
                sight.watched().stream()
                    .flatMap(b -> b.lastSeen().stream())
                    .min(Instant::compareTo));
  }

  private static boolean unchanged(Context context, Tagged content) {
    CRC32 sum = new CRC32();
    byte[] bytes = bytes(content);
    sum.update(bytes);
    String tag =
        "W/\"" + Long.toHexString(sum.getValue()) + "-" + Integer.toHexString(bytes.length) + "\"";
    context.header("ETag", tag);
    String known = context.header("If-None-Match");
    boolean same = known != null && List.of(known.split("\\s*,\\s*")).contains(tag);
    if (same) {
      context.status(304);
    }
    return same;
  }

  static void json(Context context, int status, Object body) {
    context.status(status).contentType("application/json").result(bytes(body));
  }

  static void problem(Context context, Problem.Found found) {
    String path = context.path();
    context
        .status(found.status())
        .contentType("application/problem+json")
        .result(bytes(found.at(path)));
  }

  private static byte[] bytes(Object value) {
    try {
      return Json.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every answer can be written", e);
    }
  }
}
