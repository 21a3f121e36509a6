package ihct.models;

import ihct.models.boosting.BoostedTrees;
import ihct.models.encode.SongEncoding;
import ihct.models.forest.ExtraTrees;
import ihct.models.forest.GenreForest;
import ihct.models.train.Networks;

/** Options of trainings, several at once. */
public final class Trainings {

  private Trainings() {}

  /** What networks look like, and no more. */
  public static TrainingOptions network(
      FeatureEncoding encoding,
      int bins,
      int units,
      double dropout,
      double smoothing,
      RateSchedule rate) {
    return TrainingOptions.paper()
        .with(SongEncoding.ENCODING, encoding)
        .with(SongEncoding.BINS, bins)
        .with(Networks.WIDTH, units)
        .with(Networks.DROPOUT, dropout)
        .with(Networks.SMOOTHING, smoothing)
        .with(Networks.RATE, rate);
  }

  /** How a forest is grown, and no more. */
  public static TrainingOptions forest(int trees, int depth, int features, int leaf, long seed) {
    return TrainingOptions.paper()
        .with(GenreForest.TREES, trees)
        .with(GenreForest.DEPTH, depth)
        .with(GenreForest.FEATURES, features)
        .with(GenreForest.LEAF, leaf)
        .withSeed(seed);
  }

  /** How extremely randomised trees are grown, and no more. */
  public static TrainingOptions extra(int trees, int depth, int features, int leaf, long seed) {
    return TrainingOptions.paper()
        .with(ExtraTrees.TREES, trees)
        .with(ExtraTrees.DEPTH, depth)
        .with(ExtraTrees.FEATURES, features)
        .with(ExtraTrees.LEAF, leaf)
        .withSeed(seed);
  }

  /** How trees are boosted, and no more. */
  public static TrainingOptions boosting(int rounds, int depth, double rate) {
    return TrainingOptions.paper()
        .with(BoostedTrees.ROUNDS, rounds)
        .with(BoostedTrees.DEPTH, depth)
        .with(BoostedTrees.RATE, rate);
  }
}
