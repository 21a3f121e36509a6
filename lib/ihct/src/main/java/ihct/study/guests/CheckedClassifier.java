package ihct.study.guests;

import ihct.models.GenreClassifier;
import ihct.models.HardClassifier;
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
  private final String rows;
  private final GenreClassifier guest;
  private int answered;

  private CheckedClassifier(String name, GenreClassifier guest, String rows) {
    this.name = name;
    this.rows = rows;
    this.guest = guest;
  }

  /**
   * Puts a model under watch.
   *
   * @param name what messages call it
   * @param guest the model
   * @param rows what messages call the rows that it will see in order, such as "test row"
   * @param classes N, the number of genres
   * @return the same model; a {@link HardClassifier} if it was one
   * @throws IllegalArgumentException if it has another number of classes
   */
  public static CheckedClassifier of(String name, GenreClassifier guest, String rows, int classes) {
    if (guest.classes() != classes) {
      throw new IllegalArgumentException(
          "\"%s\" has %d classes; the songs have %d genres. Train it on the songs of this bench."
              .formatted(name, guest.classes(), classes));
    }
    return guest instanceof HardClassifier
        ? new CheckedHard(name, guest, rows)
        : new CheckedClassifier(name, guest, rows);
  }

  private static final class CheckedHard extends CheckedClassifier implements HardClassifier {
    private CheckedHard(String name, GenreClassifier guest, String rows) {
      super(name, guest, rows);
    }
  }

  @Override
  public int classes() {
    return guest.classes();
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    Arrays.fill(probabilities, 0, rows * classes(), Float.NaN); // what it leaves out is seen
    try {
      guest.probabilities(songs, rows, probabilities);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failed(songs, rows, e);
    }
    for (int i = 0; i < rows; i++) {
      check(probabilities, i);
    }
    answered += rows;
  }

  /** Finds the first row at which the guest fails by itself. */
  private IllegalArgumentException failed(float[] songs, int rows, RuntimeException inBatch) {
    int d = songs.length / Math.max(rows, 1);
    float[] one = new float[classes()];
    for (int i = 0; i < rows; i++) {
      try {
        guest.probabilities(Arrays.copyOfRange(songs, i * d, (i + 1) * d), 1, one);
      } catch (RuntimeException e) {
        return failed(this.rows + " " + (answered + i), e);
      }
    }
    return failed(
        "%ss %d to %d at once".formatted(this.rows, answered, answered + rows - 1), inBatch);
  }

  private IllegalArgumentException failed(String where, RuntimeException e) {
    String words = e.getMessage() == null ? e.toString() : e.getMessage();
    return new IllegalArgumentException("\"%s\" fails at %s: %s".formatted(name, where, words), e);
  }

  private void check(float[] probabilities, int row) {
    double sum = 0;
    for (int c = 0; c < classes(); c++) {
      float p = probabilities[row * classes() + c];
      if (!(p >= 0 && p <= 1 + SLACK)) {
        throw new IllegalArgumentException(
            "\"%s\" gives class %d of %s %d the probability %s; it must be between 0 and 1."
                .formatted(name, c, rows, answered + row, p));
      }
      sum += p;
    }
    if (sum != 0 && Math.abs(sum - 1) > SLACK) {
      throw new IllegalArgumentException(
          "The probabilities that \"%s\" gives %s %d sum to %.4f; they must sum to 1, or all be 0 for no answer."
              .formatted(name, rows, answered + row, sum));
    }
  }
}
