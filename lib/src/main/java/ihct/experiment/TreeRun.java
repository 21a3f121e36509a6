package ihct.experiment;

import ihct.loading.Songs;
import ihct.loading.Standardizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Infers the tree over all genres of some songs, without training anything. */
public final class TreeRun {

  private TreeRun() {}

  /**
   * Writes tree.json, tree.nwk and tiers.csv. Features are scaled by the moments of all kept rows,
   * as nothing is predicted here.
   *
   * @param data the songs; a known hierarchy replaces the inferred tree and has no tree.nwk
   * @param settings linkage, distance and tiers
   * @param out the folder for the files; an earlier tree there is replaced
   * @param listener hears how it goes
   * @return what was built and where it lies, line by line
   * @throws IllegalArgumentException if fewer than two genres are kept, the tiers do not fit, or
   *     the folder holds a run, whose own tree must stay
   * @throws IOException if a file cannot be read or written
   */
  public static List<String> run(
      DataSettings data, TreeSettings settings, Path out, RunListener listener) throws IOException {
    settings.requireNoOther(data);
    if (Files.exists(out.resolve(RunFolder.SETTINGS))) {
      throw new IllegalArgumentException(
          out + " holds a run with a tree of its own; choose another --out.");
    }
    Dataset dataset = Dataset.load(data, listener);
    Songs songs = dataset.songs();
    if (songs.genres().size() < 2) {
      throw new IllegalArgumentException(
          "%s holds %d genre; a tree needs at least 2. Lower --min-per-genre or give more data."
              .formatted(dataset.source(), songs.genres().size()));
    }
    Standardizer scaling = Standardizer.fit(songs);
    if (!scaling.constantFeatures().isEmpty()) {
      listener.note("Constant, so 0 everywhere: " + String.join(", ", scaling.constantFeatures()));
    }
    listener.stage("Building the tree of %d genres".formatted(songs.genres().size()));
    GenreTree tree =
        GenreTree.of(scaling.apply(songs), settings, dataset.genrePaths(), data.hierarchy());
    TreeFiles.write(out, tree, dataset);
    return summary(tree, dataset, out);
  }

  private static List<String> summary(GenreTree tree, Dataset dataset, Path out) {
    List<String> lines = new ArrayList<>();
    lines.add("%s: %d genres".formatted(dataset.source(), tree.genres().size()));
    lines.add(
        "Tree of %s, linkage %s, distance %s, tiers %s: %s clusters"
            .formatted(
                tree.source(),
                tree.linkage(),
                tree.distance(),
                tree.schedule(),
                tree.ihct().schedule()));
    lines.add("Most children of a node: " + tree.ihct().maxChildren());
    tree.copheneticCorrelation()
        .ifPresent(c -> lines.add("Cophenetic correlation: " + ResultTable.decimals(6, c)));
    lines.add("Tree: " + out.resolve(TreeFiles.JSON));
    return lines;
  }
}
