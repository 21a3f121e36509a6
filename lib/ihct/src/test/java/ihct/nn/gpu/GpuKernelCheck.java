package ihct.nn.gpu;

import ihct.nn.Adam;
import ihct.nn.BatchMoments;
import ihct.nn.DropoutMask;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** What each kernel must do, told by plain loops; shapes have edges where blocks have theirs. */
enum GpuKernelCheck {
  GEMM_NT("gemm_nt") {
    @Override
    void run(Card card) {
      gemm(card, false, true);
    }
  },
  GEMM_NN("gemm_nn") {
    @Override
    void run(Card card) {
      gemm(card, false, false);
    }
  },
  GEMM_TN("gemm_tn") {
    @Override
    void run(Card card) {
      gemm(card, true, false);
    }
  },
  PLACE("place") {
    @Override
    void run(Card card) {
      for (int columns : EDGES) {
        float[] from = numbers(33 * columns);
        float[] to = new float[33 * 40];
        long address = card.memory.copy(to);
        card.device.each(kernel, from.length, card.memory.copy(from), 33, columns, address, 40);
        for (int i = 0; i < from.length; i++) {
          to[i / columns * 40 + i % columns] = from[i];
        }
        card.expect(address, to, 0);
      }
    }
  },
  RELU_DROPOUT("relu_dropout") {
    @Override
    void run(Card card) {
      for (double keep : new double[] {0.5, 0.9, 1}) {
        DropoutMask mask = new DropoutMask(7, keep);
        for (int units : EDGES) {
          float[] values = numbers(33 * units);
          float[] bias = numbers(units);
          values[units / 2] = Float.NaN;
          long address = card.memory.copy(values);
          card.device.each(
              kernel,
              values.length,
              address,
              card.memory.copy(bias),
              33,
              units,
              mask.seed(),
              mask.threshold(),
              mask.scale(),
              1_000_000_000_005L,
              2,
              11,
              3,
              4);
          for (int row = 0; row < 33; row++) {
            float[] one = Arrays.copyOfRange(values, row * units, (row + 1) * units);
            mask.relu(one, bias, units, mask.rowKey(1_000_000_000_005L, 2, inBlocks(row)));
            System.arraycopy(one, 0, values, row * units, units);
          }
          card.expect(address, values, 0);
        }
      }
    }
  },
  SILENCE("silence") {
    @Override
    void run(Card card) {
      float[] gradients = numbers(31 * 33);
      float[] active = numbers(gradients.length);
      for (int i = 0; i < active.length; i += 3) {
        active[i] = 0;
      }
      long address = card.memory.copy(gradients);
      card.device.each(kernel, gradients.length, address, card.memory.copy(active), 31, 33, 1.25f);
      for (int i = 0; i < active.length; i++) {
        gradients[i] = active[i] > 0 ? gradients[i] * 1.25f : 0;
      }
      card.expect(address, gradients, 0);
    }
  },
  COLUMN_SUMS("column_sums") {
    @Override
    void run(Card card) {
      for (int rows : EDGES) {
        for (int columns : new int[] {1, 31, 33, 300}) {
          float[] values = numbers(rows * columns);
          float[] sums = new float[columns];
          for (int i = 0; i < values.length; i++) {
            sums[i % columns] += values[i];
          }
          long address = card.memory.room(columns);
          card.kernels.columnSums(card.memory.copy(values), rows, columns, address);
          card.expect(address, sums, 1e-5);
        }
      }
    }
  },
  ADAM("adam") {
    @Override
    void run(Card card) {
      int count = 301;
      float[] weights = numbers(count);
      double[][] expected = new double[3][count];
      Arrays.setAll(expected[0], i -> weights[i]);
      long w = card.memory.copy(weights);
      long m = card.memory.zeros(count);
      long v = card.memory.zeros(count);
      for (int step = 1; step <= 3; step++) {
        float[] gradients = numbers(count);
        float size = Adam.stepSize(0.01, step);
        card.device.each(kernel, count, w, card.memory.copy(gradients), m, v, count, size);
        adam(expected, gradients, size);
      }
      card.expect(w, floats(expected[0]), 1e-6);
      card.expect(m, floats(expected[1]), 1e-6);
      card.expect(v, floats(expected[2]), 1e-6);
    }
  },
  NORMALIZE("normalize") {
    @Override
    void run(Card card) {
      Normalized all = new Normalized(card);
      card.expect(all.address, all.values, 1e-5);
      card.expect(all.normalized, all.values, 1e-5);
      card.expect(all.means, all.mean, 1e-5);
      card.expect(all.variances, all.variance, 1e-5);
    }
  },
  NORMALIZE_BACK("normalize_back") {
    @Override
    void run(Card card) {
      Normalized all = new Normalized(card);
      float[] deltas = numbers(Normalized.ROWS * Normalized.UNITS);
      long address = card.memory.copy(deltas);
      card.device.launch(
          kernel,
          2,
          3,
          256,
          address,
          Normalized.ROWS,
          Normalized.UNITS,
          Normalized.BLOCK,
          BatchMoments.LEAST_ROWS,
          all.normalized,
          all.variances);
      float[] expected = new float[deltas.length];
      for (int i = 0; i < deltas.length; i++) {
        int unit = i % Normalized.UNITS;
        int from = i / Normalized.UNITS / Normalized.BLOCK * Normalized.BLOCK;
        int to = Math.min(Normalized.ROWS, from + Normalized.BLOCK);
        double sum = 0;
        double product = 0;
        for (int row = from; row < to; row++) {
          sum += deltas[row * Normalized.UNITS + unit];
          product +=
              deltas[row * Normalized.UNITS + unit] * all.values[row * Normalized.UNITS + unit];
        }
        int rows = to - from;
        double common = rows < BatchMoments.LEAST_ROWS ? 0 : (sum + all.values[i] * product) / rows;
        double variance = all.variance[from / Normalized.BLOCK * Normalized.UNITS + unit];
        expected[i] = (float) ((deltas[i] - common) / Math.sqrt(variance + 1e-5));
      }
      card.expect(address, expected, 1e-5);
    }
  },
  SOFTMAX_LOSS("softmax_loss") {
    @Override
    void run(Card card) {
      for (int units : new int[] {1, 31, 33, 5238}) {
        for (float smoothing : new float[] {0, 0.2f}) {
          // a segment before it, which has no target in the last row
          int[] first = {0, 3, 3 + units};
          int[] labels = {0, 1, 2};
          int[] firstTarget = {0, 1, 2, 2, 3, 3, 4 + Math.min(units, 2)};
          int[] targets = {2, units - 1, 0, 0, units / 2, units - 1};
          float[] shares = {1, 1, 1, 0.25f, 0.5f, 0.5f};
          targets = Arrays.copyOf(targets, firstTarget[6]);
          if (units == 1) {
            targets[3] = 0;
            firstTarget[6] = 4;
          }
          float[] logits = numbers(3 * (3 + units));
          float[] bias = numbers(3 + units);
          float[] weights = {1, 0.5f, 2};
          float[] ofSegments = {0.3f, 1};
          long address = card.memory.copy(logits);
          long losses = card.memory.room(6);
          card.device.launch(
              kernel,
              3,
              2,
              256,
              address,
              3 + units,
              card.memory.copy(bias),
              card.memory.copy(first),
              card.memory.copy(labels),
              card.memory.copy(firstTarget),
              card.memory.copy(targets),
              card.memory.copy(shares),
              card.memory.copy(weights),
              card.memory.copy(ofSegments),
              0.25f,
              smoothing,
              losses);
          float[] expected = new float[6];
          for (int row = 0; row < 3; row++) {
            for (int s = 0; s < 2; s++) {
              int from = firstTarget[2 * labels[row] + s];
              int to = firstTarget[2 * labels[row] + s + 1];
              expected[2 * row + s] =
                  (float)
                      crossEntropy(
                          logits,
                          row * (3 + units) + first[s],
                          Arrays.copyOfRange(bias, first[s], first[s + 1]),
                          Arrays.copyOfRange(targets, from, to),
                          Arrays.copyOfRange(shares, from, to),
                          weights[row] * ofSegments[s],
                          0.25,
                          smoothing);
            }
          }
          card.expect(losses, expected, 1e-5);
          card.expect(address, logits, 1e-5);
        }
      }
    }
  },
  SOFTMAX("softmax") {
    @Override
    void run(Card card) {
      for (int units : new int[] {1, 31, 33, 300}) {
        float[] logits = numbers(3 * units);
        logits[0] += 90; // all others are next to impossible
        float[] bias = numbers(units);
        float[] expected = new float[3 * 310];
        long address = card.memory.copy(expected);
        for (int row = 0; row < 3; row++) {
          double[] p = softmax(logits, row * units, bias);
          for (int i = 0; i < units; i++) {
            expected[row * 310 + i] = (float) p[i];
          }
        }
        card.kernels.rows(
            kernel, 3, card.memory.copy(logits), units, card.memory.copy(bias), address, 310);
        card.expect(address, expected, 1e-6);
      }
    }
  },
  TREE_PASS("tree_pass") {
    @Override
    void run(Card card) {
      for (float smoothing : new float[] {0, 0.2f}) {
        TreeStep step = new TreeStep(card);
        step.pass(smoothing);
        card.expect(step.losses, step.expectedLosses, 1e-5);
        card.expect(step.below, step.expectedBelow, 1e-5);
        float[] deltas = card.read(step.deltas, TreeStep.ROWS * step.most);
        for (int i = 0; i < deltas.length; i++) {
          // what is not on a row's path is nobody's
          deltas[i] = Float.isNaN(step.expectedDeltas[i]) ? Float.NaN : deltas[i];
        }
        Card.expect(deltas, step.expectedDeltas, 1e-5);
      }
    }
  },
  TREE_ADAM("tree_adam") {
    @Override
    void run(Card card) {
      TreeStep step = new TreeStep(card);
      step.pass(0);
      step.learn();
    }
  },
  SEGMENT_SOFTMAX("segment_softmax") {
    @Override
    void run(Card card) {
      int[] first = {0, 1, 32, 65, 365};
      float[] logits = numbers(2 * 365);
      logits[40] += 200; // all others of its segment are next to impossible
      float[] bias = numbers(365);
      long address = card.memory.copy(logits);
      card.kernels.rows(
          kernel, 2, address, 365, card.memory.copy(bias), card.memory.copy(first), 4);
      for (int row = 0; row < 2; row++) {
        for (int s = 0; s < 4; s++) {
          double[] p =
              softmax(
                  logits, row * 365 + first[s], Arrays.copyOfRange(bias, first[s], first[s + 1]));
          for (int i = 0; i < p.length; i++) {
            logits[row * 365 + first[s] + i] = (float) p[i];
          }
        }
      }
      card.expect(address, logits, 1e-6);
    }
  },
  GATHER("gather") {
    @Override
    void run(Card card) {
      float[] from = numbers(7 * 33);
      int[] which = {6, 0, 3, 3, 1};
      float[] to = new float[5 * 33];
      for (int i = 0; i < to.length; i++) {
        to[i] = from[which[i / 33] * 33 + i % 33];
      }
      long address = card.memory.room(to.length);
      card.device.each(
          kernel, to.length, card.memory.copy(from), card.memory.copy(which), 5, 33, address);
      card.expect(address, to, 0);
    }
  },
  LIST_ADAM("list_adam") {
    @Override
    void run(Card card) {
      int width = 300;
      float[] gradients = numbers(4 * width);
      float[] numbers = numbers(5 * width);
      int[] segmentOfList = {3, 0};
      int[] firstRow = {0, 3, 4};
      int[] rows = {0, 1, 3, 1};
      float size = Adam.stepSize(0.01, 2);
      double[][] expected = new double[3][numbers.length];
      Arrays.setAll(expected[0], i -> numbers[i]);
      float[] sums = new float[numbers.length];
      for (int list = 0; list < 2; list++) {
        for (int e = firstRow[list]; e < firstRow[list + 1]; e++) {
          for (int i = 0; i < width; i++) {
            sums[segmentOfList[list] * width + i] += gradients[rows[e] * width + i];
          }
        }
      }
      long address = card.memory.copy(numbers);
      long means = card.memory.zeros(numbers.length);
      long squares = card.memory.zeros(numbers.length);
      card.kernels.rows(
          kernel,
          2,
          card.memory.copy(gradients),
          width,
          card.memory.copy(segmentOfList),
          card.memory.copy(firstRow),
          card.memory.copy(rows),
          address,
          means,
          squares,
          size);
      adam(expected, sums, size); // a gradient of 0 at the first step moves nothing
      card.expect(address, floats(expected[0]), 1e-6);
      card.expect(means, floats(expected[1]), 1e-5);
      card.expect(squares, floats(expected[2]), 1e-5);
    }
  },
  ADD_BIAS("add_bias") {
    @Override
    void run(Card card) {
      float[] values = numbers(31 * 33);
      float[] bias = numbers(33);
      long address = card.memory.copy(values);
      card.device.each(kernel, values.length, address, card.memory.copy(bias), 31, 33);
      for (int i = 0; i < values.length; i++) {
        values[i] += bias[i % 33];
      }
      card.expect(address, values, 0);
    }
  },
  GRU_FORWARD("gru_forward") {
    @Override
    void run(Card card) {
      for (int first = 0; first <= 1; first++) {
        GruStep step = new GruStep(card, first);
        card.expect(step.statesThere, step.states, 1e-6);
        card.expect(step.gatesThere, step.gates, 1e-6);
        card.expect(step.candidatesThere, step.candidates, 1e-6);
      }
    }
  },
  GRU_BACK("gru_back") {
    @Override
    void run(Card card) {
      for (int flags = 0; flags < 4; flags++) {
        new GruStep(card, flags % 2).back(flags / 2);
      }
    }
  },
  PATH_PRODUCTS("path_products") {
    @Override
    void run(Card card) {
      float[] p = numbers(33 * 9);
      int[] first = {0, 1, 3, 3, 6};
      int[] targets = {8, 0, 5, 1, 2, 3};
      float[] expected = new float[33 * 4];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = 1;
        for (int t = first[i % 4]; t < first[i % 4 + 1]; t++) {
          expected[i] *= p[i / 4 * 9 + targets[t]];
        }
      }
      long address = card.memory.room(expected.length);
      card.device.each(
          kernel,
          expected.length,
          card.memory.copy(p),
          9,
          33,
          4,
          card.memory.copy(first),
          card.memory.copy(targets),
          address);
      card.expect(address, expected, 1e-6);
    }
  };

  static final int[] EDGES = {1, 31, 33};

  final String kernel;

  GpuKernelCheck(String kernel) {
    this.kernel = kernel;
  }

  /** Runs the kernel; throws an {@link AssertionError} if it does something else. */
  abstract void run(Card card);

  /** A card, and what a check has taken of it. */
  record Card(Device device, GpuKernels kernels, DeviceMemory memory) {

    static Card of(Device device) {
      return new Card(device, new GpuKernels(device), new DeviceMemory(device));
    }

    float[] read(long address, int length) {
      float[] numbers = new float[length];
      device.download(address, numbers, length);
      return numbers;
    }

    void expect(long address, float[] expected, double tolerance) {
      expect(read(address, expected.length), expected, tolerance);
    }

    /** The tolerance is relative to the largest. */
    static void expect(float[] numbers, float[] expected, double tolerance) {
      double most = 0;
      for (float number : expected) {
        most = Math.max(most, Float.isNaN(number) ? 0 : Math.abs(number));
      }
      for (int i = 0; i < expected.length; i++) {
        boolean isSame =
            Float.compare(numbers[i], expected[i]) == 0
                || Math.abs(numbers[i] - expected[i]) <= tolerance * most;
        if (!isSame) {
          throw new AssertionError(
              "Number %d is %s, not %s.".formatted(i, numbers[i], expected[i]));
        }
      }
    }
  }

  /** Three steps of 11 songs, which lie step by step, are numbered in blocks of four songs. */
  private static int inBlocks(int row) {
    int numbered = 0;
    for (int block = 0; block < 11; block += 4) {
      for (int step = 0; step < 3; step++) {
        for (int song = block; song < Math.min(11, block + 4); song++, numbered++) {
          if (row == step * 11 + song) {
            return numbered;
          }
        }
      }
    }
    throw new AssertionError(row);
  }

  private static final Random RANDOM = new Random(1);

  static float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) RANDOM.nextGaussian();
    }
    return numbers;
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  void gemm(Card card, boolean transposeA, boolean transposeB) {
    for (int[] shape :
        new int[][] {
          {1, 1, 1}, {31, 33, 65}, {65, 1, 33}, {33, 65, 1}, {64, 64, 16}, {1, 300, 31}
        }) {
      float beta = shape[0] % 2;
      int m = shape[0];
      int n = shape[1];
      int k = shape[2];
      int lda = 2 + (transposeA ? m : k);
      int ldb = 1 + (transposeB ? k : n);
      int ldc = n + 3;
      float[] a = numbers(lda * (transposeA ? k : m));
      float[] b = numbers(ldb * (transposeB ? n : k));
      float[] c = numbers(ldc * m);
      long address = card.memory.copy(c);
      card.device.launch(
          kernel,
          GpuKernels.blocks(n, 64),
          GpuKernels.blocks(m, 64),
          256,
          m,
          n,
          k,
          card.memory.copy(a),
          lda,
          card.memory.copy(b),
          ldb,
          beta,
          address,
          ldc);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double sum = 0;
          for (int q = 0; q < k; q++) {
            sum +=
                (double) (transposeA ? a[q * lda + i] : a[i * lda + q])
                    * (transposeB ? b[j * ldb + q] : b[q * ldb + j]);
          }
          c[i * ldc + j] = (float) (sum + beta * c[i * ldc + j]);
        }
      }
      card.expect(address, c, 1e-6);
    }
  }

  /** One step of Adam for weights, means and squares. */
  private static void adam(double[][] numbers, float[] gradients, double size) {
    for (int i = 0; i < gradients.length; i++) {
      numbers[1][i] = 0.9f * numbers[1][i] + (1 - 0.9f) * gradients[i];
      numbers[2][i] = 0.999f * numbers[2][i] + (double) (1 - 0.999f) * gradients[i] * gradients[i];
      numbers[0][i] -= size * numbers[1][i] / (Math.sqrt(numbers[2][i]) + 1e-8);
    }
  }

  private static double[] softmax(float[] logits, int from, float[] bias) {
    double[] p = new double[bias.length];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < p.length; i++) {
      p[i] = logits[from + i] + bias[i];
      most = Math.max(most, p[i]);
    }
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      p[i] = Math.exp(p[i] - most);
      sum += p[i];
    }
    for (int i = 0; i < p.length; i++) {
      p[i] /= sum;
    }
    return p;
  }

  /** Turns logits into gradients; returns the weighted loss. Without a target there is none. */
  private static double crossEntropy(
      float[] logits,
      int from,
      float[] bias,
      int[] targets,
      float[] shares,
      double weight,
      double share,
      double smoothing) {
    int units = bias.length;
    if (targets.length == 0) {
      Arrays.fill(logits, from, from + units, 0);
      return 0;
    }
    double[] p = softmax(logits, from, bias);
    double together = 0;
    double all = 0;
    for (int t = 0; t < targets.length; t++) {
      together += shares[t] * p[targets[t]];
    }
    double[] target = new double[units];
    Arrays.fill(target, smoothing / units);
    for (int t = 0; t < targets.length; t++) {
      target[targets[t]] += (1 - smoothing) * shares[t] * p[targets[t]] / together;
    }
    for (int i = 0; i < units; i++) {
      all -= Math.log(p[i]) / units;
      logits[from + i] = (float) (weight * share * (p[i] - target[i]));
    }
    return weight * ((1 - smoothing) * -Math.log(together) + smoothing * all);
  }

  /** Two full blocks of rows, and one of too few. */
  private static final class Normalized {
    static final int BLOCK = 20;
    static final int ROWS = 45;
    static final int UNITS = 300;

    final float[] values = numbers(ROWS * UNITS);
    final float[] mean = new float[3 * UNITS];
    final float[] variance = new float[3 * UNITS];
    final long address;
    final long normalized;
    final long means;
    final long variances;

    Normalized(Card card) {
      float[] lastMeans = numbers(UNITS);
      float[] lastVariances = numbers(UNITS);
      for (int unit = 0; unit < UNITS; unit++) {
        lastVariances[unit] *= lastVariances[unit];
      }
      address = card.memory.copy(values);
      normalized = card.memory.room(values.length);
      means = card.memory.room(mean.length);
      variances = card.memory.room(variance.length);
      card.device.launch(
          "normalize",
          2,
          3,
          256,
          address,
          ROWS,
          UNITS,
          BLOCK,
          BatchMoments.LEAST_ROWS,
          card.memory.copy(lastMeans),
          card.memory.copy(lastVariances),
          normalized,
          means,
          variances);
      for (int block = 0; block < 3; block++) {
        int from = block * BLOCK;
        int to = Math.min(ROWS, from + BLOCK);
        for (int unit = 0; unit < UNITS; unit++) {
          double sum = 0;
          double squares = 0;
          for (int row = from; row < to; row++) {
            sum += values[row * UNITS + unit];
            squares += values[row * UNITS + unit] * values[row * UNITS + unit];
          }
          double middle = sum / (to - from);
          double spread = squares / (to - from) - middle * middle;
          if (to - from < BatchMoments.LEAST_ROWS) {
            middle = lastMeans[unit];
            spread = lastVariances[unit];
          }
          mean[block * UNITS + unit] = (float) middle;
          variance[block * UNITS + unit] = (float) spread;
          for (int row = from; row < to; row++) {
            values[row * UNITS + unit] =
                (float) ((values[row * UNITS + unit] - middle) / Math.sqrt(spread + 1e-5));
          }
        }
      }
    }
  }

  /** Rows of a tree of 300 siblings, below the first of which are 33, and below these two more. */
  private static final class TreeStep {
    static final int ROWS = 5;
    static final int WIDTH = 33;

    final int most = 335;
    private final Card card;
    private final int[] firstUnit = {0, 300, 333, 335};
    private final int[] deltaOf = {0, 300, 333};

    /** Labels 0 to 2 end after one, two and three decisions, and label 3 says nothing. */
    private final int[] firstTarget = {0, 1, 3, 6, 6};

    private final int[] targets = {299, 0, 332, 0, 300, 334};
    private final int[] labels = {2, 0, 3, 2, 1};
    private final float[] rowWeights = {1, 0.5f, 1, 2, 3};
    private final float[] inputs = numbers(ROWS * WIDTH);
    private final float[] weights = numbers(335 * WIDTH);
    private final float[] bias = numbers(335);
    private final long inputsThere;
    private final long weightsThere;
    private final long biasThere;
    private final long segmentOf;
    final long deltas;
    final long below;
    final long losses;
    final float[] expectedDeltas = new float[ROWS * most];
    final float[] expectedBelow = new float[ROWS * WIDTH];
    final float[] expectedLosses = new float[ROWS];

    TreeStep(Card card) {
      this.card = card;
      inputsThere = card.memory.copy(inputs);
      weightsThere = card.memory.copy(weights);
      biasThere = card.memory.copy(bias);
      segmentOf =
          card.memory.copy(
              IntStream.range(0, 335).map(u -> u < 300 ? 0 : u < 333 ? 1 : 2).toArray());
      deltas = card.memory.room(expectedDeltas.length);
      below = card.memory.room(expectedBelow.length);
      losses = card.memory.room(ROWS);
    }

    void pass(float smoothing) {
      card.kernels.rows(
          "tree_pass",
          ROWS,
          inputsThere,
          WIDTH,
          weightsThere,
          biasThere,
          card.memory.copy(firstUnit),
          segmentOf,
          card.memory.copy(deltaOf),
          card.memory.copy(labels),
          card.memory.copy(firstTarget),
          card.memory.copy(targets),
          card.memory.copy(new float[] {1, 1, 1, 1, 1, 1}),
          card.memory.copy(rowWeights),
          0.2f,
          smoothing,
          deltas,
          most,
          below,
          losses);
      Arrays.fill(expectedDeltas, Float.NaN);
      for (int row = 0; row < ROWS; row++) {
        for (int t = firstTarget[labels[row]]; t < firstTarget[labels[row] + 1]; t++) {
          decide(row, targets[t], smoothing);
        }
      }
    }

    private void decide(int row, int target, float smoothing) {
      int segment = target < 300 ? 0 : target < 333 ? 1 : 2;
      int from = firstUnit[segment];
      int to = firstUnit[segment + 1];
      int at = row * most + deltaOf[segment];
      for (int unit = from; unit < to; unit++) {
        double sum = 0;
        for (int i = 0; i < WIDTH; i++) {
          sum += (double) inputs[row * WIDTH + i] * weights[unit * WIDTH + i];
        }
        expectedDeltas[at + unit - from] = (float) sum;
      }
      expectedLosses[row] +=
          (float)
              crossEntropy(
                  expectedDeltas,
                  at,
                  Arrays.copyOfRange(bias, from, to),
                  new int[] {target - from},
                  new float[] {1},
                  rowWeights[row],
                  0.2,
                  smoothing);
      for (int unit = from; unit < to; unit++) {
        for (int i = 0; i < WIDTH; i++) {
          expectedBelow[row * WIDTH + i] +=
              expectedDeltas[at + unit - from] * weights[unit * WIDTH + i];
        }
      }
    }

    /** Two units of two lists; the others rest. */
    void learn() {
      int[] units = {0, 332};
      int[] lists = {0, 1};
      int[] firstRow = {0, 4, 7};
      int[] rows = {0, 1, 3, 4, 0, 3, 4};
      int[] deltaOfUnit = {0, 332};
      long means = card.memory.zeros(weights.length);
      long squares = card.memory.zeros(weights.length);
      long biasMeans = card.memory.zeros(bias.length);
      long biasSquares = card.memory.zeros(bias.length);
      float size = Adam.stepSize(0.01, 5);
      card.kernels.rows(
          "tree_adam",
          2,
          inputsThere,
          WIDTH,
          deltas,
          most,
          card.memory.copy(units),
          card.memory.copy(lists),
          card.memory.copy(firstRow),
          card.memory.copy(rows),
          card.memory.copy(firstUnit),
          segmentOf,
          card.memory.copy(deltaOf),
          weightsThere,
          means,
          squares,
          biasThere,
          biasMeans,
          biasSquares,
          size);
      double[][] expected = new double[3][weights.length];
      double[][] expectedBias = new double[3][bias.length];
      Arrays.setAll(expected[0], i -> weights[i]);
      Arrays.setAll(expectedBias[0], i -> bias[i]);
      float[] gradients = new float[weights.length];
      float[] biasGradients = new float[bias.length];
      for (int list = 0; list < 2; list++) {
        for (int e = firstRow[list]; e < firstRow[list + 1]; e++) {
          float delta = expectedDeltas[rows[e] * most + deltaOfUnit[list]];
          biasGradients[units[list]] += delta;
          for (int i = 0; i < WIDTH; i++) {
            gradients[units[list] * WIDTH + i] += delta * inputs[rows[e] * WIDTH + i];
          }
        }
      }
      adam(expected, gradients, size); // a gradient of 0 at the first step moves nothing
      adam(expectedBias, biasGradients, size);
      card.expect(weightsThere, floats(expected[0]), 1e-6);
      card.expect(means, floats(expected[1]), 1e-5);
      card.expect(squares, floats(expected[2]), 1e-5);
      card.expect(biasThere, floats(expectedBias[0]), 1e-6);
      card.expect(biasMeans, floats(expectedBias[1]), 1e-5);
      card.expect(biasSquares, floats(expectedBias[2]), 1e-5);
    }
  }

  /** A step of 5 rows of 33 units, whose states are columns 2 to 34 of wider rows. */
  private static final class GruStep {
    static final int ROWS = 5;
    static final int UNITS = 33;
    static final int WIDE = 40;

    private final Card card;
    private final int first;
    final float[] gates = numbers(ROWS * 3 * UNITS);
    final float[] states = new float[ROWS * WIDE];
    final float[] candidates = new float[ROWS * UNITS];
    private final float[] before = numbers(ROWS * WIDE);
    private final long beforeThere;
    final long gatesThere;
    final long statesThere;
    final long candidatesThere;

    GruStep(Card card, int first) {
      this.card = card;
      this.first = first;
      float[] projected = numbers(ROWS * 3 * UNITS);
      float[] bias = numbers(UNITS);
      beforeThere = card.memory.copy(before) + 2 * Float.BYTES;
      gatesThere = card.memory.copy(gates);
      statesThere = card.memory.copy(states);
      candidatesThere = card.memory.room(candidates.length);
      card.device.each(
          "gru_forward",
          ROWS * UNITS,
          gatesThere,
          card.memory.copy(projected),
          card.memory.copy(bias),
          beforeThere,
          candidatesThere,
          statesThere + 2 * Float.BYTES,
          ROWS,
          UNITS,
          first,
          WIDE);
      for (int i = 0; i < ROWS * UNITS; i++) {
        int at = i / UNITS * 3 * UNITS + i % UNITS;
        double h = first == 1 ? 0 : before[place(i)];
        double z = sigmoid((first == 1 ? 0 : gates[at]) + projected[at]);
        double r = sigmoid((first == 1 ? 0 : gates[at + UNITS]) + projected[at + UNITS]);
        double m = (first == 1 ? 0 : gates[at + 2 * UNITS]) + bias[i % UNITS];
        double n = Math.tanh(projected[at + 2 * UNITS] + r * m);
        states[place(i)] = (float) ((1 - z) * n + z * h);
        gates[at] = (float) z;
        gates[at + UNITS] = (float) r;
        gates[at + 2 * UNITS] = (float) m;
        candidates[i] = (float) n;
      }
    }

    private static double sigmoid(double x) {
      return 1 / (1 + Math.exp(-x));
    }

    private static int place(int i) {
      return i / UNITS * WIDE + 2 + i % UNITS;
    }

    void back(int last) {
      float[] gradients = numbers(ROWS * WIDE);
      float[] carried = numbers(ROWS * UNITS);
      float[] sums = numbers(gates.length);
      float[] biasSums = numbers(ROWS * UNITS);
      long carriedThere = card.memory.copy(carried);
      long sumsThere = card.memory.copy(sums);
      long biasSumsThere = card.memory.copy(biasSums);
      card.device.each(
          "gru_back",
          ROWS * UNITS,
          gatesThere,
          candidatesThere,
          beforeThere,
          card.memory.copy(gradients) + 2 * Float.BYTES,
          carriedThere,
          sumsThere,
          biasSumsThere,
          ROWS,
          UNITS,
          first,
          last,
          WIDE);
      for (int i = 0; i < ROWS * UNITS; i++) {
        int at = i / UNITS * 3 * UNITS + i % UNITS;
        double d = gradients[place(i)] + (last == 1 ? 0 : carried[i]);
        double h = first == 1 ? 0 : before[place(i)];
        double z = gates[at];
        double r = gates[at + UNITS];
        double m = gates[at + 2 * UNITS];
        double n = candidates[i];
        // h' = (1 - z) n + z h, n = tanh(p + r m)
        double dn = d * (1 - z) * (1 - n * n);
        double dz = d * (h - n) * z * (1 - z);
        double dr = dn * m * r * (1 - r);
        carried[i] = (float) (d * z);
        gates[at] = (float) dz;
        gates[at + UNITS] = (float) dr;
        gates[at + 2 * UNITS] = (float) (dn * r);
        sums[at] += (float) dz;
        sums[at + UNITS] += (float) dr;
        sums[at + 2 * UNITS] += (float) dn;
        biasSums[i] += (float) (dn * r);
      }
      card.expect(gatesThere, gates, 1e-5);
      card.expect(carriedThere, carried, 1e-5);
      card.expect(sumsThere, sums, 1e-5);
      card.expect(biasSumsThere, biasSums, 1e-5);
    }
  }
}
