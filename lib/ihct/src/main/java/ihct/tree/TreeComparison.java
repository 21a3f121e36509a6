package ihct.tree;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import ihct.files.Json;
import ihct.files.JsonWords;
import ihct.io.TextFile;
import ihct.linkage.Dendrogram;
import ihct.linkage.Merge;
import ihct.linkage.TreeAgreement;
import ihct.linkage.Untangling;
import ihct.loading.csv.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How alike two trees over genres are, of the genres that both have.
 *
 * @param first what the first tree is made from
 * @param second what the second is
 * @param genres how many both have
 * @param onlyFirst genres of the first alone; the figures are without them
 * @param onlySecond genres of the second alone, likewise
 * @param copheneticCorrelation see {@link Dendrogram#copheneticCorrelation(Dendrogram)}
 * @param bakersGamma see {@link TreeAgreement#bakersGamma}
 * @param robinsonFoulds see {@link TreeAgreement#robinsonFoulds}
 * @param robinsonFouldsShare the same as a share of all clusters, 0…1
 * @param entanglement see {@link Untangling#entanglement}
 * @param cuts the cuts of both into as many clusters as tiers of either have
 * @param common the trees of the genres that both have, to be drawn
 */
public record TreeComparison(
    String first,
    String second,
    int genres,
    List<String> onlyFirst,
    List<String> onlySecond,
    double copheneticCorrelation,
    double bakersGamma,
    int robinsonFoulds,
    double robinsonFouldsShare,
    double entanglement,
    List<Cut> cuts,
    @JsonIgnore Common common) {

  /** Genres that a line names. */
  private static final int SOME = 5;

  /** Fewer leaves have but one tree. */
  private static final int FEWEST = 3;

  /**
   * Two cuts.
   *
   * @param clusters how many each has
   * @param adjustedRand see {@link TreeAgreement#adjustedRand}
   */
  public record Cut(int clusters, double adjustedRand) {}

  /**
   * Two trees of the same leaves.
   *
   * @param genres the leaves' names
   * @param first the first tree
   * @param second the second
   */
  public record Common(List<String> genres, Dendrogram first, Dendrogram second) {}

  /** A tree whose leaves have names. */
  private record Named(
      String origin, List<String> genres, List<Integer> tiers, Dendrogram dendrogram) {

    Dendrogram of(List<String> some) {
      Map<String, Integer> places = new HashMap<>();
      for (int leaf = 0; leaf < genres.size(); leaf++) {
        places.put(genres.get(leaf), leaf);
      }
      return dendrogram.restrictedTo(some.stream().mapToInt(places::get).toArray());
    }
  }

  /** What is read of a tree's file. */
  private record TreeText(
      String source,
      String linkage,
      String distance,
      List<Integer> tiers,
      List<String> genres,
      List<List<Double>> merges) {}

  /**
   * Compares trees in memory.
   *
   * @param a a tree with merges
   * @param b another
   * @return how alike they are
   * @throws IllegalArgumentException if one has no merges, or both have fewer than three genres in
   *     common
   */
  public static TreeComparison of(GenreTree a, GenreTree b) {
    return of(named(a), named(b));
  }

  /**
   * Compares trees that were written.
   *
   * @param a a folder with {@value TreeFiles#JSON}, as tree and run write it, or that file
   * @param b another
   * @return how alike they are
   * @throws IllegalArgumentException as above, or if a file is no such tree
   * @throws IOException if a file cannot be read
   */
  public static TreeComparison of(Path a, Path b) throws IOException {
    return of(read(a), read(b));
  }

  private static Named named(GenreTree tree) {
    String origin = origin(tree.source(), tree.linkage(), tree.distance());
    return new Named(
        origin,
        tree.genres(),
        tree.ihct().schedule(),
        tree.dendrogram().orElseThrow(() -> withoutMerges("The tree of " + origin)));
  }

  private static Named read(Path path) throws IOException {
    Path file = Files.isDirectory(path) ? path.resolve(TreeFiles.JSON) : path;
    TreeText text;
    try {
      text = Json.part(Json.node(TextFile.read(file)), TreeText.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s is no tree: %s Name a folder that tree or run wrote, or its %s."
              .formatted(file, JsonWords.reason(e), TreeFiles.JSON),
          e);
    }
    if (text == null || text.genres() == null || text.merges() == null || text.tiers() == null) {
      throw new IllegalArgumentException(
          "%s is no tree: it lacks genres, tiers or merges. Name a folder that tree or run wrote, or its %s."
              .formatted(file, TreeFiles.JSON));
    }
    if (text.merges().isEmpty() && text.genres().size() > 1) {
      throw withoutMerges(file.toString());
    }
    try {
      Dendrogram dendrogram =
          Dendrogram.of(text.merges().stream().map(TreeComparison::merge).toList());
      if (dendrogram.leaves() != text.genres().size()) {
        throw new IllegalArgumentException(
            "it has %d genres and merges of %d."
                .formatted(text.genres().size(), dendrogram.leaves()));
      }
      return new Named(
          origin(text.source(), text.linkage(), text.distance()),
          text.genres(),
          text.tiers(),
          dendrogram);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Merge merge(List<Double> row) {
    if (row.size() != 4) {
      throw new IllegalArgumentException("a merge has four numbers, and not " + row + ".");
    }
    return new Merge(
        row.get(0).intValue(), row.get(1).intValue(), row.get(2), row.get(3).intValue());
  }

  private static IllegalArgumentException withoutMerges(String which) {
    return new IllegalArgumentException(
        which + " has no merges: its tiers are known. Compare trees that were clustered.");
  }

  private static String origin(String source, String linkage, String distance) {
    return String.join(", ", Stream.of(source, linkage, distance).distinct().toList());
  }

  private static TreeComparison of(Named a, Named b) {
    Set<String> inA = Set.copyOf(a.genres());
    Set<String> inB = Set.copyOf(b.genres());
    List<String> both = a.genres().stream().filter(inB::contains).toList();
    if (both.size() < FEWEST) {
      throw new IllegalArgumentException(
          "The trees have %d genres in common; at least %d can be compared."
              .formatted(both.size(), FEWEST));
    }
    Dendrogram x = a.of(both);
    Dendrogram y = b.of(both);
    int apart = TreeAgreement.robinsonFoulds(x, y);
    List<Cut> cuts =
        Stream.concat(a.tiers().stream(), b.tiers().stream())
            .filter(k -> k > 1 && k < both.size())
            .distinct()
            .sorted()
            .map(k -> new Cut(k, TreeAgreement.adjustedRand(x.cut(k), y.cut(k))))
            .toList();
    return new TreeComparison(
        a.origin(),
        b.origin(),
        both.size(),
        a.genres().stream().filter(genre -> !inB.contains(genre)).toList(),
        b.genres().stream().filter(genre -> !inA.contains(genre)).toList(),
        x.copheneticCorrelation(y),
        TreeAgreement.bakersGamma(x, y),
        apart,
        apart / (2.0 * (both.size() - 2)),
        Untangling.of(x, y).entanglement(),
        cuts,
        new Common(both, x, y));
  }

  /** {@return the comparison as lines of plain text} */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("first: " + first);
    lines.add("second: " + second);
    lines.add(
        Text.format("genres: %,d in both", genres)
            + only("first", onlyFirst)
            + only("second", onlySecond));
    lines.add(Text.format("cophenetic correlation: %.4f", copheneticCorrelation));
    lines.add(Text.format("Baker's gamma: %.4f", bakersGamma));
    lines.add(
        Text.format(
            "Robinson and Foulds: %,d clusters of %,d are in one tree alone, %.1f %%",
            robinsonFoulds, 2 * (genres - 2), 100 * robinsonFouldsShare));
    lines.add(Text.format("entanglement: %.4f", entanglement));
    lines.add("adjusted Rand index of the cuts:");
    cuts.forEach(
        cut -> lines.add(Text.format("  %,d clusters: %.4f", cut.clusters(), cut.adjustedRand())));
    return lines;
  }

  private static String only(String which, List<String> names) {
    return names.isEmpty()
        ? ""
        : Text.format(", %,d in the %s alone (%s)", names.size(), which, Text.some(names, SOME));
  }

  /** {@return the figures for a program, as JSON} */
  public String json() throws IOException {
    return Json.pretty(this);
  }

  @Override
  public String toString() {
    return String.join("\n", lines());
  }
}
