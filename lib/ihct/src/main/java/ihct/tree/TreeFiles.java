package ihct.tree;

import com.fasterxml.jackson.annotation.JsonInclude;
import ihct.data.SongData;
import ihct.files.Build;
import ihct.files.CsvText;
import ihct.files.Json;
import ihct.hierarchy.Ihct;
import ihct.io.UnwritableException;
import ihct.io.WholeFile;
import ihct.linkage.Dendrogram;
import ihct.linkage.LinkageMatrix;
import ihct.linkage.Merge;
import ihct.linkage.Newick;
import ihct.models.TrainingOptions;
import ihct.models.networks.Dense;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes a tree as tree.json, tiers.csv, paths.csv, levels.csv and, if it has merges, tree.nwk and
 * tree.npy. A tree whose tiers are known has no merge heights, hence no merges and no branch
 * lengths.
 */
public final class TreeFiles {

  public static final String JSON = "tree.json";
  public static final String NEWICK = "tree.nwk";
  public static final String NPY = "tree.npy";
  public static final String TIERS = "tiers.csv";
  public static final String PATHS = "paths.csv";
  public static final String LEVELS = "levels.csv";

  private TreeFiles() {}

  /**
   * The content of tree.json.
   *
   * @param classes the number of genres
   * @param seed the tree's own seed, if it decided the tree
   * @param training how the network was trained that the tree was made from, if one was
   * @param tiers the number of clusters in each tier
   * @param merges left node, right node, height, leaves below, numbered as SciPy does: leaves
   *     0…N−1, merges N…2N−2
   */
  private record TreeRecord(
      int classes,
      String source,
      String linkage,
      String distance,
      String schedule,
      @JsonInclude(JsonInclude.Include.NON_NULL) Long seed,
      @JsonInclude(JsonInclude.Include.NON_NULL) TrainingOptions training,
      List<Integer> tiers,
      int maxChildren,
      Double copheneticCorrelation,
      String data,
      String dataSha256,
      List<String> features,
      String version,
      List<String> genres,
      List<List<Number>> merges) {}

  public static void write(Path folder, GenreTree tree, SongData dataset) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw UnwritableException.of(folder, e);
    }
    Json.writePretty(folder.resolve(JSON), record(tree, dataset));
    WholeFile.replace(folder.resolve(PATHS), paths(tree, dataset.labelColumn(), true));
    WholeFile.replace(folder.resolve(LEVELS), paths(tree, dataset.labelColumn(), false));
    if (tree.dendrogram().isPresent()) {
      WholeFile.replace(folder.resolve(NEWICK), newick(tree));
      WholeFile.replace(folder.resolve(NPY), LinkageMatrix.toNpy(tree.dendrogram().get()));
    } else {
      Files.deleteIfExists(folder.resolve(NEWICK)); // of an earlier tree
      Files.deleteIfExists(folder.resolve(NPY));
    }
    WholeFile.replace(folder.resolve(TIERS), tiers(tree)); // the last: it vouches for the others
  }

  private static TreeRecord record(GenreTree tree, SongData dataset) {
    return new TreeRecord(
        tree.genres().size(),
        tree.source(),
        tree.linkage(),
        tree.distance(),
        tree.schedule(),
        tree.seed().isPresent() ? tree.seed().getAsLong() : null,
        tree.training().map(all -> all.complete(Dense.KIND.options())).orElse(null),
        tree.ihct().schedule(),
        tree.ihct().maxChildren(),
        tree.copheneticCorrelation().isPresent()
            ? tree.copheneticCorrelation().getAsDouble()
            : null,
        dataset.source(),
        dataset.sha256(),
        dataset.songs().features(),
        Build.version(),
        tree.genres(),
        tree.dendrogram().map(TreeFiles::merges).orElse(List.of()));
  }

  private static List<List<Number>> merges(Dendrogram dendrogram) {
    List<List<Number>> rows = new ArrayList<>();
    for (Merge merge : dendrogram.merges()) {
      rows.add(List.of(merge.left(), merge.right(), merge.height(), merge.size()));
    }
    return rows;
  }

  /**
   * The content of tree.nwk.
   *
   * @param tree one that has merges
   */
  public static String newick(GenreTree tree) {
    return Newick.write(tree.dendrogram().orElseThrow(), tree.genres()) + "\n";
  }

  /** The lines of tiers.csv: the number of each genre's cluster in each tier. */
  public static Stream<String> tiers(GenreTree tree) {
    return table(
        tree,
        true,
        tier -> TierNames.column(tree, tier),
        (tier, genre) -> Integer.toString(tree.ihct().cluster(tier, genre)));
  }

  /**
   * The lines of paths.csv: the same as names, to be read as a known tree: of a known cluster its
   * own, else its number and its most central genres, such as "k4-2 (rock, pop …)"; and of the
   * genre itself in the last tier. Behind the end of a known path the cells are blank.
   *
   * @param label the header of the genre in the data; empty if there is none
   */
  public static Stream<String> paths(GenreTree tree, String label) {
    return paths(tree, label, true);
  }

  /** Without the genre in front the lines are what HiClass takes for labels. */
  private static Stream<String> paths(GenreTree tree, String label, boolean named) {
    Ihct ihct = tree.ihct();
    TierNames names = TierNames.of(tree, label);
    return table(
        tree,
        named,
        tier -> names.tiers().get(tier - 1),
        (tier, genre) -> {
          int end = ihct.hasKnownNames() ? ihct.depth(genre) : ihct.tiers();
          return tier > end
              ? ""
              : tier == end
                  ? tree.genres().get(genre)
                  : names.cluster(tier, ihct.cluster(tier, genre));
        });
  }

  private static Stream<String> table(
      GenreTree tree,
      boolean named,
      IntFunction<String> column,
      BiFunction<Integer, Integer, String> cell) {
    IntFunction<Stream<String>> name =
        leaf -> named ? Stream.of(leaf < 0 ? "genre" : tree.genres().get(leaf)) : Stream.empty();
    return IntStream.range(-1, tree.ihct().classes())
        .mapToObj(
            leaf ->
                Stream.concat(
                        name.apply(leaf),
                        IntStream.rangeClosed(1, tree.ihct().tiers())
                            .mapToObj(
                                tier -> leaf < 0 ? column.apply(tier) : cell.apply(tier, leaf)))
                    .toList())
        .map(CsvText::line);
  }
}
