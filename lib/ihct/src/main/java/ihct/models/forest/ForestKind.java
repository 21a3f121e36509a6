package ihct.models.forest;

import ihct.hierarchy.Ihct;
import ihct.models.ClassWeights;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.Option;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.gaussian.ExpectedLabels;
import ihct.threads.Team;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** A kind of {@link GenreForest forests}, which differ in how trees grow and in what is usual. */
interface ForestKind extends Kind {

  /** How many trees. */
  Option<Integer> trees();

  /** Most questions that a tree asks of a song. */
  Option<Integer> depth();

  /** How many features each node chooses its question from. */
  Option<Integer> features();

  /** Fewest songs in a leaf. */
  Option<Integer> leaf();

  /**
   * Grows a forest.
   *
   * @param songs what it learns from; each tree takes another draw of their genres
   * @param options how
   * @param team grows it together
   */
  GenreForest fit(ExpectedLabels songs, TrainingOptions options, Team team);

  @Override
  default GenreForest fit(Training training) {
    return fit(ExpectedLabels.of(training), training.options());
  }

  /** Likewise, on as many processors as pay. */
  default GenreForest fit(ExpectedLabels songs, TrainingOptions options) {
    long rows = songs.songs().size();
    return fit(songs, options, TreeGrower.team(rows * options.get(trees())));
  }

  @Override
  default boolean readsCoarse() {
    return true;
  }

  /** The options by which trees grow. */
  default List<Option<?>> growth() {
    return List.of(TrainingOptions.SEED, trees(), depth(), features(), leaf(), ClassWeights.OPTION);
  }

  @Override
  default List<Option<?>> options() {
    return Stream.concat(growth().stream(), ExpectedLabels.OPTIONS.stream()).toList();
  }

  @Override
  default GenreForest load(ModelReader in, Ihct tree) throws IOException {
    return GenreForest.read(in, this);
  }
}
