package ihct.evaluate;

import ihct.models.GenreClassifier;
import ihct.songs.Songs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A trained model that answers with the names of genres. */
public final class Predictor {

  private final GenreClassifier model;
  private final List<String> features;
  private final List<String> genres;
  private final UnaryOperator<Songs> scaling;

  private Predictor(
      GenreClassifier model,
      List<String> features,
      List<String> genres,
      UnaryOperator<Songs> scaling) {
    this.model = model;
    this.features = List.copyOf(features);
    this.genres = List.copyOf(genres);
    this.scaling = scaling;
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
    return new Predictor(model, features, genres, scaling);
  }

  /**
   * Predicts the genre of a song.
   *
   * @param song its features, in the order of the training songs
   * @param k how many genres at most, at least 1
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
    int classes = genres.size();
    Evaluator.predict(
        model,
        scaled,
        (first, rows, probabilities) -> {
          for (int i = 0; i < rows; i++) {
            sink.accept(first + i, named(probabilities, i * classes, k));
          }
        });
  }

  private List<Prediction> named(float[] probabilities, int offset, int k) {
    return Arrays.stream(Ranking.of(probabilities, offset, genres.size(), k))
        .mapToObj(c -> new Prediction(genres.get(c), probabilities[offset + c]))
        .toList();
  }
}
