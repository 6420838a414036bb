package io.kadvisor.collector.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.collector.sweep.Volumes.Place;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.BrokerSample.LogDir;
import io.kadvisor.model.unit.DataSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VolumesTest {
  private static final long GB = 1L << 30;
  private static final long MB = 1L << 20;

  private final List<Place> places = new ArrayList<>();

  private Place dir(int broker, String host, String path, long total, long free, long used) {
    LogDir dir =
        new LogDir(
            path,
            Optional.of(new DataSize(total)),
            Optional.of(new DataSize(free)),
            new DataSize(used),
            Optional.empty());
    Place place = new Place(new BrokerId(broker), host, dir, Optional.empty(), true);
    places.add(place);
    return place;
  }

  /** A directory that an earlier sweep read and put on a volume. */
  private Place remembered(int broker, String host, String path, String volume) {
    LogDir dir =
        new LogDir(path, Optional.empty(), Optional.empty(), new DataSize(0), Optional.empty());
    Place place = new Place(new BrokerId(broker), host, dir, Optional.of(volume), false);
    places.add(place);
    return place;
  }

  private long volumes() {
    return Volumes.of(places).values().stream().distinct().count();
  }

  @Test
  void shouldCountOneVolumeWhenBrokersOfOneHostShareTheirFileSystem() {
    dir(1, "localhost", "/tmp/1", 500 * GB, 200 * GB, 10 * GB);
    dir(2, "localhost", "/tmp/2", 500 * GB, 200 * GB, 10 * GB);
    dir(3, "localhost", "/tmp/3", 500 * GB, 200 * GB + 40 * MB, 10 * GB);

    assertThat(Volumes.of(places).values()).containsOnly("1:/tmp/1").hasSize(3);
  }

  @Test
  void shouldCountEachMachineOfACloudWhenTheyAreEqual() {
    for (int broker = 1; broker <= 30; broker++) {
      dir(broker, "b-" + broker, "/kafka", 1000 * GB, 400 * GB, 600 * GB);
    }

    assertThat(volumes()).isEqualTo(30);
  }

  @Test
  void shouldCountEqualDisksOfOneBrokerWhenTheyAreFilledAlike() {
    dir(1, "b-1", "/disk1", 1000 * GB, 400 * GB, 600 * GB);
    dir(1, "b-1", "/disk2", 1000 * GB, 401 * GB, 599 * GB);

    assertThat(volumes()).isEqualTo(2);
  }

  @Test
  void shouldCountOneVolumeWhenTwoDirectoriesOfABrokerLieOnOneDisk() {
    dir(1, "b-1", "/disk/a", 1000 * GB, 300 * GB, 400 * GB);
    dir(1, "b-1", "/disk/b", 1000 * GB, 300 * GB, 250 * GB);

    assertThat(volumes()).isEqualTo(1);
  }

  @Test
  void shouldTellDisksApartWhenTheirFreeBytesDifferByMoreThanAMomentsWrites() {
    dir(1, "b-1", "/disk1", 1000 * GB, 400 * GB, 5 * GB);
    dir(1, "b-1", "/disk2", 1000 * GB, 410 * GB + MB, 5 * GB);

    assertThat(volumes()).isEqualTo(2);
  }

  @Test
  void shouldBelieveInOneVolumeWhenEqualDisksAreStillEmpty() {
    dir(1, "b-1", "/disk1", 1000 * GB, 999 * GB, MB);
    dir(1, "b-1", "/disk2", 1000 * GB, 999 * GB, MB);

    assertThat(volumes()).isEqualTo(1);
  }

  @Test
  void shouldTellApartWhenTotalsDiffer() {
    dir(1, "localhost", "/tmp/1", 500 * GB, 200 * GB, GB);
    dir(2, "localhost", "/mnt/small", 256 * MB, 200 * MB, MB);

    assertThat(volumes()).isEqualTo(2);
  }

  @Test
  void shouldKnowNoVolumeWhenTheBrokerDoesNotTellItsSize() {
    LogDir old =
        new LogDir("/d", Optional.empty(), Optional.empty(), new DataSize(7), Optional.empty());
    places.add(new Place(new BrokerId(1), "b-1", old, Optional.empty(), true));

    assertThat(Volumes.of(places)).isEmpty();
  }

  @Test
  void shouldKeepASilentBrokerOnTheVolumeThatItShared() {
    Place silent = remembered(1, "localhost", "/tmp/1", "1:/tmp/1");
    LogDir seen =
        new LogDir(
            "/tmp/2",
            Optional.of(new DataSize(500 * GB)),
            Optional.of(new DataSize(100 * GB)),
            new DataSize(GB),
            Optional.empty());
    Place answering = new Place(new BrokerId(2), "localhost", seen, Optional.of("1:/tmp/1"), true);
    places.add(answering);

    Map<Place, String> volumes = Volumes.of(places);

    assertThat(volumes.get(silent)).isEqualTo("1:/tmp/1").isEqualTo(volumes.get(answering));
  }

  @Test
  void shouldGiveTheSameVolumesInWhateverOrderTheDirectoriesCome() {
    Random random = new Random(7);
    for (int broker = 0; broker < 40; broker++) {
      String host = "h" + random.nextInt(4);
      dir(
          broker,
          host,
          "/d",
          100 * GB * (1 + random.nextInt(2)),
          50 * GB + random.nextInt(3) * 700 * MB,
          random.nextInt(30) * GB);
    }
    Map<Place, String> first = Volumes.of(places);
    for (int run = 0; run < 20; run++) {
      Collections.shuffle(places, random);

      assertThat(Volumes.of(places)).isEqualTo(first);
    }
    assertThat(first).hasSize(40);
    first.forEach(
        (place, volume) ->
            first.forEach(
                (other, same) -> {
                  if (volume.equals(same)) {
                    assertThat(other.host()).isEqualTo(place.host());
                    assertThat(other.dir().total()).isEqualTo(place.dir().total());
                  }
                }));
  }
}
