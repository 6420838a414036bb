package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.LocalController;
import java.util.Locale;

/** One deed on the process of a controller that is no broker. */
record ControllerStep(Deed deed, int controller) implements Step {
  /** What is done. */
  enum Deed {
    KILL,
    PAUSE,
    RESUME,
    START;

    void on(LocalController controller) {
      switch (this) {
        case KILL -> controller.kill();
        case PAUSE -> controller.pause();
        case RESUME -> controller.resume();
        case START -> controller.start();
      }
    }
  }

  static ControllerStep read(Deed deed, Fields fields) {
    return new ControllerStep(deed, fields.requiredInteger("controller", 0));
  }

  @Override
  public void run(Stage stage) {
    LocalController meant =
        stage.cluster().controllers().stream()
            .filter(apart -> apart.id() == controller)
            .findFirst()
            .orElseThrow(() -> new StepFailed(describe() + ": it is no process of its own"));
    try {
      deed.on(meant);
    } catch (RuntimeException e) {
      throw new StepFailed(describe(), e);
    }
  }

  @Override
  public String describe() {
    return deed.name().toLowerCase(Locale.ROOT) + " controller " + controller;
  }
}
