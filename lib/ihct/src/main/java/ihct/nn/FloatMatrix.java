package ihct.nn;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/**
 * A row-major matrix of floats outside the Java heap, where BLAS can work on it, or a view of one.
 *
 * <p>Java's compiler makes good code for {@code float[]} alone, so element-wise work copies a row
 * into one and back; the row stays in the processor's cache meanwhile.
 */
public final class FloatMatrix {

  /** Kept so that the memory lives as long as a view of it. */
  private final Object owner;

  private final FloatPointer start;
  private final FloatBuffer buffer;
  private final int offset;
  private final FloatPointer first;
  private final int rows;
  private final int columns;
  private final int stride;

  /** A view that begins at an offset from the start of the memory. */
  private FloatMatrix(FloatMatrix whole, int offset, int rows, int columns, int stride) {
    this.owner = whole.owner;
    this.start = whole.start;
    this.buffer = whole.buffer;
    this.offset = offset;
    this.first = new FloatPointer(start).position(offset);
    this.rows = rows;
    this.columns = columns;
    this.stride = stride;
  }

  private FloatMatrix(Object owner, FloatPointer start, int rows, int columns) {
    this.owner = owner;
    this.start = start;
    this.buffer = new FloatPointer(start).capacity(size(rows, columns)).asBuffer();
    this.offset = 0;
    this.first = start;
    this.rows = rows;
    this.columns = columns;
    this.stride = columns;
  }

  /** Numbers in a matrix, which Java's buffers count in 31 bits. */
  private static int size(int rows, int columns) {
    long size = (long) rows * columns;
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "A matrix of %d × %d numbers is too large; at most %d fit. Take smaller batches."
              .formatted(rows, columns, Integer.MAX_VALUE));
    }
    return (int) size;
  }

  /**
   * A new matrix whose numbers are not set. Its memory is given back by {@link #free}, or when the
   * matrix and its views are garbage.
   *
   * @param rows number of rows
   * @param columns numbers in a row
   */
  public static FloatMatrix allocate(int rows, int columns) {
    FloatPointer memory = new FloatPointer(Math.max(1, size(rows, columns)));
    return new FloatMatrix(memory, memory, rows, columns);
  }

  /**
   * The transposed view of a layer's weights: DL4J keeps {@code [nIn, nOut]} in f-order, which is
   * {@code [nOut, nIn]} row by row.
   *
   * @param weights a matrix of floats in f-order, without gaps
   * @return a view {@code [nOut, nIn]}
   */
  public static FloatMatrix transposed(INDArray weights) {
    if (weights.dataType() != DataType.FLOAT
        || weights.rank() != 2
        || !Shape.strideDescendingCAscendingF(weights)
        || weights.stride(0) != 1
        || weights.size(1) > 1 && weights.stride(1) != weights.size(0)) {
      throw new IllegalArgumentException(
          "Weights must be a float matrix in f-order without gaps, not %s."
              .formatted(weights.shapeInfoToString()));
    }
    return new FloatMatrix(
        weights,
        pointer(weights),
        Math.toIntExact(weights.size(1)),
        Math.toIntExact(weights.size(0)));
  }

  /**
   * A view of a vector as one row.
   *
   * @param vector floats without gaps
   * @return a view {@code [1, length]}
   */
  public static FloatMatrix row(INDArray vector) {
    int length = Math.toIntExact(vector.length());
    return new FloatMatrix(vector, pointer(vector), 1, length);
  }

  private static FloatPointer pointer(INDArray array) {
    // the address is that of the view's first number, its offset included
    return new FloatPointer(array.data().addressPointer());
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Numbers in a row. */
  public int columns() {
    return columns;
  }

  /** Rows from…to−1, a view. */
  public FloatMatrix rows(int from, int to) {
    return view(from, to, 0, columns);
  }

  /** Columns from…to−1 of all rows, a view. */
  public FloatMatrix columns(int from, int to) {
    return view(0, rows, from, to);
  }

  private FloatMatrix view(int fromRow, int toRow, int fromColumn, int toColumn) {
    if (fromRow < 0 || toRow > rows || fromColumn < 0 || toColumn > columns) {
      throw new IndexOutOfBoundsException(
          "Rows %d to %d and columns %d to %d of a matrix [%d, %d]."
              .formatted(fromRow, toRow, fromColumn, toColumn, rows, columns));
    }
    int begin = offset + fromRow * stride + fromColumn;
    return new FloatMatrix(this, begin, toRow - fromRow, toColumn - fromColumn, stride);
  }

  /**
   * The front of a matrix without gaps, seen in another shape.
   *
   * @param rows number of rows
   * @param columns numbers in a row
   */
  public FloatMatrix shaped(int rows, int columns) {
    return shaped(0, rows, columns);
  }

  /** Numbers of a matrix without gaps from a place on, seen in another shape; a view. */
  public FloatMatrix shaped(int from, int rows, int columns) {
    if (stride != this.columns
        || from < 0
        || (long) from + size(rows, columns) > size(this.rows, this.columns)) {
      throw new IndexOutOfBoundsException(
          "[%d, %d] from %d on is no part of [%d, %d] with rows %d apart."
              .formatted(rows, columns, from, this.rows, this.columns, stride));
    }
    return new FloatMatrix(this, offset + from, rows, columns, columns);
  }

  /** Copies a row to the front of an array. */
  public void read(int row, float[] target) {
    read(row, 0, target, 0, columns);
  }

  /** Copies a part of a row, or of several without gaps between them, to a place in an array. */
  public void read(int row, int column, float[] target, int offset, int length) {
    buffer.get(this.offset + row * stride + column, target, offset, length);
  }

  /** Overwrites a row with the front of an array. */
  public void write(int row, float[] source) {
    write(row, 0, source, 0, columns);
  }

  /** Overwrites a part of a row, or of several without gaps, with a part of an array. */
  public void write(int row, int column, float[] source, int offset, int length) {
    buffer.put(this.offset + row * stride + column, source, offset, length);
  }

  /** Sets all numbers to 0. */
  public void clear() {
    float[] zeros = new float[columns];
    for (int i = 0; i < rows; i++) {
      write(i, zeros);
    }
  }

  /**
   * Computes {@code this = op(a)·op(b)}, op being the transposed matrix where that is asked for.
   *
   * <p>Single-threaded within {@link BlasThreads}, so that the sums are added in the same order
   * whatever the number of processors.
   *
   * @param a the left matrix
   * @param transposeA whether its rows are to be taken as columns
   * @param b the right matrix
   * @param transposeB whether its rows are to be taken as columns
   */
  public void product(FloatMatrix a, boolean transposeA, FloatMatrix b, boolean transposeB) {
    product(a, transposeA, b, transposeB, 0);
  }

  /** Computes {@code this += op(a)·op(b)}; see {@link #product}. */
  public void addProduct(FloatMatrix a, boolean transposeA, FloatMatrix b, boolean transposeB) {
    product(a, transposeA, b, transposeB, 1);
  }

  private void product(
      FloatMatrix a, boolean transposeA, FloatMatrix b, boolean transposeB, float beta) {
    int inner = transposeA ? a.rows : a.columns;
    if ((transposeA ? a.columns : a.rows) != rows
        || (transposeB ? b.columns : b.rows) != inner
        || (transposeB ? b.rows : b.columns) != columns) {
      throw new IllegalArgumentException(
          "[%d, %d]%s times [%d, %d]%s is not [%d, %d]."
              .formatted(
                  a.rows,
                  a.columns,
                  transposeA ? "ᵀ" : "",
                  b.rows,
                  b.columns,
                  transposeB ? "ᵀ" : "",
                  rows,
                  columns));
    }
    cblas_sgemm(
        CblasRowMajor,
        transposeA ? CblasTrans : CblasNoTrans,
        transposeB ? CblasTrans : CblasNoTrans,
        rows,
        columns,
        inner,
        1f,
        a.first,
        a.stride,
        b.first,
        b.stride,
        beta,
        first,
        stride);
  }

  /** Gives the memory of a matrix that was {@link #allocate allocated} back at once. */
  public void free() {
    if (owner instanceof FloatPointer memory) {
      memory.close();
    }
  }
}
