package io.kadvisor.core.planner.wave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Steps of one urgency that are still to be taken, in order. Filling a wave looks at as many as it
 * takes until no broker may take more, not at all that there are.
 */
final class Backlog {
  private final int[] comingTo;
  private final boolean inOrder;
  private Step[] steps;
  private int first;

  /**
   * @param inOrder true when no step may be taken before another
   */
  Backlog(List<Step> steps, int brokers, boolean inOrder) {
    this.inOrder = inOrder;
    comingTo = new int[brokers];
    this.steps = steps.toArray(Step[]::new);
    steps.forEach(step -> count(step, 1));
  }

  private void count(Step step, int sign) {
    for (int at : step.added()) {
      comingTo[step.after().broker(at)] += sign;
    }
  }

  List<Step> remaining() {
    return List.copyOf(Arrays.asList(steps).subList(first, steps.length));
  }

  /** Puts a step before all others. */
  void addFirst(Step step) {
    if (first == 0) {
      int room = steps.length / 2 + 8;
      var longer = new Step[room + steps.length];
      System.arraycopy(steps, 0, longer, room, steps.length);
      steps = longer;
      first = room;
    }
    steps[--first] = step;
    count(step, 1);
  }

  /** Puts another step in the place of one. */
  void replace(Step step, Step other) {
    steps[Arrays.asList(steps).indexOf(step)] = other;
    count(step, -1);
    count(other, 1);
  }

  /** Gives the draft what it takes. */
  void fill(Draft draft) {
    int open = open(draft);
    List<Step> left = new ArrayList<>();
    int at = first;
    boolean goesOn = true;
    for (; at < steps.length && !draft.isFull() && open > 0 && goesOn; at++) {
      Step step = steps[at];
      if (draft.take(step)) {
        count(step, -1);
        open = step.copies() == 0 ? open : open(draft);
      } else {
        left.add(step);
        goesOn = !inOrder;
      }
    }
    Arrays.fill(steps, first, at, null);
    first = at;
    for (int each = left.size() - 1; each >= 0; each--) {
      steps[--first] = left.get(each);
    }
  }

  /** Brokers that something is still to come to, and may in this wave; 1 if nothing is copied. */
  private int open(Draft draft) {
    int open = 0;
    boolean copies = false;
    for (int broker = 0; broker < comingTo.length; broker++) {
      copies |= comingTo[broker] > 0;
      open += comingTo[broker] > 0 && !draft.isFull(broker) ? 1 : 0;
    }
    return copies ? open : 1;
  }
}
