package ihct.experiment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import ihct.loading.Songs;
import ihct.metrics.Scores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A trained model's scores on new rows.
 *
 * @param model the model's name, and its decoding where it has several
 * @param scores how well it did on the rows whose genre it knows
 * @param data the new files' names
 * @param dataSha256 fingerprint of the new rows, those of unknown genres included
 * @param testRows rows scored
 * @param ceiling the best top-1 accuracy that these rows allow
 * @param unknownGenreRows rows not scored, as their genre was no class in training
 * @param unknownGenres these genres, each with its rows
 * @param rowsRead rows found in the files
 * @param rowsLeftOut rows left out by the loader, by reason
 * @param tiers clusters in each tier of the run's tree
 * @param version the build that evaluated
 */
public record ModelEvaluation(
    String model,
    @JsonUnwrapped Scores scores,
    String data,
    String dataSha256,
    int testRows,
    double ceiling,
    int unknownGenreRows,
    Map<String, Integer> unknownGenres,
    int rowsRead,
    Map<String, Integer> rowsLeftOut,
    List<Integer> tiers,
    String version) {

  private static final int GENRES_NAMED = 10;

  /**
   * Scores a model on new rows, which are read and scaled as the training rows were; limits per
   * genre do not apply.
   *
   * @param model the model
   * @param files the new rows, with genres
   * @param listener hears how it goes
   * @return the scores
   * @throws IllegalArgumentException if the features differ, or no row has a genre that the model
   *     knows
   * @throws IOException if a file cannot be read
   */
  public static ModelEvaluation of(SavedModel model, List<Path> files, RunListener listener)
      throws IOException {
    SavedRun run = model.run();
    Dataset dataset = Dataset.load(run.settings().data().forNewRows(files), listener);
    Songs known = run.scale(dataset.songs()).withGenres(run.genres());
    if (known.size() == 0) {
      throw new IllegalArgumentException(
          "None of the %d rows of %s has one of the %d genres the model was trained on."
                  .formatted(dataset.songs().size(), dataset.source(), run.genres().size())
              + " Give rows with such genres, or use predict.");
    }
    listener.stage("Evaluating %s on %d rows".formatted(model.name(), known.size()));
    Scores scores =
        Evaluator.evaluate(
            model.classifier(), known, run.tree(), (first, rows, probabilities) -> {});
    return new ModelEvaluation(
        model.name(),
        scores,
        dataset.source(),
        dataset.songs().sha256(),
        known.size(),
        SongFacts.of(known).ceiling(),
        dataset.songs().size() - known.size(),
        unknownGenres(dataset.songs(), run.genres()),
        dataset.rowsRead(),
        dataset.rowsLeftOut(),
        run.tree().schedule(),
        Build.version());
  }

  private static Map<String, Integer> unknownGenres(Songs songs, List<String> known) {
    Set<String> trained = new HashSet<>(known);
    int[] rows = songs.rowsPerGenre();
    Map<String, Integer> unknown = new TreeMap<>();
    for (int genre = 0; genre < rows.length; genre++) {
      String name = songs.genres().get(genre);
      if (!trained.contains(name)) {
        unknown.put(name, rows[genre]);
      }
    }
    return unknown;
  }

  /**
   * Writes the scores for a reader.
   *
   * @return lines of plain text
   */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%s on %s: %,d rows scored".formatted(model, data, testRows));
    score(lines, "top-1", scores.top1());
    score(lines, "top-5", scores.top5());
    score(lines, "top-10", scores.top10());
    score(lines, "any genre of the track", scores.anyGenre());
    score(lines, "macro-F1", scores.macroF1());
    score(lines, "multi-label ceiling", ceiling);
    lines.add("  log loss: " + ResultTable.decimals(3, scores.logLoss()));
    for (int tier = 0; tier < tiers.size(); tier++) {
      score(
          lines, "tier of %d clusters".formatted(tiers.get(tier)), scores.tierAccuracy().get(tier));
    }
    if (scores.unanswered() > 0) {
      lines.add("  invalid paths: %d rows, which count as wrong".formatted(scores.unanswered()));
    }
    lines.add(
        "rows of %,d genres that the model never saw, not scored: %,d%s"
            .formatted(unknownGenres.size(), unknownGenreRows, named()));
    rowsLeftOut.forEach(
        (reason, rows) -> lines.add("rows left out, %s: %,d".formatted(reason, rows)));
    return lines;
  }

  private static void score(List<String> lines, String name, double share) {
    lines.add("  %s: %s %%".formatted(name, ResultTable.percent(share)));
  }

  private String named() {
    if (unknownGenres.isEmpty()) {
      return "";
    }
    String some = String.join(", ", unknownGenres.keySet().stream().limit(GENRES_NAMED).toList());
    return " (" + some + (unknownGenres.size() > GENRES_NAMED ? ", …)" : ")");
  }

  /**
   * Writes the scores for a program.
   *
   * @param file the JSON file; replaced if it exists
   * @throws IOException if it cannot be written
   */
  public void writeJson(Path file) throws IOException {
    Json.writePretty(file, this);
  }
}
