package ihct.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import ihct.hierarchy.Ihct;
import ihct.linkage.Dendrogram;
import ihct.linkage.Merge;
import ihct.linkage.Newick;
import ihct.models.NetworkOptions;
import ihct.models.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes a tree as tree.json, tiers.csv and, if it was inferred, tree.nwk. A known tree has no
 * merge heights, hence no merges and no branch lengths.
 */
final class TreeFiles {

  static final String JSON = "tree.json";
  static final String NEWICK = "tree.nwk";
  static final String TIERS = "tiers.csv";

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
      @JsonInclude(JsonInclude.Include.NON_NULL) Training training,
      List<Integer> tiers,
      int maxChildren,
      Double copheneticCorrelation,
      String data,
      String dataSha256,
      List<String> features,
      String version,
      List<String> genres,
      List<List<Number>> merges) {}

  /** How a dense network was trained. */
  private record Training(
      int epochs, int batch, double learningRate, long seed, NetworkOptions network) {

    static Training of(TrainingOptions options) {
      return new Training(
          options.epochs(),
          options.batch(),
          options.learningRate(),
          options.seed(),
          options.network());
    }
  }

  static void write(Path folder, GenreTree tree, Dataset dataset) throws IOException {
    Files.createDirectories(folder);
    Json.writePretty(folder.resolve(JSON), record(tree, dataset));
    writeTiers(folder.resolve(TIERS), tree);
    if (tree.dendrogram().isPresent()) {
      String newick = Newick.write(tree.dendrogram().get(), tree.genres());
      ResultFile.replace(folder.resolve(NEWICK), newick.endsWith("\n") ? newick : newick + "\n");
    }
  }

  private static TreeRecord record(GenreTree tree, Dataset dataset) {
    return new TreeRecord(
        tree.genres().size(),
        tree.source(),
        tree.linkage(),
        tree.distance(),
        tree.schedule(),
        tree.seed().isPresent() ? tree.seed().getAsLong() : null,
        tree.training().map(Training::of).orElse(null),
        tree.ihct().schedule(),
        tree.ihct().maxChildren(),
        tree.copheneticCorrelation().isPresent()
            ? tree.copheneticCorrelation().getAsDouble()
            : null,
        dataset.source(),
        dataset.songs().sha256(),
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

  private static void writeTiers(Path file, GenreTree tree) throws IOException {
    Ihct ihct = tree.ihct();
    List<String> header = new ArrayList<>(List.of("genre"));
    for (int tier = 1; tier <= ihct.tiers(); tier++) {
      // Tiers of a known tree may have equally many clusters, so counts cannot name them.
      header.add(tree.dendrogram().isPresent() ? "k" + ihct.clusters(tier) : "tier" + tier);
    }
    StringBuilder csv = new StringBuilder(CsvText.line(header));
    for (int leaf = 0; leaf < ihct.classes(); leaf++) {
      int row = leaf;
      List<String> line = new ArrayList<>(List.of(tree.genres().get(leaf)));
      IntStream.rangeClosed(1, ihct.tiers())
          .forEach(tier -> line.add(Integer.toString(ihct.cluster(tier, row))));
      csv.append(CsvText.line(line));
    }
    ResultFile.replace(file, csv);
  }
}
