package ihct.loading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The known tree above the genres, gathered record by record. */
final class KnownPaths {

  private final MissingValues missing;

  private record Found(List<String> parents, Place place) {}

  private final Map<Integer, Found> found = new HashMap<>();

  KnownPaths(MissingValues missing) {
    this.missing = missing;
  }

  /**
   * Takes in what one record says about a genre.
   *
   * @throws MalformedDataException if an earlier record put the genre elsewhere
   */
  void add(int genre, String name, List<String> parents, SongFile file)
      throws MalformedDataException {
    if (parents.isEmpty() || parents.stream().anyMatch(missing::contains)) {
      return;
    }
    Found earlier = found.get(genre);
    if (earlier == null) {
      found.put(genre, new Found(parents, new Place(file.path(), file.line(), "", "")));
    } else if (!earlier.parents().equals(parents)) {
      throw new MalformedDataException(
          file.path(),
          file.line(),
          "",
          "genre \"%s\" stands under \"%s\" here and under \"%s\" at %s. A tree needs one parent for each genre: name other hierarchy columns, or rename the genre."
              .formatted(
                  name,
                  String.join(" > ", parents),
                  String.join(" > ", earlier.parents()),
                  earlier.place()));
    }
  }

  /**
   * Gives the paths of the kept genres, coarse to fine, ending in the genre.
   *
   * @throws MalformedDataException if none of a genre's records names its parents
   */
  List<List<String>> of(List<Integer> kept, Collected collected) throws MalformedDataException {
    List<List<String>> paths = new ArrayList<>();
    for (int genre : kept) {
      String name = collected.genres.get(genre);
      Found place = found.get(genre);
      if (place == null) {
        throw new MalformedDataException(
            collected.files.get(0),
            0,
            "",
            "no record names the parent of genre \"%s\"; fill the hierarchy columns."
                .formatted(name));
      }
      List<String> path = new ArrayList<>(place.parents());
      path.add(name);
      paths.add(List.copyOf(path));
    }
    return List.copyOf(paths);
  }
}
