package io.kadvisor.api.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page of things that have a fixed place in an order, so that nothing is skipped or told twice
 * while things come and go.
 *
 * @param limit how many
 * @param after the place of the last one of the page before
 */
record Paging(int limit, Optional<String> after) {
  private static final int USUAL = 100;
  private static final int MOST = 500;

  static Paging of(Parameters parameters) {
    return new Paging(
        parameters.number("limit", USUAL, 1, MOST),
        parameters.read("after", "the 'next' of the page before", Paging::decode));
  }

  /** The page, cut from all. */
  <T> Cut<T> cut(List<T> all, Function<T, String> place) {
    List<T> rest =
        all.stream()
            .filter(item -> after.isEmpty() || place.apply(item).compareTo(after.get()) > 0)
            .sorted(Comparator.comparing(place))
            .limit(limit + 1L)
            .toList();
    boolean more = rest.size() > limit;
    List<T> page = more ? rest.subList(0, limit) : rest;
    return new Cut<>(
        page,
        all.size(),
        more ? Optional.of(encode(place.apply(page.get(limit - 1)))) : Optional.empty());
  }

  /** A page and where the next one begins. */
  record Cut<T>(List<T> items, int total, Optional<String> next) {
    <R> Cut<R> map(Function<T, R> view) {
      return new Cut<>(items.stream().map(view).toList(), total, next);
    }
  }

  private static String encode(String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String text) {
    return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
  }
}
