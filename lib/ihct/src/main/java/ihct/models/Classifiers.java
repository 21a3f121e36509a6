package ihct.models;

import ihct.songs.Songs;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import smile.classification.Classifier;
import smile.classification.DataFrameClassifier;
import smile.classification.SoftClassifier;
import smile.data.Tuple;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.type.StructType;

/**
 * Lets trained models of Smile and DL4J stand beside ours.
 *
 * <p>They see what ours see: songs scaled by the training part's moments, as {@code songs.x()}
 * gives them, with the features in the songs' order. Their classes are the genres' indices, as
 * {@code songs.y()} gives them.
 */
public final class Classifiers {

  private Classifiers() {}

  /**
   * A model of Smile that takes rows of numbers, trained on {@code songs.x()} and {@code
   * songs.y()}.
   *
   * <p>If it is a {@link SoftClassifier}, its probabilities are taken; else it answers with one
   * genre alone. A model with fewer classes than the songs have genres needs {@link #of(Classifier,
   * int...)}.
   *
   * @param model trained
   */
  public static Guest of(Classifier<double[]> model) {
    return of(model, (int[]) null);
  }

  /**
   * The same for a model that was trained on songs of some genres only.
   *
   * @param model trained
   * @param seen the class indices in its training, in any order, as Smile sorts them; all others
   *     have probability 0
   */
  public static Guest of(Classifier<double[]> model, int... seen) {
    return new SmileGuest<>(model, seen, songs -> row -> row);
  }

  /**
   * A model of Smile that takes rows of a data frame, such as its forests, trained on {@code
   * songs.smile()}.
   *
   * @param model trained
   */
  public static Guest of(DataFrameClassifier model) {
    return of(model, (int[]) null);
  }

  /**
   * The same for a model that was trained on songs of some genres only.
   *
   * @param model trained
   * @param seen the class indices in its training, in any order, as Smile sorts them; all others
   *     have probability 0
   */
  public static Guest of(DataFrameClassifier model, int... seen) {
    return new SmileGuest<>(
        overTuples(model),
        seen,
        songs -> {
          StructType schema =
              DataTypes.struct(
                  songs.features().stream()
                      .map(name -> new StructField(name, DataTypes.DoubleType))
                      .toArray(StructField[]::new));
          return row -> Tuple.of(row, schema);
        });
  }

  /** Smile's models of data frames are classifiers of rows, and soft ones, where they say so. */
  @SuppressWarnings("unchecked") // of what else but its rows could it be a classifier?
  private static Classifier<Tuple> overTuples(DataFrameClassifier model) {
    return model instanceof SoftClassifier<?> soft
        ? (SoftClassifier<Tuple>) soft
        : (Classifier<Tuple>) model::predict;
  }

  /**
   * A network of DL4J whose output is a softmax over all genres.
   *
   * @param network trained; it is used as it is and not changed
   */
  public static Guest of(MultiLayerNetwork network) {
    return new Guest() {
      @Override
      public GenreClassifier among(Songs train) {
        return new NetworkGuest(network, train.genres().size(), train.dimension());
      }

      @Override
      public int[] neverSeen(Songs train) {
        return new int[0]; // its softmax has a unit for each
      }
    };
  }

  /**
   * A model of Smile.
   *
   * @param seen the class indices in its training; null for all
   * @param forms tells for some songs how a row is put into the form that the model takes
   */
  private record SmileGuest<T>(
      Classifier<T> model, int[] seen, Function<Songs, Function<double[], T>> forms)
      implements Guest {

    @Override
    public GenreClassifier among(Songs train) {
      int classes = train.genres().size();
      if (seen != null) {
        for (int label : seen) {
          if (label < 0 || label >= classes) {
            throw new IllegalArgumentException(
                "The guest is said to have seen class %d; the songs have the classes 0 to %d."
                    .formatted(label, classes - 1));
          }
        }
      }
      int[] labels =
          seen == null
              ? IntStream.range(0, classes).toArray()
              : IntStream.of(seen).sorted().distinct().toArray();
      return model instanceof SoftClassifier<T> soft
          ? new SoftSmile<>(soft, labels, classes, train.dimension(), forms.apply(train))
          : new HardSmile<>(model, classes, train.dimension(), forms.apply(train));
    }

    @Override
    public int[] neverSeen(Songs train) {
      if (seen == null) {
        return new int[0];
      }
      int[] sorted = seen.clone();
      Arrays.sort(sorted);
      return IntStream.range(0, train.genres().size())
          .filter(label -> Arrays.binarySearch(sorted, label) < 0)
          .toArray();
    }
  }

  private record SoftSmile<T>(
      SoftClassifier<T> model, int[] labels, int classes, int dimension, Function<double[], T> form)
      implements GenreClassifier {

    @Override
    public void probabilities(float[] songs, int rows, float[] probabilities) {
      Arrays.fill(probabilities, 0, rows * classes, 0);
      double[] posterior = new double[labels.length];
      for (int i = 0; i < rows; i++) {
        requireOwn(answer(row(songs, i, dimension), posterior), posterior);
        for (int j = 0; j < labels.length; j++) {
          probabilities[i * classes + labels[j]] = (float) posterior[j];
        }
      }
    }

    private int answer(double[] song, double[] posterior) {
      try {
        return model.predict(form.apply(song), posterior);
      } catch (ArrayIndexOutOfBoundsException e) {
        throw otherClasses(e);
      }
    }

    /** The class it names must be the one to which it gives the most, or its classes are others. */
    private void requireOwn(int answer, double[] posterior) {
      int place = Arrays.binarySearch(labels, answer);
      if (place < 0 || Arrays.stream(posterior).anyMatch(each -> each > posterior[place])) {
        throw otherClasses(null);
      }
    }

    private IllegalArgumentException otherClasses(Exception cause) {
      return new IllegalArgumentException(
          "The guest's classes are not the %d that it is said to have seen. Train it on songs.y(), or name its classes: Classifiers.of(model, 0, 2, …)."
              .formatted(labels.length),
          cause);
    }
  }

  private record HardSmile<T>(
      Classifier<T> model, int classes, int dimension, Function<double[], T> form)
      implements HardClassifier {

    @Override
    public void probabilities(float[] songs, int rows, float[] probabilities) {
      Arrays.fill(probabilities, 0, rows * classes, 0);
      for (int i = 0; i < rows; i++) {
        int answer = model.predict(form.apply(row(songs, i, dimension)));
        if (answer < 0 || answer >= classes) {
          throw new IllegalArgumentException(
              "The guest answers class %d; the songs have the classes 0 to %d."
                  .formatted(answer, classes - 1));
        }
        probabilities[i * classes + answer] = 1;
      }
    }
  }

  private record NetworkGuest(MultiLayerNetwork network, int classes, int dimension)
      implements GenreClassifier {

    @Override
    public void probabilities(float[] songs, int rows, float[] probabilities) {
      float[] exact = Arrays.copyOf(songs, rows * dimension);
      try (INDArray input = Nd4j.createFromArray(exact).reshape(rows, dimension);
          INDArray output = network.output(input, false).castTo(DataType.FLOAT).dup('c')) {
        if (output.rank() != 2 || output.size(0) != rows || output.size(1) != classes) {
          throw new IllegalArgumentException(
              "The network's output for %d songs has the shape %s; it must be [%d, %d], a probability for each of the genres."
                  .formatted(rows, Arrays.toString(output.shape()), rows, classes));
        }
        System.arraycopy(output.data().asFloat(), 0, probabilities, 0, rows * classes);
      }
    }
  }

  private static double[] row(float[] songs, int i, int dimension) {
    double[] row = new double[dimension];
    for (int j = 0; j < dimension; j++) {
      row[j] = songs[i * dimension + j];
    }
    return row;
  }
}
