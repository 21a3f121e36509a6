package ihct.study.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import ihct.evaluate.ScoredPart;
import ihct.files.Names;
import ihct.loading.schema.Words;
import ihct.models.ForestOptions;
import ihct.models.NetworkOptions;
import java.util.List;
import java.util.Map;

/**
 * What all models of a run have in common.
 *
 * @param seed started every generator
 * @param batch songs per training step
 * @param learningRate step size of Adam
 * @param encoding what networks saw of a feature: none, rank-gauss or quantiles
 * @param bins most inputs of a feature in quantiles; null for another encoding
 * @param units units in each hidden layer of dense and stacknet
 * @param dropout share of hidden units that networks left out in each step
 * @param smoothing share of a label that networks took as spread over all classes
 * @param rateSchedule how the step size changed: constant or cosine
 * @param tierWeight by how much the loss of each tier above the last counted in tier heads
 * @param batchNorm whether the hidden units of Dense, StackNet, tier heads and tree softmax were
 *     normalised in training
 * @param forestTrees trees of the forest
 * @param forestDepth most questions that a tree asks; null without a limit
 * @param forestFeatures features that a node chooses from; 0 for the square root of their number
 * @param forestLeastSongs fewest rows in a leaf
 * @param split row, track or artist
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
 * @param tree what the tree was made from, or "known"
 * @param linkage the tree's linkage, or "known"
 * @param distance the tree's distance, or "known"
 * @param schedule the schedule asked for, or a known tree's columns
 * @param tiers clusters in each tier
 * @param maxChildren most children of any node of the tree, the paper's O
 * @param features the features used, in order
 * @param constantFeatures features that did not vary in the training part and became 0
 * @param data the files' names, or "simulated" and the size
 * @param simulated whether the songs were made by the simulation
 * @param dataSha256 {@link ihct.songs.Songs#sha256 fingerprint} of the kept rows, unscaled, before
 *     the split
 * @param rowsRead rows found in the files, or simulated
 * @param rowsLeftOut rows left out, by reason
 * @param genresWithoutTrainingRows genres dropped because the split gave them no training row
 * @param testRowsWithTrainingTwin share of test rows whose features stand in the training part too
 * @param ignoredOptions options that the user gave and that nothing of this run heeds, with the
 *     reason
 * @param version the build, by git
 * @param java the Java runtime
 * @param backend what computes the networks
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Conditions(
    long seed,
    int batch,
    double learningRate,
    String encoding,
    Integer bins,
    Integer units,
    Double dropout,
    Double smoothing,
    String rateSchedule,
    Double tierWeight,
    Boolean batchNorm,
    Integer forestTrees,
    Integer forestDepth,
    Integer forestFeatures,
    Integer forestLeastSongs,
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
    List<String> genresWithoutTrainingRows,
    double testRowsWithTrainingTwin,
    List<String> ignoredOptions,
    String version,
    String java,
    String backend) {

  /** What classes, rows and groups are called. */
  Words words() {
    return Words.of(features);
  }

  /** Fills in what results of earlier versions did not say: it was as in the paper, or usual. */
  public Conditions {
    NetworkOptions paper = NetworkOptions.paper();
    if (encoding == null) {
      encoding = Names.of(paper.encoding());
      units = paper.units();
      dropout = paper.dropout();
      smoothing = paper.smoothing();
      rateSchedule = Names.of(paper.schedule());
    }
    ignoredOptions = ignoredOptions == null ? List.of() : List.copyOf(ignoredOptions);
    tierWeight = tierWeight == null ? paper.tierWeight() : tierWeight;
    batchNorm = batchNorm == null ? paper.batchNorm() : batchNorm;
    if (forestTrees == null) {
      ForestOptions usual = ForestOptions.usual();
      forestTrees = usual.trees();
      forestDepth = usual.depth();
      forestFeatures = usual.features();
      forestLeastSongs = usual.leastSongs();
    }
    tree = tree != null ? tree : linkage.equals("known") ? linkage : "means";
  }
}
