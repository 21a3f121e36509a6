package guest;

import ihct.hierarchy.Ihct;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.Option;
import ihct.models.SavableClassifier;
import ihct.models.Training;
import java.io.IOException;
import java.util.List;

/** A model of another jar, with an option of its own: the nearest of means that are pulled to 0. */
public record ShrunkenMeans(int classes, int dimension, double[] means)
    implements SavableClassifier {

  /** By how much the means are pulled. */
  public static final Option<Double> SHRINKAGE =
      Option.number("shrinkage", 0.5)
          .atLeast(0.0)
          .below(1.0)
          .says("SHARE", "Share by which shrunken-means pulls means to 0");

  /** What META-INF/services names. */
  public record AsKind() implements Kind {

    @Override
    public String name() {
      return "shrunken-means";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(SHRINKAGE);
    }

    @Override
    public ShrunkenMeans fit(Training training) {
      int[] y = training.songs().y();
      int[] rows = training.songs().rowsPerGenre();
      int d = training.songs().dimension();
      double[] means = new double[rows.length * d];
      double share = 1 - training.options().get(SHRINKAGE);
      for (int row = 0; row < y.length; row++) {
        for (int j = 0; j < d; j++) {
          means[y[row] * d + j] += share * training.songs().feature(row, j) / rows[y[row]];
        }
      }
      return new ShrunkenMeans(rows.length, d, means);
    }

    @Override
    public ShrunkenMeans load(ModelReader in, Ihct tree) throws IOException {
      in.requireKind(name());
      int classes = in.integer("classes", 1, 10_000);
      int d = in.integer("features", 1, 1000);
      double[] means = in.doubles("means", classes * d);
      in.end();
      return new ShrunkenMeans(classes, d, means);
    }
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        double squares = 0;
        for (int j = 0; j < dimension; j++) {
          squares += Math.pow(songs[row * dimension + j] - means[c * dimension + j], 2);
        }
        probabilities[row * classes + c] = (float) Math.exp(-squares);
        sum += probabilities[row * classes + c];
      }
      for (int c = 0; c < classes && sum > 0; c++) {
        probabilities[row * classes + c] /= (float) sum;
      }
    }
  }

  @Override
  public long parameters() {
    return means.length;
  }

  @Override
  public String kind() {
    return "shrunken-means";
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    out.integer("classes", classes);
    out.integer("features", dimension);
    out.doubles("means", means);
  }
}
