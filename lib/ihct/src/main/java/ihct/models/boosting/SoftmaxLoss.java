package ihct.models.boosting;

import ihct.threads.Team;

/** The training songs' logits, and the gradients of their losses. */
final class SoftmaxLoss {

  /** Songs that a thread takes at a time. */
  private static final int PART = 1024;

  private final int[] genre;
  private final int classes;
  private final Team team;

  /** N of each song. */
  private final float[] logits;

  private final float[] gradients;

  /**
   * Begins.
   *
   * @param genre of each song
   * @param first the logits of all songs
   */
  SoftmaxLoss(int[] genre, float[] first, Team team) {
    this.genre = genre;
    this.team = team;
    classes = first.length;
    logits = new float[genre.length * classes];
    gradients = new float[genre.length * classes];
    add(new int[] {0, genre.length}, null, first);
  }

  /** For each song p − y, N numbers. */
  float[] gradients() {
    return gradients;
  }

  /**
   * Newton's steps of leaves, −G ∕ (H + λ) of each class.
   *
   * @param starts where the songs of each leaf begin in the rows, and where the last one's end
   * @param rows those of all leaves
   * @param penalty λ
   * @param rate the share of a step that is taken
   */
  float[] steps(int[] starts, int[] rows, double penalty, double rate) {
    float[] steps = new float[(starts.length - 1) * classes];
    team.each(
        BoostedTrees.DOING,
        starts.length - 1,
        (leaf, thread) -> {
          double[] gradient = new double[classes];
          double[] curvature = new double[classes];
          for (int i = starts[leaf]; i < starts[leaf + 1]; i++) {
            int at = rows[i] * classes;
            for (int c = 0; c < classes; c++) {
              double g = gradients[at + c];
              gradient[c] += g;
              // p·(1 − p) is |g|·(1 − |g|): where the song is of the class, g is p − 1
              curvature[c] += Math.abs(g) * (1 - Math.abs(g));
            }
          }
          for (int c = 0; c < classes; c++) {
            steps[leaf * classes + c] = (float) (-rate * gradient[c] / (curvature[c] + penalty));
          }
        });
    return steps;
  }

  /**
   * Adds to the logits.
   *
   * @param starts where the songs of each leaf begin in the rows, and where the last one's end
   * @param rows those of all leaves; null for all in their order
   * @param steps N of each leaf
   */
  void add(int[] starts, int[] rows, float[] steps) {
    int songs = genre.length;
    team.each(
        BoostedTrees.DOING,
        (songs + PART - 1) / PART,
        (part, thread) -> {
          int leaf = 0;
          for (int i = part * PART; i < Math.min(songs, (part + 1) * PART); i++) {
            while (starts[leaf + 1] <= i) {
              leaf++;
            }
            add(rows == null ? i : rows[i], steps, leaf * classes);
          }
        });
  }

  private void add(int row, float[] steps, int step) {
    int at = row * classes;
    for (int c = 0; c < classes; c++) {
      logits[at + c] += steps[step + c];
    }
    Softmax.of(logits, at, gradients, at, classes);
    gradients[at + genre[row]] -= 1;
  }
}
