package io.kadvisor.core.window;

import io.kadvisor.model.window.Window;
import java.util.List;

/**
 * What a sweep made of a subject's windows.
 *
 * @param next to be stored
 * @param closed windows that this sweep ended, the short ones first
 */
public record Rolled(Accumulator next, List<Window> closed) {
  public Rolled {
    closed = List.copyOf(closed);
  }
}
