package ihct.plots.networks;

import ihct.display.DisplayProvider;
import ihct.display.MimeBundle;
import ihct.plots.Rows;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Shows arrays of ND4J by their shape and first numbers, as a table, and networks of DL4J by their
 * summary.
 */
public final class Dl4jDisplay implements DisplayProvider {

  private static final int MOST_ROWS = 20;
  private static final int MOST_COLUMNS = 12;

  @Override
  public Optional<MimeBundle> show(Object value) {
    if (value instanceof INDArray array) {
      return Optional.of(bundle(array));
    }
    if (value instanceof MultiLayerNetwork network && network.isInitCalled()) {
      return Optional.of(MimeBundle.ofText(network.summary().strip()));
    }
    return value instanceof ComputationGraph graph && graph.getLayers() != null
        ? Optional.of(MimeBundle.ofText(graph.summary().strip()))
        : Optional.empty();
  }

  private static MimeBundle bundle(INDArray array) {
    if (array.wasClosed()) {
      return MimeBundle.ofText("an array that has been closed");
    }
    String shape = heading(array);
    if (array.isEmpty() || array.dataType() == DataType.UTF8) {
      return MimeBundle.ofText(array.isEmpty() ? shape : shape + "\n" + array);
    }
    Rows numbers = numbers(array);
    return MimeBundle.ofText(shape + "\n" + numbers)
        .with(MimeBundle.HTML, "<p>" + shape + "</p>\n" + numbers.html());
  }

  /** Type, shape and which part of the array follows. */
  private static String heading(INDArray array) {
    String type = array.dataType().toString().toLowerCase(Locale.ROOT);
    String shape = type + " " + Arrays.toString(array.shape());
    long rows = array.rank() < 2 ? 1 : array.size(-2);
    long columns = array.rank() == 0 ? 1 : array.size(-1);
    StringBuilder part = new StringBuilder();
    if (array.rank() > 2) {
      part.append(", [").append("0, ".repeat(array.rank() - 2)).append(":, :]");
    }
    if (rows > MOST_ROWS) {
      part.append(", first ").append(MOST_ROWS).append(" rows");
    }
    if (columns > MOST_COLUMNS) {
      part.append(", first ").append(MOST_COLUMNS).append(" columns");
    }
    return shape + part;
  }

  /** The last two axes are rows and columns; of the axes before them it is the first place. */
  private static Rows numbers(INDArray array) {
    int rank = array.rank();
    int rows = rank < 2 ? 1 : (int) Math.min(MOST_ROWS, array.size(-2));
    int columns = rank == 0 ? 1 : (int) Math.min(MOST_COLUMNS, array.size(-1));
    Stream<String> places = IntStream.range(0, columns).mapToObj(String::valueOf);
    Rows table = Rows.of(Stream.concat(Stream.of(""), places).toArray(String[]::new));
    for (int r = 0; r < rows; r++) {
      Object[] cells = new Object[columns + 1];
      cells[0] = rank < 2 ? "" : String.valueOf(r);
      for (int c = 0; c < columns; c++) {
        long[] at = new long[rank];
        if (rank > 0) {
          at[rank - 1] = c;
        }
        if (rank > 1) {
          at[rank - 2] = r;
        }
        cells[c + 1] = rank == 0 ? array.getDouble(0) : array.getDouble(at);
      }
      table.row(cells);
    }
    return table;
  }
}
