package io.kadvisor.api.http;

import io.javalin.http.Context;
import io.kadvisor.api.access.Caller;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.catalogue.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What advisories name as their runbook: the documentation's page of each rule, as it is. */
final class RunbookRoute {
  private static final String FOLDER = "/io/kadvisor/api/runbooks/";

  /** Several warnings in one have a page and no rule. */
  private static final String DIGEST = "digest";

  private final Map<String, String> pages = pages();

  private static Map<String, String> pages() {
    Map<String, String> pages = new TreeMap<>();
    Rules.definitions().stream()
        .map(RuleDefinition::name)
        .forEach(rule -> pages.put(rule, content(rule)));
    pages.put(DIGEST, content(DIGEST));
    return pages;
  }

  Route route() {
    return Route.open("/runbooks/{rule}", this::answer);
  }

  private void answer(Context context, Caller caller) {
    String page = pages.get(context.pathParam("rule"));
    if (page == null) {
      throw Problem.Kind.NOT_FOUND.because("No rule is called " + context.pathParam("rule") + ".");
    }
    context.contentType("text/plain; charset=utf-8").result(page);
  }

  private static String content(String rule) {
    try (InputStream in = RunbookRoute.class.getResourceAsStream(FOLDER + rule + ".md")) {
      if (in == null) {
        throw new IllegalStateException("the jar has no runbook of " + rule);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(rule, e);
    }
  }
}
