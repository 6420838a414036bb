package io.kadvisor.api.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The bearer tokens: a line for each, {@code name role token}, lines that begin with {@code #} left
 * out. Only digests are kept, so that no dump or log can show a token.
 */
public final class Tokens {
  private static final int SHORTEST = 16;

  private record Entry(Caller caller, String digest) {}

  private final List<Entry> entries;

  private Tokens(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  public static Tokens none() {
    return new Tokens(List.of());
  }

  /**
   * Reads a file of tokens.
   *
   * @throws IllegalArgumentException naming every line that is wrong, or the file when it cannot be
   *     read
   */
  public static Tokens read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new IllegalArgumentException("the file of tokens " + file + " cannot be read", e);
    }
  }

  /**
   * Reads the lines of a text.
   *
   * @param origin named in faults, which never show a token
   * @throws IllegalArgumentException naming every line that is wrong
   */
  public static Tokens parse(String text, String origin) {
    List<Entry> entries = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        entry(line, origin + ", line " + number, faults).ifPresent(entries::add);
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
    return new Tokens(entries);
  }

  private static Optional<Entry> entry(String line, String where, List<String> faults) {
    String[] parts = line.split("\\s+", -1);
    Optional<Role> role = parts.length == 3 ? role(parts[1]) : Optional.empty();
    if (role.isEmpty()) {
      faults.add(where + ": a line reads 'name role token', the role read, acknowledge or approve");
      return Optional.empty();
    }
    if (parts[2].length() < SHORTEST) {
      faults.add(
          where + ": the token of " + parts[0] + " has fewer than " + SHORTEST + " characters");
      return Optional.empty();
    }
    return Optional.of(new Entry(new Caller(parts[0], role.get()), digest(parts[2])));
  }

  private static Optional<Role> role(String text) {
    return Arrays.stream(Role.values())
        .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst();
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Whose token it is. Every entry is compared in full, so that the time taken tells nothing. */
  public Optional<Caller> callerOf(String token) {
    byte[] digest = digest(token).getBytes(StandardCharsets.US_ASCII);
    Optional<Caller> found = Optional.empty();
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(entry.digest().getBytes(StandardCharsets.US_ASCII), digest)) {
        found = Optional.of(entry.caller());
      }
    }
    return found;
  }

  private static String digest(String token) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** How many there are; never which. */
  @Override
  public String toString() {
    return entries.size() + " tokens";
  }
}
