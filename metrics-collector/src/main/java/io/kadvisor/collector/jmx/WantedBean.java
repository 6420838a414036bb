package io.kadvisor.collector.jmx;

import io.kadvisor.model.sample.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.Query;
import javax.management.QueryExp;
import javax.management.openmbean.CompositeData;

/**
 * Numbers of one bean, or of all beans of a pattern. What this version of Kafka does not have, or
 * what has no value yet, is absent.
 */
interface WantedBean {
  /** The numbers in their metrics' units; a call to the broker for each bean. */
  Map<Metric, Double> read(MBeanServerConnection beans) throws IOException, JMException;

  /** The first of the beans that is there; another version of Kafka may have another. */
  static WantedBean number(Metric metric, double factor, String attribute, String... names) {
    return beans -> {
      for (String name : names) {
        OptionalDouble value = value(beans, new ObjectName(name), attribute);
        if (value.isPresent()) {
          return Map.of(metric, value.getAsDouble() * factor);
        }
      }
      return Map.of();
    };
  }

  /** The sum over all beans of a pattern. */
  static WantedBean sum(Metric metric, double factor, String attribute, String pattern) {
    return beans -> {
      double[] values = values(beans, attribute, pattern, null);
      return values.length == 0 ? Map.of() : Map.of(metric, DoubleStream.of(values).sum() * factor);
    };
  }

  /**
   * The largest over all beans of a pattern. There may be one for each of thousands of clients: the
   * broker leaves out those without a value, since each that is read is a call.
   */
  static WantedBean largest(Metric metric, double factor, String attribute, String pattern) {
    QueryExp withValue = Query.geq(Query.attr(attribute), Query.value(0.0));
    return beans -> {
      OptionalDouble largest = DoubleStream.of(values(beans, attribute, pattern, withValue)).max();
      return largest.isPresent() ? Map.of(metric, largest.getAsDouble() * factor) : Map.of();
    };
  }

  /**
   * A histogram of milliseconds: its 99th percentile, and the seconds that all together took, which
   * is its mean over all times the count.
   *
   * @param metric the percentile's; with {@code _TIME} the name of the other
   */
  static WantedBean histogram(String metric, String bean) {
    return histogram(metric, Optional.empty(), bean);
  }

  /** As above, and how many there were. */
  static WantedBean histogram(String metric, String count, String bean) {
    return histogram(metric, Optional.of(Metric.valueOf(count)), bean);
  }

  private static WantedBean histogram(String metric, Optional<Metric> requests, String bean) {
    Metric percentile = Metric.valueOf(metric);
    Metric time = Metric.valueOf(metric + "_TIME");
    return beans -> {
      Map<String, Double> seen =
          values(beans, new ObjectName(bean), "99thPercentile", "Mean", "Count");
      Map<Metric, Double> numbers = new HashMap<>();
      if (seen.keySet().containsAll(List.of("99thPercentile", "Mean", "Count"))) {
        numbers.put(percentile, seen.get("99thPercentile") / 1000);
        numbers.put(time, seen.get("Mean") * seen.get("Count") / 1000);
        requests.ifPresent(counted -> numbers.put(counted, seen.get("Count")));
      }
      return numbers;
    };
  }

  private static double[] values(
      MBeanServerConnection beans, String attribute, String pattern, QueryExp query)
      throws IOException, JMException {
    List<Double> values = new ArrayList<>();
    for (ObjectName name : beans.queryNames(new ObjectName(pattern), query)) {
      value(beans, name, attribute).ifPresent(values::add);
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** {@code attribute.field} is a field of a composite attribute. */
  private static OptionalDouble value(
      MBeanServerConnection beans, ObjectName bean, String attribute)
      throws IOException, JMException {
    String[] path = attribute.split("\\.", 2);
    if (path.length == 1) {
      Double value = values(beans, bean, attribute).get(attribute);
      return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
    for (Attribute seen : attributes(beans, bean, path[0])) {
      if (seen.getValue() instanceof CompositeData composite) {
        return OptionalDouble.of(((Number) composite.get(path[1])).doubleValue());
      }
    }
    return OptionalDouble.empty();
  }

  /** Those attributes of one bean that are there and have a value. */
  static Map<String, Double> values(
      MBeanServerConnection beans, ObjectName bean, String... attributes)
      throws IOException, JMException {
    Map<String, Double> values = new HashMap<>();
    for (Attribute seen : attributes(beans, bean, attributes)) {
      // an average over nothing is no number
      if (seen.getValue() instanceof Number number && number.doubleValue() >= 0) {
        values.put(seen.getName(), number.doubleValue());
      }
    }
    return values;
  }

  private static List<Attribute> attributes(
      MBeanServerConnection beans, ObjectName bean, String... names)
      throws IOException, JMException {
    try {
      return beans.getAttributes(bean, names).asList();
    } catch (InstanceNotFoundException e) {
      return List.of();
    }
  }
}
