package ihct.study.run;

import ihct.evaluate.Predictor;
import ihct.loading.LoadingOptions;
import ihct.models.GenreClassifier;
import ihct.models.Kind;
import ihct.models.Kinds;
import ihct.models.ModelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A trained model from its file, with all that new rows need to be read, scaled and named as the
 * training rows were. The file stands for itself: it may have been moved away from its run.
 *
 * @param name the model's name, and its decoding where it has several
 * @param classifier the model
 * @param run what it shares with the other models of its run
 * @param columns the names of all columns, in order, of new files whose first line is a row; empty
 *     for those of the run
 */
public record SavedModel(
    String name, GenreClassifier classifier, SavedRun run, List<String> columns) {

  /**
   * Opens a model of a run.
   *
   * @param folder what {@code run --out} named
   * @param name a result's name, such as "dense" or "rnn-greedy"
   * @return the model
   * @throws IllegalArgumentException if the run has no such model, or its file is no run's
   * @throws IOException if there is no run or the file is damaged
   */
  public static SavedModel ofRun(Path folder, String name) throws IOException {
    SavedRun.open(folder); // says so if there is none
    Path file = RunFolder.modelFile(folder, Kinds.ofResult(name).name());
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          "%s holds no trained model \"%s\"; it has: %s."
              .formatted(folder, name, trainedModels(folder)));
    }
    return open(file, name);
  }

  /**
   * Opens a model file.
   *
   * @param file what a run wrote as {@code models/NAME.zip}
   * @return the model; an RNN is decoded exactly
   * @throws IllegalArgumentException if its run.json cannot be understood
   * @throws IOException if the file is missing or damaged
   */
  public static SavedModel ofFile(Path file) throws IOException {
    return open(file, null);
  }

  /**
   * Makes the model answer with names.
   *
   * @return a predictor for songs as they are read, in the units of the training files
   */
  public Predictor predictor() {
    return Predictor.of(classifier, run.features(), run.genres(), run::scale);
  }

  /** Names all columns, in order, of new files whose first line is a row. */
  public SavedModel withColumnNames(List<String> names) {
    return new SavedModel(name, classifier, run, List.copyOf(names));
  }

  /** Says what to keep of new rows, and where in their files it stands. */
  LoadingOptions newRows(List<Path> files) {
    LoadingOptions options = run.newRows(files);
    return columns.isEmpty() ? options : options.withColumnNames(columns);
  }

  /**
   * Makes the model answer with the clusters of a tier: {@code predictor("k4").top(song, 3)}.
   *
   * @param tier its name in the run's paths.csv, or its number, 1 for the coarsest
   * @throws IllegalArgumentException if there is no such tier; the message lists them
   */
  public Predictor predictor(String tier) {
    return run.byTier(predictor(), tier);
  }

  private static SavedModel open(Path file, String wanted) throws IOException {
    try (ModelReader in = ModelReader.open(file)) {
      String name = wanted == null ? in.kind() : wanted;
      SavedRun run = SavedRun.parse(file + ": " + RunFolder.SETTINGS, in.text(RunFolder.SETTINGS));
      Kind kind = Kinds.ofResult(name);
      return new SavedModel(
          name, kind.decodings(kind.load(in, run.tree())).get(name), run, List.of());
    }
  }

  private static String trainedModels(Path folder) {
    List<String> trained =
        Kinds.all().stream()
            .filter(kind -> Files.exists(RunFolder.modelFile(folder, kind.name())))
            .map(Kind::name)
            .toList();
    return trained.isEmpty() ? "none" : String.join(", ", trained);
  }
}
