package io.kadvisor.model.sample;

/**
 * Which part of a sample a record holds, where the whole is more than a record may be. Each part is
 * a record under a key of its own; the sample is there when all of them are.
 *
 * @param number 0 is the first
 * @param of how many parts the sample has
 * @param first how many rows the parts before it have: of a topic the partition of its first row,
 *     of a group rows of commits
 */
public record Part(int number, int of, int first) {
  public Part {
    if (number < 0 || number >= of || first < 0) {
      throw new IllegalArgumentException(
          "part " + number + " of " + of + ", beginning with row " + first);
    }
  }
}
