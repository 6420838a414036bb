package io.kadvisor.core.planner.wave;

import java.util.Arrays;
import java.util.List;

/**
 * Steps of one urgency that are still to be taken, in order. Filling a wave looks at as many as it
 * takes until no broker may take more, not at all that there are.
 */
final class Backlog {
  private static final int NONE = -1;

  private final int[] comingTo;
  private final boolean inOrder;
  private Step[] steps;

  /** By place in {@link #steps}, beside them since most are only asked where they come from. */
  private int[] sources;

  /** The first broker that each comes to, or {@value #NONE}. */
  private int[] targets;

  private int first;

  /**
   * @param inOrder true when no step may be taken before another
   */
  Backlog(List<Step> steps, int brokers, boolean inOrder) {
    this.inOrder = inOrder;
    comingTo = new int[brokers];
    this.steps = new Step[steps.size()];
    sources = new int[steps.size()];
    targets = new int[steps.size()];
    for (int at = 0; at < this.steps.length; at++) {
      put(at, steps.get(at));
      count(steps.get(at), 1);
    }
  }

  private void put(int at, Step step) {
    steps[at] = step;
    sources[at] = step.before().leader();
    targets[at] = step.copies() == 0 ? NONE : step.after().broker(step.added()[0]);
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
      List<Step> all = remaining();
      first = all.size() / 2 + 8;
      steps = new Step[first + all.size()];
      sources = new int[steps.length];
      targets = new int[steps.length];
      for (int at = 0; at < all.size(); at++) {
        put(first + at, all.get(at));
      }
    }
    put(--first, step);
    count(step, 1);
  }

  /** Puts another step in the place of one. */
  void replace(Step step, Step other) {
    put(Arrays.asList(steps).indexOf(step), other);
    count(step, -1);
    count(other, 1);
  }

  /** Gives the draft what it takes. */
  void fill(Draft draft) {
    int open = open(draft);
    int at = first;
    boolean goesOn = true;
    for (; at < steps.length && !draft.isFull() && open > 0 && goesOn; at++) {
      Step step = steps[at];
      if (isWorthATry(at, draft) && draft.take(step)) {
        count(step, -1);
        steps[at] = null;
        open = step.copies() == 0 ? open : open(draft);
      } else {
        goesOn = !inOrder;
      }
    }
    closeGaps(at);
  }

  /** False where the draft would say no, as most often, for a look at two numbers. */
  private boolean isWorthATry(int at, Draft draft) {
    return targets[at] == NONE || (!draft.isFull(targets[at]) && !draft.isEmptied(sources[at]));
  }

  /** Brings what was not taken before a place up to it. */
  private void closeGaps(int end) {
    int kept = end;
    for (int at = end - 1; at >= first; at--) {
      if (steps[at] != null) {
        kept--;
        steps[kept] = steps[at];
        sources[kept] = sources[at];
        targets[kept] = targets[at];
      }
    }
    Arrays.fill(steps, first, kept, null);
    first = kept;
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
