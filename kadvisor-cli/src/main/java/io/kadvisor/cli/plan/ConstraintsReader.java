package io.kadvisor.cli.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Constraints;
import java.io.IOException;

/** Reads the limits that a plan keeps to; each has a default. */
final class ConstraintsReader {
  private final JsonValues values;
  private double balance = Constraints.DEFAULT.balanceThreshold();
  private Amounts capacity = Constraints.DEFAULT.capacityThreshold();
  private int replicas = Constraints.DEFAULT.maxReplicasPerBroker();

  ConstraintsReader(JsonValues values) {
    this.values = values;
  }

  Constraints read() throws IOException {
    JsonParser json = values.json();
    if (values.isObject("constraints")) {
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        json.nextToken();
        readField(field);
      }
    }
    return new Constraints(balance, capacity, replicas);
  }

  private void readField(String field) throws IOException {
    String place = "constraints." + field;
    switch (field) {
      case "balanceThreshold" -> balance = values.number(place);
      case "capacityThreshold" -> capacity = values.amounts(place);
      case "maxReplicasPerBroker" -> replicas = values.integer(place);
      default -> values.json().skipChildren();
    }
  }
}
