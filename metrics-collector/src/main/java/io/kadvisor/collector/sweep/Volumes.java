package io.kadvisor.collector.sweep;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.BrokerSample.LogDir;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the volume of each log directory, so that space that several of them share is counted once.
 * Kafka tells total and free bytes, never the device. Directories are believed to share a volume
 * when, in one reading of all brokers,
 *
 * <ol>
 *   <li>they are on the same host: of one broker, or of brokers with the same advertised host;
 *   <li>they state the same total;
 *   <li>their free bytes differ by no more than 1 % of the total, at least 16 MiB: what may be
 *       written while the brokers answer one after the other;
 *   <li>together they hold no more than is taken of the volume, by the same tolerance. Equal disks
 *       with equal load pass the others and fail here, since each takes what it holds.
 * </ol>
 *
 * Equal machines in a cloud have other host names and never share; brokers in containers with names
 * of their own on one file system are therefore counted apart. Equal disks of one host with next to
 * nothing on them are believed to be one until they fill. On a file system that compresses, one
 * volume may be believed to be several.
 */
final class Volumes {
  private static final long LEAST_TOLERANCE = 16L << 20;
  private static final int TOLERANCE_PERCENT = 1;

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::broker).thenComparing(Place::path);

  /**
   * A log directory.
   *
   * @param host of the broker, a word of its own where the name is not known
   * @param before the volume of the earlier reading
   * @param fresh read in this sweep, together with all others that are
   */
  record Place(BrokerId broker, String host, LogDir dir, Optional<String> before, boolean fresh) {
    String path() {
      return dir.path();
    }

    private String key() {
      return broker + ":" + path();
    }

    private long total() {
      return dir.total().orElseThrow().bytes();
    }

    private long free() {
      return dir.usable().orElseThrow().bytes();
    }

    private long tolerance() {
      return Math.max(total() / 100 * TOLERANCE_PERCENT, LEAST_TOLERANCE);
    }

    private boolean measured() {
      return fresh && dir.total().isPresent() && dir.usable().isPresent();
    }

    private boolean near(Place other) {
      return host.equals(other.host)
          && total() == other.total()
          && Math.abs(free() - other.free()) <= tolerance();
    }
  }

  private Volumes() {}

  /**
   * The volume of each directory that has one. Directories that are not fresh stay with those that
   * they shared with when they were.
   */
  static Map<Place, String> of(Collection<Place> places) {
    List<List<Place>> volumes = new ArrayList<>();
    candidates(places).forEach(group -> volumes.addAll(possible(group)));
    Map<String, List<Place>> left = new TreeMap<>();
    places.stream()
        .filter(place -> !place.fresh() && place.before().isPresent())
        .sorted(ORDER)
        .forEach(place -> attach(place, volumes, left));
    volumes.addAll(left.values());
    Map<Place, String> named = new HashMap<>();
    for (List<Place> volume : volumes) {
      String name = volume.stream().min(ORDER).orElseThrow().key();
      volume.forEach(place -> named.put(place, name));
    }
    return named;
  }

  /** Neighbours by free bytes, each near the first of its group. */
  private static List<List<Place>> candidates(Collection<Place> places) {
    List<List<Place>> groups = new ArrayList<>();
    places.stream()
        .filter(Place::measured)
        .sorted(
            Comparator.comparing(Place::host)
                .thenComparingLong(Place::total)
                .thenComparingLong(Place::free)
                .thenComparing(ORDER))
        .forEach(place -> join(place, groups));
    return groups;
  }

  private static void join(Place place, List<List<Place>> groups) {
    List<Place> last = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
    if (!last.isEmpty() && last.get(0).near(place)) {
      last.add(place);
    } else {
      groups.add(new ArrayList<>(List.of(place)));
    }
  }

  /** The group as one volume if that can hold what all of them hold, else each on its own. */
  private static List<List<Place>> possible(List<Place> group) {
    Place fullest = group.get(0);
    long taken = fullest.total() - fullest.free() + fullest.tolerance();
    long held = group.stream().mapToLong(place -> place.dir().used().bytes()).sum();
    if (held <= taken) {
      return List.of(group);
    }
    List<List<Place>> apart = new ArrayList<>();
    group.forEach(place -> apart.add(new ArrayList<>(List.of(place))));
    return apart;
  }

  private static void attach(
      Place place, List<List<Place>> volumes, Map<String, List<Place>> left) {
    volumes.stream()
        .filter(volume -> volume.stream().anyMatch(o -> o.before().equals(place.before())))
        .findFirst()
        .orElseGet(() -> left.computeIfAbsent(place.before().get(), b -> new ArrayList<>()))
        .add(place);
  }
}
