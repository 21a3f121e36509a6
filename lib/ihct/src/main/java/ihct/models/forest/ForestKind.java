package ihct.models.forest;

import ihct.hierarchy.Ihct;
import ihct.models.ClassWeights;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.Option;
import ihct.models.TrainingOptions;
import java.io.IOException;
import java.util.List;

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

  @Override
  default List<Option<?>> options() {
    return List.of(TrainingOptions.SEED, trees(), depth(), features(), leaf(), ClassWeights.OPTION);
  }

  @Override
  default GenreForest load(ModelReader in, Ihct tree) throws IOException {
    return GenreForest.read(in, this);
  }
}
