package ihct.study.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import ihct.data.DataSettings;
import ihct.files.Names;
import ihct.models.FeatureEncoding;
import ihct.models.ForestOptions;
import ihct.models.Kind;
import ihct.models.Kinds;
import ihct.models.NetworkOptions;
import ihct.models.RateSchedule;
import ihct.models.TrainingOptions;
import ihct.songs.SplitRule;
import ihct.tree.TreeSettings;
import java.util.List;

/**
 * Everything that decides a run. Two runs of the same version with equal settings on the same data
 * differ in nothing but time and memory.
 *
 * @param data the songs
 * @param split what stays together when the songs are parted 80/10/10
 * @param tree how the tree is inferred; unused when {@code data} names a known hierarchy
 * @param models what to train, in this order, each once
 * @param training how networks are trained
 * @param ignoredOptions what the user asked for and the other settings do not heed, for the report;
 *     decides nothing
 */
public record Settings(
    DataSettings data,
    SplitRule split,
    TreeSettings tree,
    List<Kind> models,
    TrainingOptions training,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> ignoredOptions) {

  /** Checks the list of models. */
  public Settings {
    models = List.copyOf(models);
    ignoredOptions = ignoredOptions == null ? List.of() : List.copyOf(ignoredOptions);
    tree.requireOneTree(data);
    if (models.isEmpty()) {
      throw new IllegalArgumentException(
          "No model is named; choose from " + String.join(", ", Kinds.names()) + ".");
    }
    for (Kind model : models) {
      if (models.indexOf(model) != models.lastIndexOf(model)) {
        throw new IllegalArgumentException(
            "Model \"" + model.name() + "\" is named twice; name each model once.");
      }
    }
  }

  /**
   * Reads the settings as the user writes them, with the paper's training.
   *
   * @param data the songs
   * @param split row, track or artist
   * @param tree how the tree is inferred
   * @param models names such as "dense"
   * @return the settings
   * @throws IllegalArgumentException for an unknown name; the message lists the known ones
   */
  public static Settings parse(
      DataSettings data, String split, TreeSettings tree, List<String> models) {
    return new Settings(
        data,
        Names.parse(SplitRule.class, "Split", split),
        tree,
        models.stream().map(Kinds::of).toList(),
        TrainingOptions.paper(),
        List.of());
  }

  /**
   * Chooses how networks are trained; what they and forests look like stays.
   *
   * @param epochs passes over the training songs, at least 1
   * @param batch songs per step, at least 1
   * @param learningRate step size of Adam, positive
   * @param seed starts every generator
   * @return settings with this training
   * @throws IllegalArgumentException if a number is out of range
   */
  public Settings withTraining(int epochs, int batch, double learningRate, long seed) {
    return with(
        new TrainingOptions(
            epochs, batch, learningRate, seed, training.network(), training.forest()));
  }

  /**
   * Chooses what networks look like, as the user writes it.
   *
   * @param encoding none, rank-gauss or quantiles
   * @param bins most inputs of a feature in quantiles; null for the usual number
   * @param units ReLU units in each hidden layer of Dense and its kin
   * @param dropout share of hidden units that dropout removes in training, 0 to below 1
   * @param smoothing share of a label that is spread over all classes, 0 to below 1
   * @param rate constant or cosine
   * @param tierWeight by how much the loss of each tier above the last counts in tier heads
   * @param batchNorm whether the hidden units of Dense, StackNet, tier heads and tree softmax are
   *     normalised in training
   * @return settings with such networks
   * @throws IllegalArgumentException for an unknown name, a number out of range, or bins without
   *     quantiles
   */
  public Settings withNetwork(
      String encoding,
      Integer bins,
      int units,
      double dropout,
      double smoothing,
      String rate,
      double tierWeight,
      boolean batchNorm) {
    FeatureEncoding known = Names.parse(FeatureEncoding.class, "Encoding", encoding);
    if (bins != null && known != FeatureEncoding.QUANTILES) {
      throw new IllegalArgumentException(
          "--bins sets the inputs of quantiles; use it with --encoding quantiles, or leave it out.");
    }
    return with(
        training.with(
            new NetworkOptions(
                known,
                bins == null ? NetworkOptions.paper().bins() : bins,
                units,
                dropout,
                smoothing,
                Names.parse(RateSchedule.class, "Rate", rate),
                tierWeight,
                batchNorm)));
  }

  /**
   * Chooses how a forest is grown.
   *
   * @param forest the options, but for the seed, which is that of the training
   * @return settings with such a forest
   */
  public Settings withForest(ForestOptions forest) {
    return with(training.with(forest));
  }

  /**
   * Remembers for the report what has no effect.
   *
   * @param options each with the reason
   * @return settings that do the same
   */
  public Settings withIgnored(List<String> options) {
    return new Settings(data, split, tree, models, training, options);
  }

  private Settings with(TrainingOptions other) {
    return new Settings(data, split, tree, models, other, ignoredOptions);
  }
}
