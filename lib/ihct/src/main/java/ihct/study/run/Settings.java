package ihct.study.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import ihct.data.DataSettings;
import ihct.data.SplitText;
import ihct.models.Kind;
import ihct.models.Kinds;
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
 * @param stratify true if every genre shall have rows in training and test; null if not
 * @param tree how the tree is inferred; unused when {@code data} names a known hierarchy
 * @param models what to train, in this order, each once
 * @param training how models are trained, all options told
 * @param ignoredOptions what the user asked for and the other settings do not heed, for the report;
 *     decides nothing
 */
public record Settings(
    DataSettings data,
    SplitRule split,
    @JsonInclude(JsonInclude.Include.NON_NULL) Boolean stratify,
    TreeSettings tree,
    List<Kind> models,
    TrainingOptions training,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> ignoredOptions) {

  /** Checks the list of models. */
  public Settings {
    if (split == null) {
      throw new IllegalArgumentException(
          "It is not told what rows are split by; choose row, track or artist.");
    }
    stratify = stratify != null && stratify ? true : null;
    models = List.copyOf(models);
    training = training.complete();
    ignoredOptions = ignoredOptions == null ? List.of() : List.copyOf(ignoredOptions);
    tree.requireOneTree(data);
    if (models.isEmpty()) {
      throw new IllegalArgumentException(
          "No model is named; choose from " + String.join(", ", Kinds.names()) + ".");
    }
    for (Kind model : models) {
      if (tree.isNone() && model.followsTree()) {
        throw new IllegalArgumentException(
            "Model \"%s\" follows a tree, and --tree none makes none. Choose another tree, or leave the model out."
                .formatted(model.name()));
      }
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
   * @param split row, track or artist; or column:NAME for what the data say
   * @param tree how the tree is inferred
   * @param models names such as "dense"
   * @return the settings
   * @throws IllegalArgumentException for an unknown name; the message lists the known ones
   */
  public static Settings parse(
      DataSettings data, String split, TreeSettings tree, List<String> models) {
    SplitText chosen = SplitText.parse(split, data.options().group());
    return new Settings(
        data.with(options -> options.withSplit(chosen.column())),
        chosen.rule(),
        false,
        tree,
        models.stream().map(Kinds::of).toList(),
        TrainingOptions.paper(),
        List.of());
  }

  /**
   * Chooses how models are trained.
   *
   * @param other the options
   * @return settings with this training
   * @throws IllegalArgumentException if options do not suit each other
   */
  public Settings with(TrainingOptions other) {
    return new Settings(data, split, stratify, tree, models, other, ignoredOptions);
  }

  /** The same without a tree. */
  Settings withoutTree() {
    return new Settings(
        data, split, stratify, tree.withoutTree(), models, training, ignoredOptions);
  }

  /** Whether every genre shall have rows in training and test. */
  public boolean isStratified() {
    return stratify != null;
  }

  /** Asks for rows of every genre in training and test. */
  public Settings withStratify(boolean asked) {
    return new Settings(data, split, asked, tree, models, training, ignoredOptions);
  }

  /**
   * Remembers for the report what has no effect.
   *
   * @param options each with the reason
   * @return settings that do the same
   */
  public Settings withIgnored(List<String> options) {
    return new Settings(data, split, stratify, tree, models, training, options);
  }
}
