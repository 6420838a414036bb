package io.kadvisor.cli.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Reads one broker; id, rack and capacity are needed, a state that is not given is ALIVE. */
final class BrokerReader {
  private final JsonValues values;
  private Integer id;
  private String rack;
  private BrokerState state;
  private Amounts capacity;

  BrokerReader(JsonValues values) {
    this.values = values;
  }

  Broker read(String place) throws IOException {
    id = null;
    rack = "";
    state = BrokerState.ALIVE;
    capacity = null;
    JsonParser json = values.json();
    if (values.isObject(place)) {
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        json.nextToken();
        readField(place + "." + field, field);
      }
      expect(id, place + ".id");
      expect(capacity, place + ".cap");
    }
    return new Broker(
        Optional.ofNullable(id).orElse(-1),
        rack,
        state,
        Optional.ofNullable(capacity).orElse(new Amounts(1, 1, 1, 1)));
  }

  private void expect(Object found, String place) {
    if (found == null) {
      values.fault(place, "missing");
    }
  }

  private void readField(String place, String field) throws IOException {
    switch (field) {
      case "id" -> id = values.integer(place);
      case "rack" ->
          rack = values.json().currentToken() == JsonToken.VALUE_NULL ? "" : values.text(place);
      case "state" -> state = state(place);
      case "cap" -> capacity = values.amounts(place);
      default -> values.json().skipChildren();
    }
  }

  private BrokerState state(String place) throws IOException {
    String found = values.text(place);
    return Arrays.stream(BrokerState.values())
        .filter(known -> known.name().equals(found))
        .findFirst()
        .orElseGet(
            () -> {
              values.fault(place, found + " is none of " + Arrays.toString(BrokerState.values()));
              return BrokerState.ALIVE;
            });
  }
}
