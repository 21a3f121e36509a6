package ihct.experiment;

import ihct.loading.SplitRule;
import ihct.models.TrainingOptions;
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
 */
public record Settings(
    DataSettings data,
    SplitRule split,
    TreeSettings tree,
    List<ModelKind> models,
    TrainingOptions training) {

  /** Checks the list of models. */
  public Settings {
    models = List.copyOf(models);
    tree.requireOneTree(data);
    if (models.isEmpty()) {
      throw new IllegalArgumentException(
          "No model is named; choose from " + Names.all(ModelKind.class) + ".");
    }
    for (ModelKind model : models) {
      if (models.indexOf(model) != models.lastIndexOf(model)) {
        throw new IllegalArgumentException(
            "Model \"" + Names.of(model) + "\" is named twice; name each model once.");
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
        models.stream().map(ModelKind::parse).toList(),
        TrainingOptions.paper());
  }

  /**
   * Chooses how networks are trained.
   *
   * @param epochs passes over the training songs, at least 1
   * @param batch songs per step, at least 1
   * @param learningRate step size of Adam, positive
   * @param seed starts every generator
   * @return settings with this training
   * @throws IllegalArgumentException if a number is out of range
   */
  public Settings withTraining(int epochs, int batch, double learningRate, long seed) {
    return new Settings(
        data, split, tree, models, new TrainingOptions(epochs, batch, learningRate, seed));
  }
}
