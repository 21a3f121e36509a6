package ihct.study.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import ihct.data.Leak;
import ihct.data.SongData;
import ihct.evaluate.Measured;
import ihct.evaluate.Meter;
import ihct.evaluate.Reliability;
import ihct.evaluate.ScoredPart;
import ihct.evaluate.UnseenMeter;
import ihct.evaluate.UnseenScores;
import ihct.files.Build;
import ihct.files.Json;
import ihct.files.RunListener;
import ihct.files.UserErrors;
import ihct.loading.schema.Words;
import ihct.metrics.Interval;
import ihct.metrics.Scores;
import ihct.models.Kind;
import ihct.models.Kinds;
import ihct.songs.Songs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A trained model's figures on new rows: those of a run, measured alike, and how far the rows can
 * be compared with the run's.
 *
 * @param model the model's name, and its decoding where it has several
 * @param scores how well it did on the rows whose genre it knows; null without such rows, as are
 *     the next two
 * @param reliability how far its answers can be relied on; the temperature is the one that the run
 *     fitted to its validation part
 * @param top1Interval the 95 % interval (Wilson) of the top-1 accuracy; it takes rows as
 *     independent, which those of one artist are not
 * @param data the new files' names
 * @param dataSha256 fingerprint of the new rows, those of unknown genres included
 * @param testRows rows scored
 * @param classesWithoutTestRows classes of the model that none of these rows is of
 * @param classesWithFewTestRows classes with fewer than {@value ScoredPart#FEW} of them, but one
 * @param ceiling the best top-1 accuracy that these rows allow
 * @param leak how many of these rows the model was trained on; null if that cannot be known, or
 *     without rows
 * @param leakUnknown why it cannot; null if it can
 * @param coarseRows rows that the model was trained on besides, of which a coarse name was known
 *     alone, by the name; empty if there were none
 * @param scored these rows by class
 * @param testPart the run's own test part by class; null if an earlier version trained the model
 * @param classDifference by how much the two spread differently over the classes, 0…1; see {@link
 *     ScoredPart#differenceFrom}. Null without the test part
 * @param unseen how well it did on rows whose genre was no class in training, but whose parent the
 *     known tree tells; null without such rows
 * @param unseenLeak how many of these the model was trained on; null if that cannot be known, or
 *     there are none
 * @param parentsUnknown why no parents are known where the tree's own file should tell; null
 *     otherwise
 * @param unknownGenreRows rows not scored, as their genre was no class in training and its parent
 *     is not known
 * @param unknownGenres these genres, each with its rows
 * @param rowsRead rows found in the files
 * @param rowsLeftOut rows left out by the loader, by reason
 * @param tiers clusters in each tier of the run's tree; none without one
 * @param features the features, which tell whether the rows are songs
 * @param version the build that evaluated
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ModelEvaluation(
    String model,
    @JsonUnwrapped Scores scores,
    @JsonUnwrapped Reliability reliability,
    Interval top1Interval,
    String data,
    String dataSha256,
    int testRows,
    int classesWithoutTestRows,
    int classesWithFewTestRows,
    double ceiling,
    Leak leak,
    String leakUnknown,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Integer> coarseRows,
    ScoredPart scored,
    ScoredPart testPart,
    Double classDifference,
    @JsonUnwrapped UnseenScores unseen,
    @JsonInclude(JsonInclude.Include.NON_NULL) Leak unseenLeak,
    @JsonInclude(JsonInclude.Include.NON_NULL) String parentsUnknown,
    int unknownGenreRows,
    Map<String, Integer> unknownGenres,
    int rowsRead,
    Map<String, Integer> rowsLeftOut,
    List<Integer> tiers,
    List<String> features,
    String version) {

  /**
   * Scores a model on new rows, which are read and scaled as the training rows were; limits per
   * genre do not apply. The run's own files are read again, to find rows of its training part, and
   * the file of its known tree, to find the parents of genres that it never saw.
   *
   * @param model the model
   * @param files the new rows, with genres
   * @param listener hears how it goes
   * @return the scores
   * @throws IllegalArgumentException if the features differ, or no row has a genre that the model
   *     knows, or whose parent it knows
   * @throws IOException if a file cannot be read
   */
  public static ModelEvaluation of(SavedModel model, List<Path> files, RunListener listener)
      throws IOException {
    SavedRun run = model.run();
    SongData dataset = SongData.read(files, model.newRows(files), run.reading(true), listener);
    Words words = dataset.words();
    Songs all = run.scale(dataset.songs());
    Songs scaled = all.withGenres(run.genres());
    UnseenMeter unseen = null;
    String parentsUnknown = null;
    try {
      unseen = UnseenMeter.of(all, run.tree(), run.parents(dataset));
    } catch (IOException | IllegalArgumentException e) {
      parentsUnknown = UserErrors.explain(e).orElse(e.toString());
    }
    Songs ofParents = unseen == null ? scaled.rows(new int[0]) : unseen.songs();
    if (scaled.size() + ofParents.size() == 0) {
      throw new IllegalArgumentException(
          "None of the %d rows of %s has one of the %d %s the model was trained on: theirs are %s; the model's are %s."
                  .formatted(
                      dataset.songs().size(),
                      dataset.source(),
                      run.genres().size(),
                      words.in("genres"),
                      some(dataset.songs().genres()),
                      some(run.genres()))
              + " Give rows with such %s, or use predict.".formatted(words.in("genres")));
    }
    listener.stage(
        "Evaluating %s on %d rows".formatted(model.name(), scaled.size() + ofParents.size()));
    Measured measured = scaled.size() == 0 ? null : measure(model, scaled);
    Kind kind = Kinds.ofResult(model.name());
    TrainingRows trained = TrainingRows.of(run, kind, listener);
    ScoredPart scored = ScoredPart.of(scaled);
    return new ModelEvaluation(
        model.name(),
        measured == null ? null : measured.scores(),
        measured == null ? null : measured.reliability(),
        measured == null ? null : Interval.wilson(measured.scores().top1(), scaled.size()),
        dataset.source(),
        dataset.songs().sha256(),
        scaled.size(),
        scored.without(),
        scored.withFew(),
        scored.ceiling(),
        measured == null ? null : trained.leakTo(dataset, run.genres()),
        trained.why(),
        kind.readsCoarse() ? run.coarseRows() : Map.of(),
        scored,
        run.test(),
        run.test() == null || measured == null ? null : scored.differenceFrom(run.test()),
        ofParents.size() == 0 ? null : unseen.measure(model.classifier()).scores(),
        ofParents.size() == 0 ? null : trained.leakTo(dataset, ofParents.genres()),
        parentsUnknown,
        dataset.songs().size() - scaled.size() - ofParents.size(),
        unknownGenres(dataset.songs(), run.genres(), ofParents),
        dataset.rowsRead(),
        dataset.rowsLeftOut(),
        run.settings().tree().isNone() ? List.of() : run.tree().schedule(),
        dataset.songs().features(),
        Build.version());
  }

  private static String some(List<String> names) {
    String first = names.stream().limit(3).collect(Collectors.joining("\", \"", "\"", "\""));
    return first + (names.size() > 3 ? ", …" : "");
  }

  private static Measured measure(SavedModel model, Songs songs) throws IOException {
    Double inverse = model.run().inverseTemperatures().get(model.name());
    Measured measured =
        new Meter(songs, model.run().tree())
            .measure(
                model.classifier(),
                inverse == null ? OptionalDouble.empty() : OptionalDouble.of(inverse));
    return model.run().settings().tree().isNone() ? measured.ofNoTree() : measured;
  }

  private static Map<String, Integer> unknownGenres(
      Songs songs, List<String> known, Songs ofParents) {
    Set<String> scored = new HashSet<>(known);
    scored.addAll(ofParents.genres());
    int[] rows = songs.rowsPerGenre();
    Map<String, Integer> unknown = new TreeMap<>();
    for (int genre = 0; genre < rows.length; genre++) {
      String name = songs.genres().get(genre);
      if (!scored.contains(name)) {
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
    return new EvaluationText(this).lines();
  }

  /** {@return the scores for a program, as JSON} */
  public String json() throws IOException {
    return Json.pretty(this);
  }
}
