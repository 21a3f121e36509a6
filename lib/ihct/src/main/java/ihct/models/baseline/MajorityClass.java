package ihct.models.baseline;

import ihct.hierarchy.Ihct;
import ihct.models.BatchShape;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.SavableClassifier;
import ihct.models.Training;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.Arrays;

/**
 * Gives every song the genre frequencies of the training part, whatever it sounds like.
 *
 * <p>Its first answer is the genre with the most training songs. A genre without training songs has
 * probability 0, so it is never an answer. Of all predictions that do not look at the song, this
 * one has the least log loss on the training part.
 */
public final class MajorityClass implements SavableClassifier {

  /** Its kind. */
  public static final Kind KIND = new AsKind();

  /** What can be said of all models of this kind. */
  public record AsKind() implements Kind {

    @Override
    public String name() {
      return "majority";
    }

    @Override
    public MajorityClass fit(Training training) {
      return MajorityClass.fit(training.songs());
    }

    @Override
    public MajorityClass load(ModelReader in, Ihct tree) throws IOException {
      in.requireKind(name());
      int dimension = in.integer("features", 1, Integer.MAX_VALUE);
      int classes = in.integer("classes", 1, Integer.MAX_VALUE);
      int[] counts = in.ints("songs-per-genre", classes, 0, Integer.MAX_VALUE);
      in.end();
      if (Arrays.stream(counts).allMatch(count -> count == 0)) {
        throw in.damaged("no genre has a training song");
      }
      return new MajorityClass(dimension, counts);
    }

    @Override
    public boolean isUsual() {
      return true;
    }
  }

  private final int dimension;
  private final int[] songsPerGenre;
  private final float[] frequencies;

  private MajorityClass(int dimension, int[] songsPerGenre) {
    this.dimension = dimension;
    this.songsPerGenre = songsPerGenre;
    long songs = Arrays.stream(songsPerGenre).asLongStream().sum();
    frequencies = new float[songsPerGenre.length];
    for (int g = 0; g < frequencies.length; g++) {
      frequencies[g] = (float) ((double) songsPerGenre[g] / songs);
    }
  }

  /**
   * Counts the training songs of every genre.
   *
   * @param train at least one song
   * @throws IllegalArgumentException if there is no song
   */
  public static MajorityClass fit(Songs train) {
    BatchShape.checkTraining(train.size());
    return new MajorityClass(train.dimension(), train.rowsPerGenre());
  }

  @Override
  public int classes() {
    return frequencies.length;
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    BatchShape.check(songs, rows, dimension, probabilities, classes());
    for (int row = 0; row < rows; row++) {
      System.arraycopy(frequencies, 0, probabilities, row * classes(), classes());
    }
  }

  @Override
  public long parameters() {
    return frequencies.length;
  }

  @Override
  public String kind() {
    return KIND.name();
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    out.integer("features", dimension);
    out.integer("classes", songsPerGenre.length);
    out.ints("songs-per-genre", songsPerGenre);
  }
}
