package io.kadvisor.api.read;

import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.Artefact;
import io.kadvisor.model.unit.DataSize;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Files of one cluster's advisories, put together from their parts. The oldest go when the room is
 * full.
 */
final class ArtefactShelf {
  private record Place(AdvisoryId advisory, String name) {}

  private final Map<Place, Map<Integer, Artefact>> files = new LinkedHashMap<>();
  private final DataSize room;
  private long characters;

  ArtefactShelf(DataSize room) {
    this.room = room;
  }

  void put(Artefact part) {
    Map<Integer, Artefact> parts =
        files.computeIfAbsent(new Place(part.advisory(), part.name()), p -> new TreeMap<>());
    Artefact before = parts.put(part.part(), part);
    characters += size(part) - (before == null ? 0 : size(before));
    Iterator<Map<Integer, Artefact>> oldest = files.values().iterator();
    while (characters > room.bytes() && files.size() > 1) {
      characters -= oldest.next().values().stream().mapToLong(ArtefactShelf::size).sum();
      oldest.remove();
    }
  }

  void remove(AdvisoryId advisory, String name, int part) {
    Place place = new Place(advisory, name);
    Map<Integer, Artefact> parts = files.get(place);
    Artefact gone = parts == null ? null : parts.remove(part);
    if (gone != null) {
      characters -= size(gone);
      if (parts.isEmpty()) {
        files.remove(place);
      }
    }
  }

  Optional<StoredFile> find(AdvisoryId advisory, String name) {
    return Optional.ofNullable(files.get(new Place(advisory, name)))
        .map(p -> StoredFile.of(p.values()));
  }

  List<StoredFile> of(AdvisoryId advisory) {
    return files.entrySet().stream()
        .filter(file -> file.getKey().advisory().equals(advisory))
        .map(file -> StoredFile.of(file.getValue().values()))
        .toList();
  }

  private static long size(Artefact part) {
    return part.content().length();
  }
}
