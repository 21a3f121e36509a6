package ihct.models.networks;

import ihct.models.GenreClassifier;
import ihct.models.Guest;
import ihct.songs.Songs;
import java.util.function.Function;

/**
 * Networks of a reader's own that are read as ours are. They have no file: it would not tell their
 * form.
 *
 * @param forSongs makes the model that reads them
 */
record OwnNetworks(Function<Songs, GenreClassifier> forSongs) implements Guest {

  @Override
  public GenreClassifier among(Songs train) {
    GenreClassifier model = forSongs.apply(train);
    return new GenreClassifier() {
      @Override
      public int classes() {
        return model.classes();
      }

      @Override
      public void probabilities(float[] songs, int rows, float[] probabilities) {
        model.probabilities(songs, rows, probabilities);
      }
    };
  }

  @Override
  public int[] neverSeen(Songs train) {
    return new int[0]; // there is an output for each genre, or a path to it
  }
}
