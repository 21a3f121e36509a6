package ihct.evaluate;

import ihct.files.Rounded;
import ihct.loading.schema.Words;
import ihct.songs.LabelCeiling;
import ihct.songs.Songs;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Rows on which models are scored, by class: how far a figure on other rows can be compared.
 *
 * @param rowsPerClass in class order; 0 where a class has none
 * @param ceiling the best top-1 accuracy that the rows allow, 0…1
 */
public record ScoredPart(List<Integer> rowsPerClass, double ceiling) {

  /** Of a class with fewer rows accuracy and F1 are luck. */
  static final int FEW = 3;

  /** Copies the list. */
  public ScoredPart {
    rowsPerClass = List.copyOf(rowsPerClass);
  }

  /** Counts at least one row. */
  public static ScoredPart of(Songs songs) {
    return new ScoredPart(
        IntStream.of(songs.rowsPerGenre()).boxed().toList(), LabelCeiling.of(songs));
  }

  /** How many rows there are. */
  int rows() {
    return rowsPerClass.stream().mapToInt(Integer::intValue).sum();
  }

  /** Classes without a row, whose F1 counts in macro-F1 only where a model answers them. */
  public int without() {
    return (int) rowsPerClass.stream().filter(rows -> rows == 0).count();
  }

  /** Classes with a row, but fewer than {@value #FEW}. */
  public int withFew() {
    return (int) rowsPerClass.stream().filter(rows -> rows > 0 && rows < FEW).count();
  }

  /**
   * {@return how differently two parts spread over the same classes: the share of the rows of
   * either that would have to be of other classes for both to have the same shares (total
   * variation), 0 for equal shares, 1 for no class in common}
   */
  public double differenceFrom(ScoredPart other) {
    double sum = 0;
    for (int c = 0; c < rowsPerClass.size(); c++) {
      double share = rowsPerClass.get(c) / (double) rows();
      sum += Math.abs(share - other.rowsPerClass.get(c) / (double) other.rows());
    }
    return sum / 2;
  }

  /** Describes the rows, without a line end. */
  public String line(Words words) {
    int[] some = rowsPerClass.stream().mapToInt(Integer::intValue).filter(n -> n > 0).toArray();
    Arrays.sort(some);
    double median = (some[(some.length - 1) / 2] + some[some.length / 2]) / 2.0;
    return String.format(
        Locale.ROOT,
        "%,d rows of %,d of %,d %s, %,d to %,d each (median %.1f), %s; multi-label ceiling %s %%",
        rows(),
        some.length,
        rowsPerClass.size(),
        words.in("genres"),
        some[0],
        some[some.length - 1],
        median,
        fewer(without(), withFew()),
        Rounded.percent(ceiling));
  }

  /** Tells how many classes have no row, or too few to say anything of them. */
  public static String fewer(int without, int withFew) {
    return String.format(
        Locale.ROOT, "%,d without a row, %,d with fewer than %d", without, withFew, FEW);
  }
}
