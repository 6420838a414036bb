package io.kadvisor.core.advice;

import static io.kadvisor.core.advice.Shop.finding;
import static io.kadvisor.core.advice.Shop.incident;
import static io.kadvisor.core.advice.Shop.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.catalogue.Rules;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.unit.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AdvisersTest {
  private static final Subject BROKER_2 = Subject.of(new BrokerId(2));
  private static final Subject ORDERS = Subject.of(new TopicName("orders"));
  private static final Subject BILLING = Subject.of(new GroupId("billing"));
  private final Advisers advisers = Advisers.standard();

  /** An incident with the sweep that it comes from. */
  private record Case(Incident incident, Sweep sweep) {}

  private static Shop orders() {
    return Shop.open()
        .topic("orders", 2, on(1, 2, 3), on(2, 3, 1), on(3, 1, 2))
        .topic("payments", 2, on(2, 1, 3));
  }

  private static Map<String, Case> cases() {
    Map<String, Case> cases = new TreeMap<>();
    cases.put(
        "broker-down",
        one("broker-silent", Category.AVAILABILITY, BROKER_2, "broker-down", orders().without(2)));
    cases.put(
        "broker-down-msk",
        one(
            "broker-silent",
            Category.AVAILABILITY,
            BROKER_2,
            "broker-down",
            orders()
                .without(2)
                .broker(
                    2,
                    "b-2.shop.ab12cd.c3.kafka.eu-west-1.amazonaws.com",
                    Membership.ABSENT,
                    Outcome.TIMED_OUT)));
    cases.put(
        "broker-down-offline",
        one(
            "broker-silent",
            Category.AVAILABILITY,
            BROKER_2,
            "broker-down",
            orders().topic("audit", 1, on(2), on(2)).without(2)));
    cases.put(
        "broker-stopped",
        one(
            "broker-silent",
            Category.AVAILABILITY,
            BROKER_2,
            "stopped",
            orders().without(2).broker(2, "10.0.0.2", Membership.ABSENT, Outcome.REFUSED)));
    cases.put(
        "broker-disputed",
        one(
            "broker-silent",
            Category.AVAILABILITY,
            BROKER_2,
            "disputed",
            orders().broker(2, "10.0.0.2", Membership.LISTED, Outcome.TIMED_OUT)));
    cases.put(
        "leader-skew",
        one(
            "leader-skew",
            Category.BALANCE,
            Subject.of(new BrokerId(1)),
            "preferred-order",
            Shop.open()
                .topic(
                    "orders",
                    2,
                    on(1, 2, 3),
                    on(1, 2, 3),
                    on(1, 3, 2),
                    on(1, 3, 2),
                    on(2, 3, 1),
                    on(1, 2, 3))));
    cases.put(
        "weak-topic",
        one(
            "weak-topic",
            Category.DURABILITY,
            ORDERS,
            "factor-low",
            Shop.open().topic("orders", 1, on(1), on(2))));
    cases.put(
        "weak-topic-folded",
        new Case(
            incident(
                finding("weak-topic", Category.DURABILITY, ORDERS, "factor-low", 0),
                finding(
                    "weak-topic",
                    Category.DURABILITY,
                    Subject.of(new TopicName("payments")),
                    "factor-low",
                    0)),
            Shop.open().topic("orders", 1, on(1), on(2)).topic("payments", 2, on(3, 1)).sweep()));
    cases.put(
        "weak-topic-min-isr",
        one(
            "weak-topic",
            Category.DURABILITY,
            ORDERS,
            "factor-not-above-min-isr",
            Shop.open().topic("orders", 3, on(1, 2, 3))));
    cases.put(
        "weak-topic-no-brokers",
        one(
            "weak-topic",
            Category.DURABILITY,
            ORDERS,
            "factor-low",
            Shop.open().topic("orders", 1, on(1)).without(3)));
    cases.put(
        "lag-growing",
        one(
            "lag-growing",
            Category.LAG,
            BILLING,
            "slow",
            orders().group("billing", "orders", 1, 300, 900, 4000, 4100, 3900)));
    cases.put(
        "lag-one-partition",
        one(
            "lag-growing",
            Category.LAG,
            BILLING,
            "slow",
            orders().group("billing", "orders", 3, 300, 900, 9000, 10, 0)));
    cases.put(
        "lag-all-members",
        one(
            "lag-growing",
            Category.LAG,
            BILLING,
            "slow",
            orders().group("billing", "orders", 3, 300, 900, 4000, 4100, 3900)));
    cases.put(
        "group-stopped",
        one(
            "group-stopped",
            Category.LAG,
            BILLING,
            "stopped",
            orders().group("billing", "orders", 2, 0, 300, 50, 60, 70)));
    cases.put(
        "group-memberless",
        one(
            "group-memberless",
            Category.LAG,
            BILLING,
            "no-members",
            orders().group("billing", "orders", 0, 0, 300, 50, 60, 70)));
    cases.put(
        "offline-partition",
        one(
            "offline-partition",
            Category.AVAILABILITY,
            Subject.of(new TopicName("audit")),
            "broker-down",
            Shop.open().topic("audit", 1, on(2), on(3)).without(2)));
    cases.put(
        "under-min-isr", one("under-min-isr", Category.AVAILABILITY, ORDERS, "unknown", orders()));
    cases.put("at-min-isr", one("at-min-isr", Category.AVAILABILITY, ORDERS, "unknown", orders()));
    cases.put(
        "under-replicated",
        one("under-replicated", Category.AVAILABILITY, ORDERS, "unknown", orders()));
    cases.put(
        "home-unreachable",
        one(
            "advisor-blind",
            Category.AVAILABILITY,
            Subject.CLUSTER,
            "home-unreachable",
            orders().gap("home-unreachable")));
    cases.put(
        "cluster-unreachable",
        one(
            "advisor-blind",
            Category.AVAILABILITY,
            Subject.CLUSTER,
            "cluster-unreachable",
            Shop.unseen().unreachable("cluster-unreachable")));
    cases.put(
        "collector-silent",
        one(
            "advisor-blind",
            Category.AVAILABILITY,
            Subject.CLUSTER,
            "collector-silent",
            Shop.unseen()));
    cases.put(
        "small-cluster",
        one(
            "small-cluster",
            Category.CONFIGURATION,
            Subject.CLUSTER,
            "two-brokers",
            Shop.unseen()
                .broker(1, "10.0.0.1", Membership.LISTED, Outcome.ANSWERED)
                .broker(2, "10.0.0.2", Membership.LISTED, Outcome.ANSWERED)
                .topic("orders", 1, on(1, 2))));
    cases.put("digest", digest());
    return cases;
  }

  private static Case one(
      String rule, Category category, Subject subject, String cause, Shop shop) {
    return new Case(incident(finding(rule, category, subject, cause, 0)), shop.sweep());
  }

  private static Case digest() {
    Finding lag = finding("lag-growing", Category.LAG, BILLING, "slow");
    Finding stopped =
        finding("group-stopped", Category.LAG, Subject.of(new GroupId("mail")), "stopped");
    Finding stoppedToo =
        finding("group-stopped", Category.LAG, Subject.of(new GroupId("stock")), "stopped");
    return new Case(
        new Incident(
            "digest",
            Subject.CLUSTER,
            "many-warnings",
            List.of(lag, stopped, stoppedToo),
            List.of()),
        orders().group("billing", "orders", 1, 300, 900, 4000, 4100, 3900).sweep());
  }

  @TestFactory
  Stream<DynamicTest> shouldReadAsWrittenDownWhenAnIncidentIsAdvised() {
    return cases().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      Case c = entry.getValue();
                      Advice advice =
                          advisers.of(c.incident().kind()).advise(c.incident(), c.sweep());
                      Golden.compare(entry.getKey() + ".txt", Told.full(c.incident(), advice));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> shouldKeepToTheFormWhenAnIncidentIsAdvised() {
    return cases().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      Case c = entry.getValue();
                      Advice advice =
                          advisers.of(c.incident().kind()).advise(c.incident(), c.sweep());
                      assertThat(advice.title()).isNotBlank().hasSizeLessThanOrEqualTo(80);
                      assertThat(advice.evidence()).isNotEmpty();
                      assertThat(advice.recommendation().steps()).isNotEmpty();
                      assertThat(advice.recommendation().verify()).isNotBlank();
                      assertThat(advice.forecast()).isNotBlank();
                      assertThat(advice.impact()).isNotBlank();
                      assertThat(advice.category()).isEqualTo(c.incident().firstRoot().category());
                      assertThat(Told.brief(c.incident(), advice).lines().count())
                          .isLessThanOrEqualTo(6);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> shouldStillAdviseWhenNothingWasSeen() {
    return cases().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      Incident incident = entry.getValue().incident();
                      Advice advice =
                          advisers.of(incident.kind()).advise(incident, Shop.unseen().sweep());
                      assertThat(advice.title()).isNotBlank().hasSizeLessThanOrEqualTo(80);
                    }));
  }

  @Test
  void shouldHaveAnAdviserWhenARuleOrFoldCanOpenAnAdvisory() {
    assertThat(advisers.kinds())
        .containsExactlyInAnyOrder(
            "offline-partition",
            "under-min-isr",
            "at-min-isr",
            "under-replicated",
            "broker-silent",
            "leaders-off-preferred",
            "replica-skew",
            "disk-skew",
            "bytes-in-skew",
            "bytes-out-skew",
            "hot-partition",
            "reassignment-stuck",
            "throttle-left-behind",
            "leader-skew",
            "broker-empty",
            "broker-draining",
            "weak-topic",
            "lag-growing",
            "group-stopped",
            "group-memberless",
            "advisor-blind",
            "small-cluster",
            "capacity",
            "backup-missing",
            "isr-flapping",
            "broker-slow",
            "request-latency",
            "broker-limits",
            "quorum-voter-behind",
            "controller-unstable",
            "digest");
  }

  @TestFactory
  Stream<DynamicTest> shouldAdviseWhateverTheRulesCanFind() {
    return Rules.definitions().stream()
        .flatMap(rule -> rule.causes().stream().map(cause -> adviceOf(rule, cause.tag())));
  }

  private DynamicTest adviceOf(RuleDefinition rule, String cause) {
    return DynamicTest.dynamicTest(
        rule.name() + " " + cause,
        () -> {
          assertThat(advisers.kinds()).contains(rule.name());
          Incident incident =
              incident(finding(rule.name(), rule.category(), subjectOf(rule.name()), cause, 0));
          Sweep sweep = orders().group("billing", "orders", 1, 300, 900, 40, 41, 39).sweep();
          Advice advice = advisers.of(rule.name()).advise(incident, sweep);
          assertThat(advice.title()).isNotBlank().hasSizeLessThanOrEqualTo(80);
          assertThat(advice.recommendation().steps()).isNotEmpty();
        });
  }

  private static Subject subjectOf(String rule) {
    return switch (rule) {
      case "broker-silent",
          "broker-empty",
          "broker-draining",
          "leader-skew",
          "replica-skew",
          "disk-skew" ->
          BROKER_2;
      case "bytes-in-skew", "bytes-out-skew" -> BROKER_2;
      case "isr-flapping" -> BROKER_2;
      case "broker-slow", "request-latency", "broker-limits" -> BROKER_2;
      case "quorum-voter-behind", "controller-unstable" -> Subject.CLUSTER;
      case "lag-growing", "group-stopped", "group-memberless" -> BILLING;
      case "advisor-blind", "small-cluster", "capacity", "backup-missing" -> Subject.CLUSTER;
      case "leaders-off-preferred", "reassignment-stuck", "throttle-left-behind" -> Subject.CLUSTER;
      default -> ORDERS;
    };
  }

  @Test
  void shouldRaiseToWhatThePolicyAsksForWhenThatIsMore() {
    Finding low = finding("weak-topic", Category.DURABILITY, ORDERS, "factor-low", 0);
    Evidence asked =
        Evidence.of(ORDERS, "replication.factor", 3, Unit.COUNT, Shop.NOW, "3 replicas of 4")
            .against(Evidence.Comparison.BELOW, 4, "policy strict 2");
    Incident incident = incident(Shop.because(low, asked));
    Shop shop =
        Shop.open()
            .broker(4, "10.0.0.4", Membership.LISTED, Outcome.ANSWERED)
            .topic("orders", 2, on(1, 2, 3));

    Advice advice = advisers.of("weak-topic").advise(incident, shop.sweep());

    assertThat(advice.title()).isEqualTo("Topic orders keeps three copies of its partition");
    assertThat(advice.files().get(0).content()).contains("\"replicas\":[1,2,3,4]");
  }

  /** One that is larger than a record may be is told to nobody. */
  @Test
  void shouldPutCommandsIntoAFileWhenManyTopicsAskForAllTheirCopies() {
    Shop shop = Shop.open();
    List<Finding> found = new ArrayList<>();
    for (int topic = 100; topic < 300; topic++) {
      shop.topic("payments-" + topic, 3, on(1, 2, 3));
      Subject subject = Subject.of(new TopicName("payments-" + topic));
      found.add(finding("weak-topic", Category.DURABILITY, subject, "factor-not-above-min-isr", 0));
    }

    Advice advice =
        advisers.of("weak-topic").advise(incident(found.toArray(Finding[]::new)), shop.sweep());

    assertThat(advice.recommendation().steps()).hasSizeBetween(20, 25);
    assertThat(advice.files())
        .singleElement()
        .extracting(Advice.File::name)
        .isEqualTo("min-insync-replicas.sh");
    assertThat(advice.files().get(0).content().lines())
        .hasSize(180)
        .allSatisfy(line -> assertThat(line).contains("--add-config min.insync.replicas=2"));
    assertThat(advice.recommendation().rollback().orElseThrow())
        .contains("each back")
        .contains("payments-100");
  }

  @Test
  void shouldNameSomeAndCountTheOthersWhenManyTopicsCannotHaveTheirCopies() {
    Shop shop = Shop.open().without(3);
    List<Finding> found = new ArrayList<>();
    for (int topic = 100; topic < 300; topic++) {
      shop.topic("payments-" + topic, 1, on(1));
      Subject subject = Subject.of(new TopicName("payments-" + topic));
      found.add(finding("weak-topic", Category.DURABILITY, subject, "factor-low", 0));
    }

    Advice advice =
        advisers.of("weak-topic").advise(incident(found.toArray(Finding[]::new)), shop.sweep());

    assertThat(advice.recommendation().preconditions())
        .hasSizeLessThan(25)
        .anyMatch(line -> line.equals("180 other topics are not in the plan for the same reason."));
  }

  @Test
  void shouldAdvisePlainlyWhenTheKindIsUnknown() {
    Incident incident = incident(finding("new-rule", Category.COST, ORDERS, "new-cause"));

    Advice advice = advisers.of("new-rule").advise(incident, orders().sweep());

    assertThat(advice.title()).isEqualTo("Topic orders: new-rule (new-cause)");
  }

  @Test
  void shouldQuoteGroupAndTopicWhenTheirNamesAreOdd() {
    Subject odd = Subject.of(new GroupId("it's; rm -rf $HOME"));
    Incident incident = incident(finding("group-stopped", Category.LAG, odd, "stopped"));

    Advice advice = advisers.of("group-stopped").advise(incident, orders().sweep());

    assertThat(advice.recommendation().steps().get(0).command().orElseThrow())
        .contains("--group 'it'\\''s; rm -rf $HOME'");
  }

  @Test
  void shouldCutTheTitleWhenTheNameIsLong() {
    Subject longName = Subject.of(new TopicName("t".repeat(200)));
    Incident incident =
        incident(finding("under-replicated", Category.AVAILABILITY, longName, "unknown", 0));

    Advice advice = advisers.of("under-replicated").advise(incident, orders().sweep());

    assertThat(advice.title()).hasSize(80).endsWith("…");
  }

  @Test
  void shouldAskForClientSettingsWhenThePortTellsOfTls() {
    Shop shop = orders().broker(1, "10.0.0.1", Membership.LISTED, Outcome.ANSWERED, 9094);

    Advice advice =
        advisers
            .of("group-stopped")
            .advise(
                incident(finding("group-stopped", Category.LAG, BILLING, "stopped")), shop.sweep());

    assertThat(advice.recommendation().steps().get(0).command().orElseThrow())
        .contains(
            "--bootstrap-server 10.0.0.1:9094,10.0.0.2:9092,10.0.0.3:9092 --command-config client.properties");
  }

  @Test
  void shouldPlanInPiecesOfTenWhenTheClusterIsOnMsk() {
    int[][] replicas = Stream.generate(() -> on(1)).limit(25).toArray(int[][]::new);
    Shop shop =
        Shop.open()
            .topic("orders", 1, replicas)
            .broker(
                2,
                "b-2.shop.ab12cd.c3.kafka.eu-west-1.amazonaws.com",
                Membership.LISTED,
                Outcome.ANSWERED);

    Advice advice =
        advisers
            .of("weak-topic")
            .advise(
                incident(finding("weak-topic", Category.DURABILITY, ORDERS, "factor-low")),
                shop.sweep());

    assertThat(advice.files())
        .extracting(Advice.File::name)
        .containsExactly(
            "reassignment-1.json",
            "rollback-1.json",
            "reassignment-2.json",
            "rollback-2.json",
            "reassignment-3.json",
            "rollback-3.json");
  }
}
