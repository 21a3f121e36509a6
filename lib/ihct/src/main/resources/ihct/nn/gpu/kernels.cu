// What a graphics card computes of a network. NVRTC translates this file to kernels.ptx beside it
// (environment/ptx); the tests compile it as C++ for a driver that stands in for NVIDIA's. So it
// keeps to what both understand: no warp intrinsics, static shared memory, no atomics. Sums go in a
// fixed order: the same numbers come out, bit for bit, whenever the same card adds them.
//
// Matrices are row-major; a stride is the distance of two rows.

typedef unsigned long long u64;

// Threads of a block of the kernels that work on one row each.
#define ROW_THREADS 256

// A block of gemm computes TILE x TILE numbers from DEPTH columns of A and rows of B at a time.
#define TILE 64
#define DEPTH 16
#define EACH 4

#define LOWEST -87.f // e^x below is no normal float any more
#define SMALLEST_PROBABILITY 1.17549435e-38f

// C = op(A) op(B) + beta C, m x n from k products each; 16 x 16 threads with 4 x 4 numbers each.
template <bool TA, bool TB>
__device__ void gemm(int m, int n, int k, const float *a, int lda, const float *b, int ldb,
                     float beta, float *c, int ldc) {
  __shared__ float as[DEPTH][TILE + 4];
  __shared__ float bs[DEPTH][TILE + 4];
  int row0 = blockIdx.y * TILE, column0 = blockIdx.x * TILE;
  int thread = threadIdx.x, tx = thread % (TILE / EACH), ty = thread / (TILE / EACH);
  float sums[EACH][EACH] = {{0}};
  for (int k0 = 0; k0 < k; k0 += DEPTH) {
    for (int i = thread; i < TILE * DEPTH; i += ROW_THREADS) {
      // neighbours in memory are read by neighbouring threads
      int ka = TA ? i / TILE : i % DEPTH, row = TA ? i % TILE : i / DEPTH;
      int r = row0 + row, q = k0 + ka;
      as[ka][row] = r < m && q < k ? (TA ? a[(size_t)q * lda + r] : a[(size_t)r * lda + q]) : 0.f;
      int kb = TB ? i % DEPTH : i / TILE, column = TB ? i / DEPTH : i % TILE;
      r = column0 + column;
      q = k0 + kb;
      bs[kb][column] = r < n && q < k ? (TB ? b[(size_t)r * ldb + q] : b[(size_t)q * ldb + r]) : 0.f;
    }
    __syncthreads();
    for (int q = 0; q < DEPTH; q++) {
      float x[EACH], y[EACH];
      for (int i = 0; i < EACH; i++) x[i] = as[q][ty * EACH + i];
      for (int j = 0; j < EACH; j++) y[j] = bs[q][tx * EACH + j];
      for (int i = 0; i < EACH; i++)
        for (int j = 0; j < EACH; j++) sums[i][j] += x[i] * y[j];
    }
    __syncthreads();
  }
  for (int i = 0; i < EACH; i++)
    for (int j = 0; j < EACH; j++) {
      int r = row0 + ty * EACH + i, q = column0 + tx * EACH + j;
      if (r < m && q < n) {
        float *to = c + (size_t)r * ldc + q;
        *to = beta == 0.f ? sums[i][j] : sums[i][j] + beta * *to;
      }
    }
}

#define GEMM(name, ta, tb)                                                                        \
  extern "C" __global__ void name(int m, int n, int k, const float *a, int lda, const float *b,   \
                                  int ldb, float beta, float *c, int ldc) {                       \
    gemm<ta, tb>(m, n, k, a, lda, b, ldb, beta, c, ldc);                                          \
  }
GEMM(gemm_nt, false, true)
GEMM(gemm_nn, false, false)
GEMM(gemm_tn, true, false)

// Copies a matrix without gaps to the first columns of a wider one.
extern "C" __global__ void place(const float *from, int rows, int columns, float *to, int stride) {
  size_t i = (size_t)blockIdx.x * blockDim.x + threadIdx.x;
  if (i < (size_t)rows * columns) to[i / columns * stride + i % columns] = from[i];
}

// Copies some rows of a matrix, in any order.
extern "C" __global__ void gather(const float *from, const int *which, int rows, int columns, float *to) {
  size_t i = (size_t)blockIdx.x * blockDim.x + threadIdx.x;
  if (i < (size_t)rows * columns) to[i] = from[(size_t)which[i / columns] * columns + i % columns];
}

__device__ u64 mix(u64 z) { // SplitMix64's finalizer, as in DropoutMask
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

// y = relu(y + b) with the dropout of DropoutMask: the same units are dropped as on the CPU.
// NaN stays NaN and is noticed. Rows that are steps of songs lie step by step here; there they are
// numbered block of songs by block, and in it step by step (GpuFeedForward.RowOrder).
extern "C" __global__ void relu_dropout(float *values, const float *bias, int rows, int units,
                                        u64 seed, u64 threshold, float scale, u64 step, int layer,
                                        int songs, int steps, int block) {
  const u64 golden = 0x9E3779B97F4A7C15ull;
  size_t i = (size_t)blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= (size_t)rows * units) return;
  int row = i / units, unit = i % units;
  float x = values[i] + bias[unit];
  x = x > 0.f || x != x ? x : 0.f;
  if (scale != 1.f) {
    if (songs > 0) {
      int song = row % songs, first = song / block * block;
      row = first * steps + row / songs * min(block, songs - first) + (song - first);
    }
    u64 key = mix(mix(seed + step * golden) + (u64)layer * 0xD1B54A32D192ED03ull + (u64)row * golden);
    u64 bits = mix(key + (u64)(unit / 2 + 1) * golden);
    u64 random = unit % 2 == 0 ? bits >> 32 : bits & 0xFFFFFFFFull;
    x = random < threshold ? x * scale : x * 0.f;
  }
  values[i] = x;
}

// Scales the gradients of units that were on; those of others become 0.
extern "C" __global__ void silence(float *gradients, const float *active, int rows, int units,
                                   float scale) {
  size_t i = (size_t)blockIdx.x * blockDim.x + threadIdx.x;
  if (i < (size_t)rows * units) gradients[i] = active[i] > 0.f ? gradients[i] * scale : 0.f;
}

// Sums of columns, as the gradients of biases are: 32 columns and 8 parts of the rows a block.
extern "C" __global__ void column_sums(const float *values, int rows, int columns, float *sums) {
  __shared__ float part[8][32];
  int lane = threadIdx.x % 32, slice = threadIdx.x / 32, column = blockIdx.x * 32 + lane;
  float sum = 0.f;
  if (column < columns)
    for (int row = slice; row < rows; row += 8) sum += values[(size_t)row * columns + column];
  part[slice][lane] = sum;
  __syncthreads();
  if (slice == 0 && column < columns) {
    for (int i = 1; i < 8; i++) sum += part[i][lane];
    sums[column] = sum;
  }
}

__device__ void take_step(float *w, float g, float *m, float *v, float step) {
  float mean = 0.9f * *m + (1 - 0.9f) * g;
  float square = 0.999f * *v + (1 - 0.999f) * g * g;
  *m = mean;
  *v = square;
  *w -= step * mean / (sqrtf(square) + 1e-8f);
}

extern "C" __global__ void adam(float *w, const float *g, float *m, float *v, int count, float step) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < count) take_step(w + i, g[i], m + i, v + i, step);
}

__device__ float scale_of(float variance) { return (float)(1 / sqrt(variance + 1e-5)); }

// Batch normalisation of blocks of rows (BatchNorm). A thread has one unit of one block. Blocks of
// fewer than `least` rows take the moments that were measured last.
extern "C" __global__ void normalize(float *values, int rows, int units, int block_rows, int least,
                                     const float *last_means, const float *last_variances,
                                     float *normalized, float *means, float *variances) {
  int unit = blockIdx.x * blockDim.x + threadIdx.x;
  if (unit >= units) return;
  int from = blockIdx.y * block_rows, count = min(block_rows, rows - from);
  float *x = values + (size_t)from * units + unit;
  float mean = 0.f, variance = 0.f;
  if (count >= least) {
    for (int i = 0; i < count; i++) mean += x[(size_t)i * units];
    mean /= count;
    for (int i = 0; i < count; i++) {
      float apart = x[(size_t)i * units] - mean;
      variance += apart * apart;
    }
    variance /= count;
  } else {
    mean = last_means[unit];
    variance = last_variances[unit];
  }
  means[(size_t)blockIdx.y * units + unit] = mean;
  variances[(size_t)blockIdx.y * units + unit] = variance;
  float scale = scale_of(variance);
  for (int i = 0; i < count; i++) {
    float normal = (x[(size_t)i * units] - mean) * scale;
    x[(size_t)i * units] = normal;
    normalized[(size_t)(from + i) * units + unit] = normal;
  }
}

extern "C" __global__ void normalize_back(float *gradients, int rows, int units, int block_rows,
                                          int least, const float *normalized, const float *variances) {
  int unit = blockIdx.x * blockDim.x + threadIdx.x;
  if (unit >= units) return;
  int from = blockIdx.y * block_rows, count = min(block_rows, rows - from);
  float *g = gradients + (size_t)from * units + unit;
  const float *x = normalized + (size_t)from * units + unit;
  float sum = 0.f, product = 0.f;
  for (int i = 0; i < count; i++) {
    sum += g[(size_t)i * units];
    product += g[(size_t)i * units] * x[(size_t)i * units];
  }
  float share = count >= least ? 1.f / count : 0.f;
  float scale = scale_of(variances[(size_t)blockIdx.y * units + unit]);
  for (int i = 0; i < count; i++) {
    float common = share * (sum + x[(size_t)i * units] * product);
    g[(size_t)i * units] = scale * (g[(size_t)i * units] - common);
  }
}

extern "C" __global__ void add_bias(float *values, const float *bias, int rows, int units) {
  size_t i = (size_t)blockIdx.x * blockDim.x + threadIdx.x;
  if (i < (size_t)rows * units) values[i] += bias[i % units];
}

__device__ float sigmoid(float x) { return 1.f / (1.f + expf(-x)); }

// One step of a GRU (GruRow), a thread for each unit of each row. A row of gates holds what the
// state before says to z, r and m, and then these; at the first step there is none before.
extern "C" __global__ void gru_forward(float *gates, const float *projected,
                                       const float *candidate_bias, const float *before,
                                       float *candidates, float *states, int rows, int units,
                                       int first, int stride) {
  size_t i = (size_t)blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= (size_t)rows * units) return;
  size_t row = i / units;
  int unit = i % units;
  float *g = gates + row * 3 * units + unit;
  const float *p = projected + row * 3 * units + unit;
  float h = first ? 0.f : before[row * stride + unit];
  float z = sigmoid((first ? 0.f : g[0]) + p[0]);
  float r = sigmoid((first ? 0.f : g[units]) + p[units]);
  float m = (first ? 0.f : g[2 * units]) + candidate_bias[unit];
  float n = tanhf(p[2 * units] + r * m);
  g[0] = z;
  g[units] = r;
  g[2 * units] = m;
  candidates[i] = n;
  states[row * stride + unit] = n + z * (h - n);
}

// The same back: gradients of the gates take their place, and are added to those of what the song
// says to the gates (sums) and of the candidate's bias. `carried` comes from the step behind, and
// leaves with what the state before gets but for its part in the gates.
extern "C" __global__ void gru_back(float *gates, const float *candidates, const float *before,
                                    const float *state_gradients, float *carried, float *sums,
                                    float *candidate_bias_sums, int rows, int units, int first,
                                    int last, int stride) {
  size_t i = (size_t)blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= (size_t)rows * units) return;
  size_t row = i / units;
  int unit = i % units;
  float *g = gates + row * 3 * units + unit;
  float *s = sums + row * 3 * units + unit;
  float d = state_gradients[row * stride + unit] + (last ? 0.f : carried[i]);
  float z = g[0], r = g[units], m = g[2 * units], n = candidates[i];
  float h = first ? 0.f : before[row * stride + unit];
  float dn = d * (1.f - z) * (1.f - n * n);
  float dz = d * (h - n) * z * (1.f - z);
  float dr = dn * m * r * (1.f - r);
  carried[i] = d * z;
  s[0] += dz;
  s[units] += dr;
  s[2 * units] += dn;
  candidate_bias_sums[i] += dn * r;
  g[0] = dz;
  g[units] = dr;
  g[2 * units] = dn * r;
}

// The sum of a number of each thread; all threads of the block get it. Threads 0 to 15 add 16 each,
// and then everyone adds these. Who comes to the next sum has passed the barrier behind which `part`
// is read no more, and meets another one before `few` is written again.
#define FEW 16

__device__ float sum_of_block(float value) {
  __shared__ float part[ROW_THREADS];
  __shared__ float few[FEW];
  part[threadIdx.x] = value;
  __syncthreads();
  if (threadIdx.x < FEW) {
    float sum = part[threadIdx.x];
    for (int i = FEW; i < ROW_THREADS; i += FEW) sum += part[threadIdx.x + i];
    few[threadIdx.x] = sum;
  }
  __syncthreads();
  float sum = few[0];
  for (int i = 1; i < FEW; i++) sum += few[i];
  return sum;
}

__device__ float larger(float a, float b) { return b > a || b != b ? b : a; } // NaN if one is

// Likewise the largest.
__device__ float largest_of_block(float value) {
  __shared__ float part[ROW_THREADS];
  __shared__ float few[FEW];
  part[threadIdx.x] = value;
  __syncthreads();
  if (threadIdx.x < FEW) {
    float most = part[threadIdx.x];
    for (int i = FEW; i < ROW_THREADS; i += FEW) most = larger(most, part[threadIdx.x + i]);
    few[threadIdx.x] = most;
  }
  __syncthreads();
  float most = few[0];
  for (int i = 1; i < FEW; i++) most = larger(most, few[i]);
  return most;
}

// What is left of logits x + b by their softmax, by all threads of a block: x becomes
// e^(x - largest), whose sum is returned.
__device__ float exponentials(float *x, const float *bias, int units, float *largest, float *mean) {
  float most = -INFINITY, all = 0.f;
  for (int i = threadIdx.x; i < units; i += ROW_THREADS) {
    float v = x[i] + bias[i];
    x[i] = v;
    all += v;
    most = larger(most, v);
  }
  most = largest_of_block(most);
  *largest = most;
  *mean = sum_of_block(all) / units;
  float sum = 0.f;
  for (int i = threadIdx.x; i < units; i += ROW_THREADS) {
    float below = x[i] - most;
    float e = expf(below < LOWEST ? LOWEST : below);
    x[i] = e;
    sum += e;
  }
  return sum_of_block(sum);
}

// The place of a number among ascending ones, or -1.
__device__ int place_of(int number, const int *ascending, int count) {
  int from = 0, to = count - 1;
  while (from < to) {
    int middle = (from + to) / 2;
    if (ascending[middle] < number) from = middle + 1; else to = middle;
  }
  return from < count && ascending[from] == number ? from : -1;
}

// Turns logits without bias into gradients of their cross-entropy; the loss is returned. A label
// has targets, ascending units with a share in it each; nearly always one, whose share is 1.
__device__ float cross_entropy(float *x, const float *bias, int units, const int *targets,
                               const float *shares, int count, float share, float smoothing) {
  float largest, mean;
  float sum = exponentials(x, bias, units, &largest, &mean);
  float together = 0.f;
  for (int i = threadIdx.x; i < count; i += ROW_THREADS) together += shares[i] * x[targets[i]];
  together = sum_of_block(together);
  float factor = share / sum, spread = share * smoothing / units, certain = share * (1.f - smoothing);
  for (int i = threadIdx.x; i < units; i += ROW_THREADS) {
    int target = place_of(i, targets, count);
    float own = target < 0 ? 0.f : count == 1 ? 1.f : shares[target] * x[i] / together;
    x[i] = x[i] * factor - spread - certain * own;
  }
  float p = together / sum;
  float loss = -logf(p < SMALLEST_PROBABILITY ? SMALLEST_PROBABILITY : p);
  return smoothing == 0.f ? loss
                          : (1.f - smoothing) * loss + smoothing * (largest - mean + logf(sum));
}

// The output layer of which all units are computed (SoftmaxLearner): a block for each segment
// (blockIdx.y) of each row (blockIdx.x). What has no target learns nothing.
extern "C" __global__ void softmax_loss(float *logits, int units, const float *bias,
                                        const int *first_unit, const int *labels,
                                        const int *first_target, const int *targets,
                                        const float *target_shares, const float *row_weights,
                                        const float *segment_weights, float share, float smoothing,
                                        float *losses) {
  int row = blockIdx.x, segment = blockIdx.y, segments = gridDim.y;
  int first = first_unit[segment], size = first_unit[segment + 1] - first;
  float *x = logits + (size_t)row * units + first;
  int list = labels[row] * segments + segment;
  int from = first_target[list], count = first_target[list + 1] - from;
  float loss = 0.f;
  float weight = row_weights[row] * segment_weights[segment];
  if (count == 0) {
    for (int i = threadIdx.x; i < size; i += ROW_THREADS) x[i] = 0.f;
  } else {
    loss = weight * cross_entropy(x, bias + first, size, targets + from, target_shares + from, count,
                                  weight * share, smoothing);
  }
  if (threadIdx.x == 0) losses[row * segments + segment] = loss;
}

// Probabilities of one softmax; a block for each row.
extern "C" __global__ void softmax(float *logits, int units, const float *bias, float *to, int stride) {
  float *x = logits + (size_t)blockIdx.x * units;
  float *y = to + (size_t)blockIdx.x * stride;
  float largest, mean;
  float sum = exponentials(x, bias, units, &largest, &mean);
  for (int i = threadIdx.x; i < units; i += ROW_THREADS) y[i] = x[i] / sum;
}

// The output layer that is a tree (TreeSoftmaxLearner), a block for each row: logits of the
// segments on its path alone, their gradients, and what they ask of the layer below. The gradients
// of a segment's units lie at the same place in all rows, as segments on one path follow each other.
extern "C" __global__ void tree_pass(const float *inputs, int width, const float *weights,
                                     const float *bias, const int *first_unit, const int *segment_of,
                                     const int *delta_of, const int *labels, const int *first_target,
                                     const int *targets, const float *target_shares,
                                     const float *row_weights, float share, float smoothing,
                                     float *deltas, int most, float *below, float *losses) {
  __shared__ float part[ROW_THREADS];
  int row = blockIdx.x, lane = threadIdx.x % 32, group = threadIdx.x / 32, groups = ROW_THREADS / 32;
  const float *x = inputs + (size_t)row * width;
  float *delta = deltas + (size_t)row * most;
  int from = first_target[labels[row]], to = first_target[labels[row] + 1];
  float loss = 0.f;
  for (int t = from; t < to; t++) {
    int segment = segment_of[targets[t]];
    int first = first_unit[segment], size = first_unit[segment + 1] - first;
    float *d = delta + delta_of[segment];
    for (int c0 = 0; c0 < size; c0 += groups) { // 32 threads share a unit's product
      float sum = 0.f;
      if (c0 + group < size)
        for (int i = lane; i < width; i += 32)
          sum += x[i] * weights[(size_t)(first + c0 + group) * width + i];
      part[threadIdx.x] = sum;
      __syncthreads();
      if (lane == 0 && c0 + group < size) {
        for (int i = 1; i < 32; i++) sum += part[threadIdx.x + i];
        d[c0 + group] = sum;
      }
      __syncthreads();
    }
    int target = targets[t] - first;
    __shared__ int own;
    if (threadIdx.x == 0) own = target;
    __syncthreads();
    loss += row_weights[row] * cross_entropy(d, bias + first, size, &own, target_shares + t, 1,
                                             row_weights[row] * share, smoothing);
    __syncthreads();
  }
  if (below != 0)
    for (int i = threadIdx.x; i < width; i += ROW_THREADS) {
      float ask = 0.f;
      for (int t = from; t < to; t++) {
        int segment = segment_of[targets[t]];
        int first = first_unit[segment], size = first_unit[segment + 1] - first;
        const float *d = delta + delta_of[segment];
        for (int c = 0; c < size; c++) ask += d[c] * weights[(size_t)(first + c) * width + i];
      }
      below[(size_t)row * width + i] = ask;
    }
  if (threadIdx.x == 0) losses[row] = loss;
}

// The step of a tree's units that rows have met, a block for each: the others and their moments
// rest. A unit learns from the rows in its segment's list.
extern "C" __global__ void tree_adam(const float *inputs, int width, const float *deltas, int most,
                                     const int *units, const int *lists, const int *first_row,
                                     const int *rows, const int *first_unit, const int *segment_of,
                                     const int *delta_of, float *weights, float *weight_means,
                                     float *weight_squares, float *bias, float *bias_means,
                                     float *bias_squares, float step) {
  int unit = units[blockIdx.x], from = first_row[lists[blockIdx.x]], to = first_row[lists[blockIdx.x] + 1];
  int segment = segment_of[unit];
  const float *delta = deltas + delta_of[segment] + (unit - first_unit[segment]);
  size_t at = (size_t)unit * width;
  for (int i = threadIdx.x; i < width; i += ROW_THREADS) {
    float sum = 0.f;
    for (int e = from; e < to; e++) sum += delta[(size_t)rows[e] * most] * inputs[(size_t)rows[e] * width + i];
    take_step(weights + at + i, sum, weight_means + at + i, weight_squares + at + i, step);
  }
  if (threadIdx.x == 0) {
    float sum = 0.f;
    for (int e = from; e < to; e++) sum += delta[(size_t)rows[e] * most];
    take_step(bias + unit, sum, bias_means + unit, bias_squares + unit, step);
  }
}

// The step of rows of numbers that belong to segments, a block for each list: a row learns from the
// gradients of the rows of the batch in its list.
extern "C" __global__ void list_adam(const float *gradients, int width, const int *segment_of_list,
                                     const int *first_row, const int *rows, float *numbers,
                                     float *means, float *squares, float step) {
  int from = first_row[blockIdx.x], to = first_row[blockIdx.x + 1];
  size_t at = (size_t)segment_of_list[blockIdx.x] * width;
  for (int i = threadIdx.x; i < width; i += ROW_THREADS) {
    float sum = 0.f;
    for (int e = from; e < to; e++) sum += gradients[(size_t)rows[e] * width + i];
    take_step(numbers + at + i, sum, means + at + i, squares + at + i, step);
  }
}

// Logits without bias become probabilities within each segment; a block for each row, whose threads
// take the segments in turn.
extern "C" __global__ void segment_softmax(float *logits, int units, const float *bias,
                                           const int *first_unit, int segments) {
  float *x = logits + (size_t)blockIdx.x * units;
  for (int s = threadIdx.x; s < segments; s += ROW_THREADS) {
    int from = first_unit[s], to = first_unit[s + 1];
    float most = -INFINITY, sum = 0.f;
    for (int i = from; i < to; i++) {
      float v = x[i] + bias[i];
      x[i] = v;
      most = larger(most, v);
    }
    for (int i = from; i < to; i++) {
      float below = x[i] - most;
      x[i] = expf(below < LOWEST ? LOWEST : below);
      sum += x[i];
    }
    for (int i = from; i < to; i++) x[i] /= sum;
  }
}

// Probabilities of the classes of a tree: products along their paths.
extern "C" __global__ void path_products(const float *probabilities, int units, int rows, int classes,
                                         const int *first_target, const int *targets, float *to) {
  size_t i = (size_t)blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= (size_t)rows * classes) return;
  const float *p = probabilities + i / classes * units;
  int c = i % classes;
  float product = 1.f;
  for (int t = first_target[c]; t < first_target[c + 1]; t++) product *= p[targets[t]];
  to[i] = product;
}
