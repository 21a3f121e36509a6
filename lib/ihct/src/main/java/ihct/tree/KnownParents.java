package ihct.tree;

import ihct.hierarchy.Ihct;
import ihct.hierarchy.ParentCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the parents of genres that a tree does not have in what the tree was known by. */
public final class KnownParents {

  private KnownParents() {}

  /**
   * Finds the parents of genres that no model of a tree has seen.
   *
   * @param settings how the tree was made; only one that is known, and is no control, tells
   * @param columns what the known tree of the data is called; empty if it is in a file
   * @param tree over the genres that models know
   * @param genres these genres, in class order
   * @param paths where the tree is known by columns, the paths of these genres and of others
   * @param unseen genres that are not among them
   * @return by genre its place in the tree; those that the tree says nothing of are missing
   * @throws IllegalArgumentException if the file now gives another tree, or names a genre at
   *     several leaves
   * @throws IOException if the file cannot be read
   */
  public static SortedMap<String, ParentCluster> of(
      TreeSettings settings,
      List<String> columns,
      Ihct tree,
      List<String> genres,
      Map<String, List<String>> paths,
      List<String> unseen)
      throws IOException {
    TreeSource source = settings.source();
    SortedMap<String, ParentCluster> found = new TreeMap<>();
    if (unseen.isEmpty() || settings.isNone() || source.control() != TreeControl.NONE) {
      return found;
    }
    if (!columns.isEmpty()) {
      List<List<String>> others =
          unseen.stream().map(genre -> paths.getOrDefault(genre, List.of())).toList();
      put(found, tree, genres.stream().map(paths::get).toList(), unseen, others);
    } else if (!source.file().isEmpty() && !KnownTreeFile.isMatrix(Path.of(source.file()))) {
      Path file = Path.of(source.file());
      List<List<String>> all = KnownTreeFile.paths(file, genres, settings.absentClasses(), unseen);
      try {
        put(
            found,
            tree,
            all.subList(0, genres.size()),
            unseen,
            all.subList(genres.size(), all.size()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s is not as it was when the models were trained.".formatted(file), e);
      }
    }
    return found;
  }

  private static void put(
      Map<String, ParentCluster> found,
      Ihct tree,
      List<List<String>> paths,
      List<String> unseen,
      List<List<String>> others) {
    List<Optional<ParentCluster>> places = ParentCluster.of(tree, paths, others);
    for (int i = 0; i < places.size(); i++) {
      String genre = unseen.get(i);
      places.get(i).ifPresent(place -> found.put(genre, place));
    }
  }
}
