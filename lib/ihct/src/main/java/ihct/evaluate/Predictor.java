package ihct.evaluate;

import ihct.hierarchy.Ihct;
import ihct.models.GenreClassifier;
import ihct.songs.Songs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A trained model that answers with the names of genres, or of their clusters. */
public final class Predictor {

  private final GenreClassifier model;
  private final List<String> features;
  private final List<String> genres;
  private final UnaryOperator<Songs> scaling;

  /** Of each genre the answer that it counts for. */
  private final int[] answerOf;

  private final List<String> answers;

  private Predictor(
      GenreClassifier model,
      List<String> features,
      List<String> genres,
      UnaryOperator<Songs> scaling,
      int[] answerOf,
      List<String> answers) {
    this.model = model;
    this.features = List.copyOf(features);
    this.genres = List.copyOf(genres);
    this.scaling = scaling;
    this.answerOf = answerOf;
    this.answers = List.copyOf(answers);
  }

  /** Hears the predictions for a row. */
  @FunctionalInterface
  public interface RowSink {

    /** Takes the predictions of row 0…n−1, the most probable first. */
    void accept(int row, List<Prediction> best) throws IOException;
  }

  /**
   * Takes a model and what it was trained on.
   *
   * @param trained its training songs, or others scaled alike, with the same features and genres
   * @throws IllegalArgumentException if the model has other classes
   */
  public static Predictor of(GenreClassifier model, Songs trained) {
    return of(model, trained.features(), trained.genres(), UnaryOperator.identity());
  }

  /**
   * Takes a model that was trained on scaled songs.
   *
   * @param features their names, in order
   * @param genres the classes, in order
   * @param scaling as the training songs were scaled
   * @throws IllegalArgumentException if the model has other classes
   */
  public static Predictor of(
      GenreClassifier model,
      List<String> features,
      List<String> genres,
      UnaryOperator<Songs> scaling) {
    if (model.classes() != genres.size()) {
      throw new IllegalArgumentException(
          "The model knows %d genres, and %d are named.".formatted(model.classes(), genres.size()));
    }
    int[] own = IntStream.range(0, genres.size()).toArray();
    return new Predictor(model, features, genres, scaling, own, genres);
  }

  /**
   * The same, but with the clusters of a tier for answers: a cluster's probability is the sum of
   * those of its genres, so the most probable one need not hold the most probable genre.
   *
   * @param tree over the genres
   * @param tier 1…I
   * @param names of the clusters
   * @throws IllegalArgumentException if the tree is of other genres or has no such tier, or there
   *     is not a name for each cluster
   */
  public Predictor byTier(Ihct tree, int tier, List<String> names) {
    if (tree.classes() != genres.size() || tree.clusters(tier) != names.size()) {
      throw new IllegalArgumentException(
          "The model knows %d genres, the tree %d with %d clusters in tier %d, and %d are named."
              .formatted(genres.size(), tree.classes(), tree.clusters(tier), tier, names.size()));
    }
    return new Predictor(model, features, genres, scaling, tree.clustersOfLeaves(tier), names);
  }

  /**
   * Predicts the genre of a song, or its cluster.
   *
   * @param song its features, in the order of the training songs
   * @param k how many answers at most, at least 1
   * @return the most probable first, of equal ones the first in class order; fewer than k where
   *     fewer have a probability above 0
   * @throws IllegalArgumentException if the song has another number of features, one is no finite
   *     number, or k is too small
   */
  public List<Prediction> top(double[] song, int k) {
    if (song.length != features.size()) {
      throw new IllegalArgumentException(
          "The song has %d features; the model takes %d: %s."
              .formatted(song.length, features.size(), String.join(", ", features)));
    }
    for (int j = 0; j < song.length; j++) {
      if (!Double.isFinite(song[j])) {
        throw new IllegalArgumentException(
            "The song's %s is %s; a prediction needs a finite number."
                .formatted(features.get(j), song[j]));
      }
    }
    return top(
            new Songs(
                features,
                List.of(Songs.UNLABELLED),
                song.clone(),
                new int[1],
                new long[1],
                null,
                new int[1][1]),
            k)
        .get(0);
  }

  /**
   * {@return for each song the predictions of {@link #top(double[], int)}; its own genre is not
   * looked at}
   *
   * @throws IllegalArgumentException if the songs have other features than those of the training,
   *     or k is too small
   */
  public List<List<Prediction>> top(Songs songs, int k) {
    List<List<Prediction>> all = new ArrayList<>();
    try {
      predict(songs, k, (row, best) -> all.add(best));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written here
    }
    return all;
  }

  /**
   * The same for songs whose predictions are not all kept: the sink hears of every row, in order.
   */
  public void predict(Songs songs, int k, RowSink sink) throws IOException {
    if (k < 1) {
      throw new IllegalArgumentException("top = " + k + "; it must be at least 1.");
    }
    Songs scaled = scaling.apply(songs);
    if (!scaled.features().equals(features)) {
      throw new IllegalArgumentException(
          "The model takes the features %s; these songs have %s."
              .formatted(features, scaled.features()));
    }
    Evaluator.predict(
        model,
        scaled,
        () ->
            (row, probabilities, offset) -> {
              List<Prediction> best = named(sums(probabilities, offset), k);
              return () -> sink.accept(row, best);
            });
  }

  private float[] sums(float[] probabilities, int offset) {
    double[] sums = new double[answers.size()];
    for (int genre = 0; genre < answerOf.length; genre++) {
      sums[answerOf[genre]] += probabilities[offset + genre];
    }
    float[] rounded = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      rounded[i] = (float) Math.min(1, sums[i]); // floats may add up to a little more
    }
    return rounded;
  }

  private List<Prediction> named(float[] probabilities, int k) {
    return Arrays.stream(Ranking.of(probabilities, 0, probabilities.length, k))
        .mapToObj(answer -> new Prediction(answers.get(answer), probabilities[answer]))
        .toList();
  }
}
