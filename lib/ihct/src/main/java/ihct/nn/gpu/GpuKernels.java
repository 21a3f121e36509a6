package ihct.nn.gpu;

/** Starts the kernels of kernels.cu that work on matrices. */
public final class GpuKernels {

  /** Threads of a block, of most kernels. */
  static final int THREADS = 256;

  /** Rows and columns that a block of gemm computes. */
  private static final int TILE = 64;

  /** Columns that a block of column_sums adds. */
  private static final int LANES = 32;

  private final Device device;

  /** Those of a card. */
  public GpuKernels(Device device) {
    this.device = device;
  }

  /**
   * A matrix on the card.
   *
   * @param address of its first number
   * @param stride how far two rows are apart
   */
  public record Matrix(long address, int stride) {

    /** The matrix that begins with a row and a column of this one. */
    public Matrix from(int row, int column) {
      return new Matrix(address + Float.BYTES * ((long) row * stride + column), stride);
    }
  }

  /** C = A·Bᵀ, {@code [m, n]} from k products each. */
  public void productOfTransposed(int m, int n, int k, Matrix a, Matrix b, Matrix c) {
    gemm("gemm_nt", m, n, k, a, b, 0, c);
  }

  /** C = A·B. */
  public void product(int m, int n, int k, Matrix a, Matrix b, Matrix c) {
    gemm("gemm_nn", m, n, k, a, b, 0, c);
  }

  /** C = A·B + C. */
  public void addProduct(int m, int n, int k, Matrix a, Matrix b, Matrix c) {
    gemm("gemm_nn", m, n, k, a, b, 1, c);
  }

  /** C = Aᵀ·B. */
  public void transposedProduct(int m, int n, int k, Matrix a, Matrix b, Matrix c) {
    gemm("gemm_tn", m, n, k, a, b, 0, c);
  }

  private void gemm(String form, int m, int n, int k, Matrix a, Matrix b, float beta, Matrix c) {
    device.launch(
        form,
        blocks(n, TILE),
        blocks(m, TILE),
        THREADS,
        m,
        n,
        k,
        a.address,
        a.stride,
        b.address,
        b.stride,
        beta,
        c.address,
        c.stride);
  }

  /** Starts a kernel with a thread for each of some numbers. */
  public void each(String kernel, long numbers, Object... arguments) {
    device.each(kernel, numbers, arguments);
  }

  /** Starts a kernel with a block for each of some rows. */
  void rows(String kernel, int rows, Object... arguments) {
    device.launch(kernel, rows, 1, THREADS, arguments);
  }

  /** Adds the rows of a matrix without gaps. */
  public void columnSums(long values, int rows, int columns, long sums) {
    device.launch("column_sums", blocks(columns, LANES), 1, THREADS, values, rows, columns, sums);
  }

  /** C = Aᵀ·B + C. */
  public void addTransposedProduct(int m, int n, int k, Matrix a, Matrix b, Matrix c) {
    gemm("gemm_tn", m, n, k, a, b, 1, c);
  }

  /** The sum of numbers on the card, in their order. */
  double sum(long numbers, int count) {
    float[] each = new float[count];
    device.download(numbers, each, count);
    double sum = 0;
    for (float number : each) {
      sum += number;
    }
    return sum;
  }

  static int blocks(long numbers, int ofABlock) {
    return Math.toIntExact((numbers + ofABlock - 1) / ofABlock);
  }
}
