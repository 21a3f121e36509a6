package ihct.cli;

import ihct.models.ForestOptions;
import ihct.study.run.Settings;
import picocli.CommandLine.Option;

/** The options that say what networks and forests look like where they may differ from usual. */
final class ModelOptions {

  private static final String NO_LIMIT = "none";

  @Option(
      names = "--encoding",
      defaultValue = "none",
      paramLabel = "ENCODING",
      description = {
        "What networks see of each feature: none (default: the scaled number, as in the paper),",
        "rank-gauss (its rank, made normal) or quantiles (several inputs, filled bin by bin)."
      })
  private String encoding;

  @Option(
      names = "--bins",
      paramLabel = "N",
      description = "Most inputs of a feature with --encoding quantiles, 2 to 1000 (16).")
  private Integer bins;

  @Option(
      names = "--units",
      defaultValue = "256",
      paramLabel = "N",
      description = "Units in each hidden layer of dense and stacknet (default: ${DEFAULT-VALUE}).")
  private int units;

  @Option(
      names = "--dropout",
      defaultValue = "0.1",
      paramLabel = "SHARE",
      description = {
        "Share of hidden units that networks leave out in each step of training, 0 to below 1",
        "(default: ${DEFAULT-VALUE})."
      })
  private double dropout;

  @Option(
      names = "--smoothing",
      defaultValue = "0",
      paramLabel = "SHARE",
      description = {
        "Share of each label that networks take as spread over all classes, 0 to below 1",
        "(default: ${DEFAULT-VALUE})."
      })
  private double smoothing;

  @Option(
      names = "--rate",
      defaultValue = "constant",
      paramLabel = "SCHEDULE",
      description = {
        "How networks' step size changes: constant (default), or cosine, from --learning-rate",
        "down to 0 at the end of the last epoch."
      })
  private String rate;

  @Option(
      names = "--tier-weight",
      defaultValue = "1",
      paramLabel = "WEIGHT",
      description = {
        "By how much the loss of each tier above the last counts in tier-heads, 0 or more",
        "(default: ${DEFAULT-VALUE})."
      })
  private double tierWeight;

  @Option(
      names = "--batch-norm",
      description = {
        "Normalise the hidden units of dense, stacknet, tier-heads and tree-softmax in training",
        "(batch normalisation); on the CPU only."
      })
  private boolean batchNorm;

  @Option(
      names = "--forest-trees",
      defaultValue = "50",
      paramLabel = "N",
      description = "Trees of the forest (default: ${DEFAULT-VALUE}).")
  private int trees;

  @Option(
      names = "--forest-depth",
      defaultValue = "16",
      paramLabel = "N",
      description = "Most questions a tree asks of a song, or \"none\" for no limit (16).")
  private String depth;

  @Option(
      names = "--forest-features",
      defaultValue = "0",
      paramLabel = "N",
      description = {
        "Features that each node of a tree chooses from; 0 (default) for the square root",
        "of their number."
      })
  private int features;

  @Option(
      names = "--forest-leaf",
      defaultValue = "1",
      paramLabel = "ROWS",
      description = "Fewest rows in a leaf of a tree (default: ${DEFAULT-VALUE}).")
  private int leaf;

  /** The settings with these networks and this forest. */
  Settings applyTo(Settings settings) {
    return settings
        .withNetwork(encoding, bins, units, dropout, smoothing, rate, tierWeight, batchNorm)
        .withForest(
            new ForestOptions(trees, depth(), features, leaf, ForestOptions.usual().seed()));
  }

  private int depth() {
    if (depth.equals(NO_LIMIT)) {
      return ForestOptions.NO_LIMIT;
    }
    try {
      return Integer.parseInt(depth);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--forest-depth is \"%s\"; it must be a whole number or \"none\".".formatted(depth), e);
    }
  }
}
