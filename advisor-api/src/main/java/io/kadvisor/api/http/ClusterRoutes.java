package io.kadvisor.api.http;

import io.javalin.http.Context;
import io.kadvisor.api.access.Caller;
import io.kadvisor.api.health.Sight;
import io.kadvisor.api.read.ClusterBook;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** What was seen: clusters, brokers, topics, partitions, groups, windows, findings. */
final class ClusterRoutes {
  private static final String CLUSTER = "/api/v1/clusters/{cluster}";
  private static final int MOST_PARTITIONS = 1_000;
  private static final Duration RECENT = Duration.ofHours(1);

  private final Places places;
  private final Reply reply;
  private final Sight sight;

  ClusterRoutes(Places places, Reply reply, Sight sight) {
    this.places = places;
    this.reply = reply;
    this.sight = sight;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/clusters", this::clusters),
        Route.get(CLUSTER, this::cluster),
        Route.get(CLUSTER + "/brokers", this::brokers),
        Route.get(CLUSTER + "/topics", this::topics),
        Route.get(CLUSTER + "/topics/{topic}/partitions", this::partitions),
        Route.get(CLUSTER + "/groups", this::groups),
        Route.get(CLUSTER + "/windows", this::windows),
        Route.get(CLUSTER + "/findings", this::findings));
  }

  private void clusters(Context context, Caller caller) {
    Parameters parameters = new Parameters(context);
    Paging paging = Paging.of(parameters);
    parameters.end();
    Paging.Cut<ClusterBook> cut = paging.cut(places.clusters(), book -> book.id().value());
    reply.items(context, Optional.empty(), cut.map(book -> ClusterView.of(book, sight)));
  }

  private void cluster(Context context, Caller caller) {
    new Parameters(context).end();
    ClusterBook book = places.cluster(context);
    reply.item(context, Optional.of(book), ClusterView.of(book, sight));
  }

  private void brokers(Context context, Caller caller) {
    Parameters parameters = new Parameters(context);
    Paging paging = Paging.of(parameters);
    parameters.end();
    ClusterBook book = places.cluster(context);
    Paging.Cut<BrokerView> cut =
        paging.cut(
            BrokerView.all(book), broker -> String.format(Locale.ROOT, "%010d", broker.id()));
    reply.items(context, Optional.of(book), cut);
  }

  private void topics(Context context, Caller caller) {
    Parameters parameters = new Parameters(context);
    Paging paging = Paging.of(parameters);
    Optional<String> text = parameters.text("q").map(ClusterRoutes::lower);
    boolean all = parameters.flag("internal").orElse(true);
    parameters.end();
    ClusterBook book = places.cluster(context);
    List<TopicSample> topics =
        book.topics().stream()
            .filter(topic -> all || !(topic.internal() || topic.self()))
            .filter(topic -> contains(topic.topic().value(), text))
            .toList();
    reply.items(
        context, Optional.of(book), paging.cut(topics, t -> t.topic().value()).map(TopicView::of));
  }

  private void partitions(Context context, Caller caller) {
    Parameters parameters = new Parameters(context);
    int first = parameters.number("first", 0, 0, Integer.MAX_VALUE);
    int limit = parameters.number("limit", MOST_PARTITIONS, 1, MOST_PARTITIONS);
    parameters.end();
    ClusterBook book = places.cluster(context);
    String name = context.pathParam("topic");
    TopicSample topic =
        Optional.of(name)
            .filter(n -> !n.isEmpty())
            .flatMap(n -> book.topic(new TopicName(n)))
            .orElseThrow(() -> Problem.Kind.NOT_FOUND.because("No topic " + name + " is known."));
    reply.item(context, Optional.of(book), TopicView.Partitions.of(topic, first, limit));
  }

  private void groups(Context context, Caller caller) {
    Parameters parameters = new Parameters(context);
    Paging paging = Paging.of(parameters);
    Optional<String> text = parameters.text("q").map(ClusterRoutes::lower);
    boolean self = parameters.flag("self").orElse(true);
    boolean byLag = parameters.anyOf("order", Order.class).contains(Order.LAG);
    parameters.end();
    ClusterBook book = places.cluster(context);
    List<GroupSample> groups =
        book.groups().stream()
            .filter(group -> self || !group.self())
            .filter(group -> contains(group.group().value(), text))
            .toList();
    Paging.Cut<GroupSample> cut =
        paging.cut(groups, byLag ? ClusterRoutes::mostLagFirst : group -> group.group().value());
    reply.items(context, Optional.of(book), cut.map(group -> GroupView.of(book, group)));
  }

  /** How groups are ordered. */
  private enum Order {
    NAME,
    LAG
  }

  private static String mostLagFirst(GroupSample group) {
    long rest = Long.MAX_VALUE - group.lag().orElse(0);
    return String.format(Locale.ROOT, "%019d|%s", rest, group.group().value());
  }

  private void windows(Context context, Caller caller) {
    Parameters parameters = new Parameters(context);
    Paging paging = Paging.of(parameters);
    Optional<Subject> subject = parameters.subject("subject");
    Instant now = sight.now();
    Instant to = parameters.instant("to").orElse(now);
    Instant from = parameters.instant("from").orElse(to.minus(RECENT));
    ClusterBook book = places.cluster(context);
    Optional<Duration> length = resolution(parameters, book);
    if (!parameters.given("subject")) {
      parameters.missing("subject", "a subject such as broker:2, topic:orders or group:billing");
    }
    if (!from.isBefore(to)) {
      parameters.wrong("from", from.toString(), "a time before " + to);
    }
    parameters.end();
    List<Window> windows =
        length.map(l -> book.windows(subject.orElseThrow(), l, from, to)).orElse(List.of());
    reply.items(context, Optional.of(book), paging.cut(windows, w -> w.start().toString()));
  }

  /** The resolution asked for, or the finest there is. */
  private static Optional<Duration> resolution(Parameters parameters, ClusterBook book) {
    SortedSet<Duration> lengths = book.windowLengths();
    Optional<Duration> asked = parameters.duration("resolution");
    asked
        .filter(length -> !lengths.isEmpty() && !lengths.contains(length))
        .ifPresent(
            length -> parameters.wrong("resolution", length.toString(), "one of " + lengths));
    return asked.or(() -> lengths.stream().findFirst());
  }

  private void findings(Context context, Caller caller) {
    Parameters parameters = new Parameters(context);
    Paging paging = Paging.of(parameters);
    Set<Finding.State> states = parameters.anyOf("state", Finding.State.class);
    Set<Severity> severities = parameters.anyOf("severity", Severity.class);
    Set<Category> categories = parameters.anyOf("category", Category.class);
    Optional<Subject> subject = parameters.subject("subject");
    Optional<String> rule = parameters.text("rule");
    parameters.end();
    ClusterBook book = places.cluster(context);
    List<Finding> findings =
        book.findings().stream()
            .filter(f -> states.isEmpty() || states.contains(f.state()))
            .filter(f -> severities.isEmpty() || severities.contains(f.severity()))
            .filter(f -> categories.isEmpty() || categories.contains(f.category()))
            .filter(f -> subject.isEmpty() || subject.get().equals(f.subject()))
            .filter(f -> rule.isEmpty() || rule.get().equals(f.rule()))
            .toList();
    reply.items(
        context, Optional.of(book), paging.cut(findings, f -> f.rule() + "|" + f.subject().tag()));
  }

  private static boolean contains(String name, Optional<String> text) {
    return text.isEmpty() || lower(name).contains(text.get());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
