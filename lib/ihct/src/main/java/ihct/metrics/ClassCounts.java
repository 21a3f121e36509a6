package ihct.metrics;

/** Counts hits, predictions and occurrences of every class, all that macro-F1 needs. */
final class ClassCounts {

  private final long[] hits;
  private final long[] predictions;
  private final long[] occurrences;

  ClassCounts(int classes) {
    hits = new long[classes];
    predictions = new long[classes];
    occurrences = new long[classes];
  }

  /** Counts one row; {@code predicted} is negative where the model gave no answer. */
  void add(int truth, int predicted) {
    occurrences[truth]++;
    if (predicted >= 0) {
      predictions[predicted]++;
    }
    if (predicted == truth) {
      hits[truth]++;
    }
  }

  /**
   * The unweighted mean of F1 = 2·hits / (predictions + occurrences) over the classes that occur as
   * truth or as prediction. Precision or recall that is 0/0 there makes an F1 of 0, as in
   * scikit-learn's {@code f1_score(average="macro", zero_division=0)}.
   */
  double macroF1() {
    double sum = 0;
    int present = 0;
    for (int c = 0; c < hits.length; c++) {
      long seen = predictions[c] + occurrences[c];
      if (seen > 0) {
        sum += 2.0 * hits[c] / seen;
        present++;
      }
    }
    return sum / present;
  }
}
