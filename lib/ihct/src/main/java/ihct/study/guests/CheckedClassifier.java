package ihct.study.guests;

import ihct.models.GenreClassifier;
import ihct.models.HardClassifier;
import ihct.songs.Songs;
import java.util.Arrays;
import java.util.concurrent.CancellationException;

/**
 * A model of somebody else, whose answers are looked at before they are measured: what it throws,
 * and what are no probabilities, is told in words, with the row.
 */
public class CheckedClassifier implements GenreClassifier {

  /** Probabilities in single precision do not sum to 1 exactly, and guests round as they like. */
  private static final double SLACK = 1e-3;

  private final String name;
  private final GenreClassifier guest;
  private final String part;
  private final Songs songs;

  private CheckedClassifier(String name, GenreClassifier guest, String part, Songs songs) {
    this.name = name;
    this.guest = guest;
    this.part = part;
    this.songs = songs;
  }

  /**
   * Puts a model under watch.
   *
   * @param name what messages call it
   * @param guest the model
   * @param part what messages call the songs, such as "test"
   * @param songs those that it will see, in whatever order and however often
   * @return the same model; a {@link HardClassifier} if it was one
   * @throws IllegalArgumentException if it has another number of classes
   */
  public static CheckedClassifier of(String name, GenreClassifier guest, String part, Songs songs) {
    int classes = songs.genres().size();
    if (guest.classes() != classes) {
      throw new IllegalArgumentException(
          "\"%s\" has %d classes; the songs have %d genres. Train it on the songs of this bench."
              .formatted(name, guest.classes(), classes));
    }
    return guest instanceof HardClassifier
        ? new CheckedHard(name, guest, part, songs)
        : new CheckedClassifier(name, guest, part, songs);
  }

  private static final class CheckedHard extends CheckedClassifier implements HardClassifier {
    private CheckedHard(String name, GenreClassifier guest, String part, Songs songs) {
      super(name, guest, part, songs);
    }
  }

  @Override
  public int classes() {
    return guest.classes();
  }

  @Override
  public void probabilities(float[] features, int rows, float[] probabilities) {
    Arrays.fill(probabilities, 0, rows * classes(), Float.NaN); // what it leaves out is seen
    try {
      guest.probabilities(features, rows, probabilities);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failed(features, rows, e);
    }
    for (int i = 0; i < rows; i++) {
      check(probabilities, i, features);
    }
  }

  /** Finds the first row at which the guest fails by itself. */
  private IllegalArgumentException failed(float[] features, int rows, RuntimeException inBatch) {
    int d = songs.dimension();
    float[] one = new float[classes()];
    for (int i = 0; i < rows; i++) {
      try {
        guest.probabilities(Arrays.copyOfRange(features, i * d, (i + 1) * d), 1, one);
      } catch (CancellationException e) {
        throw e;
      } catch (RuntimeException e) {
        return failed(row(features, i), e);
      }
    }
    return failed("%s, asked for %d rows at once".formatted(row(features, 0), rows), inBatch);
  }

  private IllegalArgumentException failed(String where, RuntimeException e) {
    String words = e.getMessage() == null ? e.toString() : e.getMessage();
    return new IllegalArgumentException("\"%s\" fails at %s: %s".formatted(name, where, words), e);
  }

  private void check(float[] probabilities, int i, float[] features) {
    double sum = 0;
    for (int c = 0; c < classes(); c++) {
      float p = probabilities[i * classes() + c];
      if (!(p >= 0 && p <= 1 + SLACK)) {
        throw new IllegalArgumentException(
            "\"%s\" gives class %d of %s the probability %s; it must be between 0 and 1."
                .formatted(name, c, row(features, i), p));
      }
      sum += p;
    }
    if (sum != 0 && Math.abs(sum - 1) > SLACK) {
      throw new IllegalArgumentException(
          "The probabilities that \"%s\" gives %s sum to %.4f; they must sum to 1, or all be 0 for no answer."
              .formatted(name, row(features, i), sum));
    }
  }

  /** Names a row of a batch by its place in the part: the first that has its features. */
  private String row(float[] features, int i) {
    int d = songs.dimension();
    float[] song = new float[d];
    for (int row = 0; row < songs.size(); row++) {
      songs.copyFeatures(row, song, 0);
      if (Arrays.equals(song, 0, d, features, i * d, (i + 1) * d)) {
        return part + " row " + row;
      }
    }
    return "a song";
  }
}
