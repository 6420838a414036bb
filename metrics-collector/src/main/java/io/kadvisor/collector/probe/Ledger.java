package io.kadvisor.collector.probe;

import io.kadvisor.model.BrokerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of the records that were sent. Times are nanoseconds of one monotonic clock. */
final class Ledger {
  /** KMinion (endToEnd, roundtripSla): a record that takes 20 s is lost. */
  static final Duration LOST = Duration.ofSeconds(20);

  private final SortedMap<Long, Sent> open = new TreeMap<>();
  private final SortedMap<BrokerId, Account> accounts = new TreeMap<>();
  private Optional<String> unread = Optional.empty();
  private long next;

  /** A record on its way. */
  private record Sent(BrokerId broker, long at) {}

  /** Books a record that is about to be sent; gives its number. */
  synchronized long send(BrokerId broker, long now) {
    long number = next++;
    open.put(number, new Sent(broker, now));
    account(broker).sent(now);
    return number;
  }

  /** An acknowledgement may be told after its record has been read back. */
  synchronized void acknowledged(BrokerId broker, long sentAt, long now) {
    account(broker).acknowledged(sentAt, now);
  }

  synchronized void failed(BrokerId broker, String why) {
    account(broker).failed(why);
  }

  /** Nothing can be read back, from whomever. */
  synchronized void unreadable(String why) {
    unread = Optional.of(why);
  }

  synchronized void readable() {
    unread = Optional.empty();
  }

  /** A number that is not open came twice, or too late. */
  synchronized void returned(long number, long now) {
    Sent sent = open.remove(number);
    if (sent != null) {
      account(sent.broker()).returned(sent.at(), now, firstAfter(number, sent.broker()));
    }
  }

  private Optional<Long> firstAfter(long number, BrokerId broker) {
    return open.tailMap(number).values().stream()
        .filter(sent -> sent.broker().equals(broker))
        .map(Sent::at)
        .findFirst();
  }

  /** Gives up what has been on its way for too long. */
  synchronized void expire(long now) {
    Iterator<Sent> oldestFirst = open.values().iterator();
    while (oldestFirst.hasNext()) {
      Sent sent = oldestFirst.next();
      if (now - sent.at() < LOST.toNanos()) {
        return;
      }
      account(sent.broker()).lose();
      oldestFirst.remove();
    }
  }

  /** A broker that is not probed any more is not waited for. */
  synchronized void keep(Collection<BrokerId> probed) {
    accounts.entrySet().stream()
        .filter(entry -> !probed.contains(entry.getKey()))
        .forEach(entry -> entry.getValue().rest());
  }

  /** True when nothing is on its way. */
  synchronized boolean settled() {
    return open.isEmpty();
  }

  /** How it stands with one broker; absent when nothing was ever sent to it. */
  synchronized Optional<ProbeFigures> of(BrokerId broker, long now) {
    return Optional.ofNullable(accounts.get(broker)).map(account -> account.figures(now, unread));
  }

  /** The round trips of the last minute of all of these together. */
  synchronized Optional<Percentiles> roundTrip(Collection<BrokerId> brokers, long now) {
    List<Long> times = new ArrayList<>();
    brokers.stream()
        .map(broker -> accounts.get(broker))
        .filter(account -> account != null)
        .forEach(account -> times.addAll(account.roundTrips(now)));
    return Percentiles.of(times);
  }

  private Account account(BrokerId broker) {
    return accounts.computeIfAbsent(broker, id -> new Account());
  }

  /** Sent so far, by broker. */
  synchronized Map<BrokerId, Long> sent() {
    Map<BrokerId, Long> sent = new TreeMap<>();
    accounts.forEach((broker, account) -> sent.put(broker, account.sent()));
    return sent;
  }
}
