package io.kadvisor.localcluster.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads conditions: each is a mapping of its name to its arguments, {@code fenced: {broker: 2}}.
 */
final class Conditions {
  private static final Map<String, Function<Fields, Condition>> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("fenced", fields -> new BrokerCondition.Fenced(BrokerRef.read(fields)));
    KINDS.put("unfenced", fields -> new BrokerCondition.Unfenced(BrokerRef.read(fields)));
    KINDS.put("accepts", fields -> new BrokerCondition.Accepts(BrokerRef.read(fields)));
    KINDS.put("reachable", fields -> new BrokerCondition.Reachable());
    KINDS.put("unreachable", fields -> new BrokerCondition.Unreachable());
    KINDS.put("isr-full", fields -> new TopicCondition.FullIsr(fields.text("topic")));
    KINDS.put("isr-without", Conditions::isrWithout);
    KINDS.put(
        "leaders-preferred", fields -> new TopicCondition.LeadersPreferred(fields.text("topic")));
    KINDS.put(
        "leaders-not-preferred",
        fields -> new TopicCondition.LeadersNotPreferred(fields.text("topic")));
    KINDS.put(
        "led-by",
        fields -> new TopicCondition.LedBy(fields.requiredText("topic"), oneBroker(fields)));
    KINDS.put("led-evenly", fields -> new TopicCondition.LedEvenly(fields.requiredText("topic")));
    KINDS.put(
        "replicas",
        fields ->
            new TopicCondition.Replicas(fields.requiredText("topic"), count(fields, "factor")));
    KINDS.put(
        "replicas-on",
        fields ->
            new TopicCondition.ReplicasOn(
                fields.requiredText("topic"), oneBroker(fields), count(fields, "count")));
    KINDS.put(
        "settings",
        fields ->
            new TopicCondition.Settings(TopicStep.resource(fields), TopicStep.settings(fields)));
    KINDS.put("topic-exists", fields -> new TopicCondition.Exists(fields.requiredText("topic")));
    KINDS.put("topic-gone", fields -> new TopicCondition.Gone(fields.requiredText("topic")));
    KINDS.put(
        "lag-above",
        fields ->
            new GroupCondition.LagAbove(GroupCondition.Position.read(fields), records(fields)));
    KINDS.put(
        "lag-below",
        fields ->
            new GroupCondition.LagBelow(GroupCondition.Position.read(fields), records(fields)));
    KINDS.put(
        "members",
        fields -> new GroupCondition.Members(fields.requiredText("group"), count(fields, "count")));
    KINDS.put(
        "records-above",
        fields -> new TrafficCondition.RecordsAbove(fields.requiredText("topic"), records(fields)));
    KINDS.put("busiest-above", fields -> busiest(fields, true));
    KINDS.put("busiest-below", fields -> busiest(fields, false));
    KINDS.put("reassigning", fields -> new TrafficCondition.Moving(fields.requiredText("topic")));
    KINDS.put(
        "not-reassigning", fields -> new TrafficCondition.Settled(fields.requiredText("topic")));
    KINDS.put("growth-above", fields -> growth(fields, true));
    KINDS.put("growth-below", fields -> growth(fields, false));
    KINDS.put("volume-above", fields -> volume(fields, true));
    KINDS.put("volume-below", fields -> volume(fields, false));
    KINDS.put(
        "cpu-between",
        fields ->
            new LoadCondition.Cpu(
                oneBroker(fields),
                fields.number("from", 0, Double.POSITIVE_INFINITY).orElse(0.0),
                fields.number("to", 0, Double.POSITIVE_INFINITY).orElse(Double.MAX_VALUE)));
    KINDS.put(
        "isr-below",
        fields -> new TopicCondition.IsrBelow(fields.text("topic"), count(fields, "replicas")));
    KINDS.put("leaderless", fields -> new TopicCondition.Leaderless(fields.requiredText("topic")));
    KINDS.put(
        "refuses-writes", fields -> new TopicCondition.RefusesWrites(fields.requiredText("topic")));
    KINDS.put("isr-flaps", FlapCondition::read);
    KINDS.put("handlers-idle-below", HandlerCondition::read);
    KINDS.put(
        "controller-not",
        fields -> new QuorumCondition.LedByAnother(fields.requiredInteger("controller", 0)));
    KINDS.put("voter-silent", QuorumCondition.VoterSilent::read);
    KINDS.put("voters-fetch", fields -> new QuorumCondition.VotersFetch());
  }

  private Conditions() {}

  static Set<String> names() {
    return KINDS.keySet();
  }

  static List<Condition> read(Fields fields, String key) {
    var conditions = new ArrayList<Condition>();
    for (Fields.Item item : fields.list(key)) {
      Named.read(item, fields, KINDS.keySet())
          .ifPresent(
              named -> {
                conditions.add(KINDS.get(named.name()).apply(named.arguments()));
                named.arguments().end();
              });
    }
    return conditions;
  }

  private static Condition isrWithout(Fields fields) {
    return new TopicCondition.IsrWithout(
        fields.text("topic"), oneBroker(fields), fields.integer("leaders", 1).orElse(1));
  }

  private static Condition busiest(Fields fields, boolean above) {
    return new TrafficCondition.Busiest(fields.requiredText("topic"), share(fields), above);
  }

  private static Condition growth(Fields fields, boolean above) {
    return new TrafficCondition.Growth(
        fields.requiredText("topic"), oneBroker(fields), count(fields, "rate"), above);
  }

  private static Condition volume(Fields fields, boolean above) {
    return new LoadCondition.Volume(oneBroker(fields), share(fields), above);
  }

  private static double share(Fields fields) {
    if (!fields.has("share")) {
      fields.fault("share", "must be a number from 0 to 1");
    }
    return fields.number("share", 0, 1).orElse(0.0);
  }

  private static int oneBroker(Fields fields) {
    return fields.integer("broker", 0).orElseGet(() -> required(fields, "broker"));
  }

  private static int count(Fields fields, String key) {
    return fields.integer(key, 0).orElseGet(() -> required(fields, key));
  }

  private static int records(Fields fields) {
    return count(fields, "records");
  }

  private static int required(Fields fields, String key) {
    if (!fields.has(key)) {
      fields.fault(key, "must be a whole number");
    }
    return 0;
  }
}
