package ihct.study.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import ihct.evaluate.ScoredPart;
import ihct.files.Build;
import ihct.files.Names;
import ihct.loading.LoadingOptions;
import ihct.loading.schema.Words;
import ihct.models.TrainingOptions;
import ihct.models.device.Backend;
import ihct.models.device.BlasCore;
import ihct.study.fold.Fold;
import ihct.tree.GenreTree;
import java.util.List;
import java.util.Map;

/**
 * What all models of a run have in common. Of studies of earlier versions little of it is known;
 * there, numbers are 0 and texts null.
 *
 * @param options how the models were trained, all options told; those that only a network of an
 *     earlier version lacked are as usual
 * @param split row, track or artist, perhaps stratified; or what of the data said where rows
 *     belong, such as "published column fold"
 * @param labels every or single
 * @param minPerGenre genres with fewer rows were left out
 * @param maxPerGenre rows kept of a genre; null without a cap
 * @param classes N
 * @param trainRows rows trained on
 * @param validationRows rows that chose the best epoch
 * @param testRows rows scored
 * @param classesWithoutTestRows classes that no test row is of; null in earlier results
 * @param classesWithFewTestRows classes with fewer than {@value ScoredPart#FEW} test rows, but with
 *     one; null in earlier results
 * @param ceiling the best top-1 accuracy that any model could reach on the test part, as one answer
 *     per track can be right for one of its rows: tracks / rows
 * @param tree what the tree was made from, "known", or "none"
 * @param linkage the tree's linkage, or "known"
 * @param distance the tree's distance, or "known"
 * @param schedule the schedule asked for, or a known tree's columns
 * @param tiers clusters in each tier; none without a tree
 * @param maxChildren most children of any node of the tree, the paper's O; 0 without a tree
 * @param features the features used, in order
 * @param constantFeatures features that did not vary in the training part and became 0
 * @param data the files' names, or "simulated" and the size
 * @param simulated whether the songs were made by the simulation
 * @param dataSha256 {@link ihct.songs.Songs#sha256 fingerprint} of the kept rows, unscaled, before
 *     the split
 * @param rowsRead rows found in the files, or simulated
 * @param rowsLeftOut rows left out, by reason
 * @param coarseRows rows trained on besides of which a coarse name is known alone, by the name;
 *     null if there are none
 * @param coarseRowsLeftOut such rows that are not trained on, by reason; null without such rows
 * @param genresWithoutTrainingRows genres dropped because the split gave them no training row
 * @param testRowsWithTrainingTwin share of test rows whose features stand in the training part too
 * @param ignoredOptions options that the user gave and that nothing of this run heeds, with the
 *     reason
 * @param version the build, by git
 * @param java the Java runtime
 * @param backend what computes the networks
 * @param blasCore the processor for which {@link BlasCore OpenBLAS} computes; null in earlier
 *     results, and where something else does
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Conditions(
    TrainingOptions options,
    String split,
    String labels,
    int minPerGenre,
    Integer maxPerGenre,
    int classes,
    int trainRows,
    int validationRows,
    int testRows,
    Integer classesWithoutTestRows,
    Integer classesWithFewTestRows,
    double ceiling,
    String tree,
    String linkage,
    String distance,
    String schedule,
    List<Integer> tiers,
    int maxChildren,
    List<String> features,
    List<String> constantFeatures,
    String data,
    boolean simulated,
    String dataSha256,
    int rowsRead,
    Map<String, Integer> rowsLeftOut,
    @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, Integer> coarseRows,
    @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, Integer> coarseRowsLeftOut,
    List<String> genresWithoutTrainingRows,
    double testRowsWithTrainingTwin,
    List<String> ignoredOptions,
    String version,
    String java,
    String backend,
    String blasCore) {

  /**
   * Tells what a fold and a tree are.
   *
   * @param fold the songs, parted and scaled
   * @param tree by which answers are measured
   * @param kept which rows were kept
   * @param simulated whether the songs were made
   * @param options how models are trained
   * @param ignored options without effect
   */
  public static Conditions of(
      Fold fold,
      GenreTree tree,
      LoadingOptions kept,
      boolean simulated,
      TrainingOptions options,
      List<String> ignored) {
    ScoredPart scored = ScoredPart.of(fold.test());
    return new Conditions(
        options,
        fold.splitBy(),
        Names.of(kept.labels()),
        kept.minPerGenre(),
        kept.maxPerGenre() == LoadingOptions.NO_CAP ? null : kept.maxPerGenre(),
        fold.train().genres().size(),
        fold.train().size(),
        fold.validation().size(),
        fold.test().size(),
        scored.without(),
        scored.withFew(),
        scored.ceiling(),
        tree.source(),
        tree.linkage(),
        tree.distance(),
        tree.schedule(),
        tree.isNone() ? List.of() : tree.ihct().schedule(),
        tree.isNone() ? 0 : tree.ihct().maxChildren(),
        fold.train().features(),
        fold.scaling().constantFeatures(),
        fold.data().source(),
        simulated,
        fold.data().sha256(),
        fold.data().rowsRead(),
        fold.data().rowsLeftOut(),
        fold.coarse().map(more -> more.songs().rowsByGenre()).orElse(null),
        fold.coarse().map(more -> fold.coarseLeftOut()).orElse(null),
        fold.lostGenres(),
        fold.leak().identicalFeatures(),
        ignored,
        Build.version(),
        Build.java(),
        Backend.describe(),
        BlasCore.name().orElse(null));
  }

  /** The graphics card that computed networks; empty if the processor did. */
  public String card() {
    int end = backend == null ? -1 : backend.indexOf("; ");
    return end < 0 ? "" : backend.substring(end + 2);
  }

  /** Whether there is a tree. */
  boolean hasTree() {
    return !tiers.isEmpty();
  }

  /** What classes, rows and groups are called. */
  Words words() {
    return Words.of(features);
  }

  /** Fills in what results of earlier versions did not say. */
  public Conditions {
    options = options == null ? TrainingOptions.paper() : options;
    ignoredOptions = ignoredOptions == null ? List.of() : List.copyOf(ignoredOptions);
    tree = tree != null ? tree : linkage.equals("known") ? linkage : "means";
  }

  /** Counts the rows trained on of which a coarse name is known alone. */
  public int coarseRowsInAll() {
    return coarseRows == null ? 0 : coarseRows.values().stream().mapToInt(rows -> rows).sum();
  }

  /** What started every generator. */
  public long seed() {
    return options.seed();
  }
}
