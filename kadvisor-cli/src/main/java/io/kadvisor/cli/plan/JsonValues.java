package io.kadvisor.cli.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.Resource;
import java.io.IOException;

/** Values of a file that may be something else than what they should be: that is a fault. */
final class JsonValues {
  private final JsonParser json;
  private final ClusterModelBuilder faults;

  JsonValues(JsonParser json, ClusterModelBuilder faults) {
    this.json = json;
    this.faults = faults;
  }

  JsonParser json() {
    return json;
  }

  void fault(String place, String what) {
    faults.fault(place, what);
  }

  boolean isArray(String place) throws IOException {
    return is(JsonToken.START_ARRAY, place, "a list");
  }

  boolean isObject(String place) throws IOException {
    return is(JsonToken.START_OBJECT, place, "an object");
  }

  private boolean is(JsonToken token, String place, String wanted) throws IOException {
    if (json.currentToken() == token) {
      return true;
    }
    fault(place, json.getText() + " is not " + wanted);
    json.skipChildren();
    return false;
  }

  double number(String place) throws IOException {
    if (json.currentToken().isNumeric()) {
      return json.getDoubleValue();
    }
    fault(place, json.getText() + " is not a number");
    json.skipChildren();
    return 1;
  }

  int integer(String place) throws IOException {
    if (isInteger(json)) {
      return json.getIntValue();
    }
    boolean isTooLarge = json.currentToken() == JsonToken.VALUE_NUMBER_INT;
    String wanted = isTooLarge ? "between -2147483648 and 2147483647" : "a whole number";
    fault(place, json.getText() + " is not " + wanted);
    json.skipChildren();
    return 1;
  }

  /** True for a whole number that an {@code int} can hold. */
  static boolean isInteger(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_NUMBER_INT
        && json.getNumberType() == JsonParser.NumberType.INT;
  }

  String text(String place) throws IOException {
    return text(place, "?");
  }

  /**
   * @param otherwise what stands for one that is no text, which is a fault
   */
  String text(String place, String otherwise) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    fault(place, json.getText() + " is not a text");
    json.skipChildren();
    return otherwise;
  }

  /** One number for each resource, all of them needed. */
  Amounts amounts(String place) throws IOException {
    var found = new Double[Resource.COUNT];
    if (!isObject(place)) {
      return new Amounts(1, 1, 1, 1);
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      for (Resource resource : Resource.values()) {
        if (resource.key().equals(field)) {
          found[resource.column()] = number(place + "." + field);
        }
      }
      json.skipChildren();
    }
    for (Resource resource : Resource.values()) {
      if (found[resource.column()] == null) {
        fault(place + "." + resource.key(), "missing");
        found[resource.column()] = 1.0;
      }
    }
    return new Amounts(found[0], found[1], found[2], found[3]);
  }
}
