// Coordinate MLPs, several blocks per field: for networks or images whose state does not fit into the shared memory of
// one block. Each stage of a step is one launch over all fields; blockIdx.z is the field's index in the launch. The points
// are processed in pieces of at most CAPACITY (a multiple of 64); the gradients of the pieces are added up in order.
//
// Constants: INPUTS WIDTH DEPTH OUTPUTS CAPACITY; THREADS is 64.
#include "common.cuh"
#include "mlp_layout.cuh"
#include "mlp_activation.cuh"

struct MlpStagedArguments {
  const int* fields;         // [z] which field
  float* parameters;         // [fields][PARAMETERS]
  float* first_moments;      // [fields][PARAMETERS]
  float* second_moments;     // [fields][PARAMETERS]
  const float* targets;      // [fields][OUTPUTS][grid]
  const float* coordinates;  // [INPUTS][padded], zeros from grid on
  const AdamStep* adam_steps;  // [steps]
  float* losses;             // [fields]
  float* values;             // [fields][OUTPUTS][grid]
  float* folded;             // [z][FOLDED + TURNED]
  float* gradients;          // [z][segments][FOLDED]
  float* hidden;              // [z][DEPTH][UNITS][CAPACITY]
  float* derivatives;            // [z][DEPTH][UNITS][CAPACITY]; overwritten by D
  float* errors;             // [z][OUTPUTS][CAPACITY]
  float* squares;            // [z][padded / 64] sums of the squared errors of 64 points
  const int* order;          // [z] rows with the points of the grid that the step sees; null if it sees all
  int order_row;             // distance between the rows
  int points;                // points that the step sees
  int grid;                  // points of the grid
  int padded;                // points of the grid, rounded up to a multiple of 64
  int from;                  // first point of the piece
  int count;                 // points of the piece, a multiple of 64; points beyond the grid are padding
  int segments;              // parts into which the piece is divided for sums over points
  int layer;
  int step;
  int first_piece;           // whether to write gradients instead of adding to them
  int training;              // whether to compare the output with the target instead of storing it
  float offset;
  Adam adam;
  float gain[16];            // [DEPTH] gain of the activation; for a sine, omega
};

constexpr int EDGE = 64;  // a block's part of a product is 64 x 64
constexpr int DEEP = 8;   // elements of the summed dimension at a time
constexpr int PLANE = UNITS * CAPACITY;

__device__ __forceinline__ float* folded_of(const MlpStagedArguments& a) {
  return a.folded + (size_t)blockIdx.z * (FOLDED + TURNED);
}

__device__ __forceinline__ float* hidden_of(const MlpStagedArguments& a, int layer) {
  return a.hidden + ((size_t)blockIdx.z * DEPTH + layer) * PLANE;
}

__device__ __forceinline__ float* derivatives_of(const MlpStagedArguments& a, int layer) {
  return a.derivatives + ((size_t)blockIdx.z * DEPTH + layer) * PLANE;
}

// Before the first step: folds the parameters.
KERNEL(mlp_fold, MlpStagedArguments) {
  int q = blockIdx.x * THREADS + threadIdx.x;
  if (q < PARAMETERS) {
    Place at = place(q);
    float* folded = folded_of(a);
    float value = a.parameters[(size_t)a.fields[blockIdx.z] * PARAMETERS + q]
        * (at.layer == DEPTH ? 1.f : a.gain[at.layer]);
    folded[at.folded] = value;
    if (at.turned >= 0) {
      folded[FOLDED + at.turned] = value;
    }
  }
}

// The point of the grid at a place of what the step sees.
__device__ __forceinline__ int point_of(const MlpStagedArguments& a, int place) {
  return a.order == nullptr ? place : a.order[(size_t)blockIdx.z * a.order_row + place];
}

// An input at a place of what the step sees; zero behind its last point.
__device__ __forceinline__ float coordinate(const MlpStagedArguments& a, int input, int place) {
  return place < a.points ? a.coordinates[(size_t)input * a.padded + point_of(a, place)] : 0.f;
}

// s_0, c_0: each block takes 64 points of one unit.
KERNEL(mlp_first, MlpStagedArguments) {
  const float* folded = folded_of(a);
  int n = blockIdx.x * THREADS + threadIdx.x;
  int unit = blockIdx.y;
  float phase = folded[FOLDED_FIRST_BIAS + unit];
#pragma unroll
  for (int k = 0; k < INPUTS; k++) {
    phase = fmaf(coordinate(a, k, a.from + n), folded[k * UNITS + unit], phase);
  }
  float value, derivative;
  activate(phase, a.gain[0], value, derivative);
  hidden_of(a, 0)[(size_t)unit * CAPACITY + n] = value;
  derivatives_of(a, 0)[(size_t)unit * CAPACITY + n] = derivative;
}

struct Tiles {
  float left[DEEP][EDGE];
  float right[DEEP][EDGE];
};

__device__ __forceinline__ void multiply_tiles(const Tiles& t, int row, int column, float (&sums)[8][8]) {
#pragma unroll
  for (int k = 0; k < DEEP; k++) {
    float4 x0 = read4(&t.left[k][row]);
    float4 x1 = read4(&t.left[k][row + EDGE / 2]);
    float4 y0 = read4(&t.right[k][column]);
    float4 y1 = read4(&t.right[k][column + EDGE / 2]);
    float x[8] = {x0.x, x0.y, x0.z, x0.w, x1.x, x1.y, x1.z, x1.w};
    float y[8] = {y0.x, y0.y, y0.z, y0.w, y1.x, y1.y, y1.z, y1.w};
#pragma unroll
    for (int i = 0; i < 8; i++) {
#pragma unroll
      for (int j = 0; j < 8; j++) {
        sums[i][j] = fmaf(x[i], y[j], sums[i][j]);
      }
    }
  }
}

// A thread's eight rows or columns: four from its own position on, and four half an edge further.
__device__ __forceinline__ int spread(int at, int i) { return i < 4 ? at + i : at + EDGE / 2 + i - 4; }

// sums[u][n] = sum_k matrix[k][u] in[k][n] over all units k: 64 units from blockIdx.y, 64 points from blockIdx.x.
__device__ __forceinline__ void units_product(
    const float* matrix, const float* in, Tiles& t, int row, int column, float (&sums)[8][8]) {
  int unit = blockIdx.y * EDGE;
  int start = blockIdx.x * EDGE;
  for (int k0 = 0; k0 < UNITS; k0 += DEEP) {
#pragma unroll
    for (int i = threadIdx.x; i < DEEP * EDGE / 4; i += THREADS) {
      int k = i / (EDGE / 4);
      int at = i % (EDGE / 4) * 4;
      float4 w = unit + at < UNITS ? read4(matrix + (size_t)(k0 + k) * UNITS + unit + at) : splat(0.f);
      write4(&t.left[k][at], w);
      write4(&t.right[k][at], read4(in + (size_t)(k0 + k) * CAPACITY + start + at));
    }
    __syncthreads();
    multiply_tiles(t, row, column, sums);
    __syncthreads();
  }
}

// s_l = f(s_(l-1) V_l + b_l), and the derivative c_l.
KERNEL(mlp_forward, MlpStagedArguments) {
  __shared__ Tiles t;
  int row = threadIdx.x / 8 * 4;
  int column = threadIdx.x % 8 * 4;
  const float* matrix = folded_of(a) + folded_layer(a.layer);
  float sums[8][8] = {};
  units_product(matrix, hidden_of(a, a.layer - 1), t, row, column, sums);
#pragma unroll
  for (int i = 0; i < 8; i++) {
    int unit = blockIdx.y * EDGE + spread(row, i);
    if (unit < UNITS) {
      float bias = matrix[UNITS * UNITS + unit];
#pragma unroll
      for (int half = 0; half < 2; half++) {
        float4 z = make_float4(
            sums[i][half * 4], sums[i][half * 4 + 1], sums[i][half * 4 + 2], sums[i][half * 4 + 3]);
        float4 value, derivative;
        activate(add(z, splat(bias)), a.gain[a.layer], value, derivative);
        size_t to = (size_t)unit * CAPACITY + blockIdx.x * EDGE + column + half * (EDGE / 2);
        write4(hidden_of(a, a.layer) + to, value);
        write4(derivatives_of(a, a.layer) + to, derivative);
      }
    }
  }
}

// The linear layer, one thread per point. In training: errors, D = 2 (y - t) / (N C), and D of the last hidden layer;
// otherwise values.
KERNEL(mlp_output, MlpStagedArguments) {
  __shared__ float scratch[THREADS];
  const float* folded = folded_of(a);
  const float* hidden = hidden_of(a, DEPTH - 1);
  int field = a.fields[blockIdx.z];
  int n = blockIdx.x * THREADS + threadIdx.x;
  bool real = a.from + n < a.points;
  float y[OUTPUTS];
#pragma unroll
  for (int c = 0; c < OUTPUTS; c++) {
    y[c] = folded[FOLDED_LAST_BIAS + c];
  }
  for (int i = 0; i < WIDTH; i++) {
    float value = hidden[(size_t)i * CAPACITY + n];
#pragma unroll
    for (int c = 0; c < OUTPUTS; c++) {
      y[c] = fmaf(value, folded[FOLDED_LAST + c * UNITS + i], y[c]);
    }
  }
  if (!a.training) {
#pragma unroll
    for (int c = 0; c < OUTPUTS; c++) {
      if (real) {
        a.values[((size_t)field * OUTPUTS + c) * a.grid + a.from + n] = y[c] + a.offset;
      }
    }
    return;
  }
  float scale = 2.f / ((float)a.points * OUTPUTS);
  float squares = 0.f;
  int point = real ? point_of(a, a.from + n) : 0;
#pragma unroll
  for (int c = 0; c < OUTPUTS; c++) {
    float e = real
        ? y[c] + a.offset - a.targets[((size_t)field * OUTPUTS + c) * a.grid + point]
        : 0.f;
    squares = fmaf(e, e, squares);
    y[c] = e * scale;
    a.errors[((size_t)blockIdx.z * OUTPUTS + c) * CAPACITY + n] = y[c];
  }
  float* derivatives = derivatives_of(a, DEPTH - 1);
  for (int i = 0; i < UNITS; i++) {
    float d = 0.f;
#pragma unroll
    for (int c = 0; c < OUTPUTS; c++) {
      d = fmaf(y[c], folded[FOLDED_LAST + c * UNITS + i], d);
    }
    derivatives[(size_t)i * CAPACITY + n] *= d;
  }
  float total = block_sum(squares, scratch);
  if (threadIdx.x == 0) {
    a.squares[(size_t)blockIdx.z * (a.padded / THREADS) + a.from / THREADS + blockIdx.x] = total;
  }
}

// The points of a part of the piece, in whole vectors of eight.
__device__ __forceinline__ int segment_start(const MlpStagedArguments& a, int part) {
  return (int)((long long)a.count / DEEP * part / a.segments) * DEEP;
}

__device__ __forceinline__ void store(const MlpStagedArguments& a, float* gradient, float value) {
  *gradient = a.first_piece ? value : *gradient + value;
}

// dL/dW_ij = sum_n s_i(n) D_j(n): blockIdx.x is the 64 x 64 part of the matrix, blockIdx.y the part of the points.
KERNEL(mlp_matrix_gradient, MlpStagedArguments) {
  __shared__ Tiles t;
  constexpr int ACROSS = (UNITS + EDGE - 1) / EDGE;
  int row = threadIdx.x / 8 * 4;
  int column = threadIdx.x % 8 * 4;
  int i0 = blockIdx.x / ACROSS * EDGE;
  int j0 = blockIdx.x % ACROSS * EDGE;
  const float* hidden = hidden_of(a, a.layer - 1);
  const float* d = derivatives_of(a, a.layer);
  float sums[8][8] = {};
  int to = segment_start(a, blockIdx.y + 1);
  for (int n = segment_start(a, blockIdx.y); n < to; n += DEEP) {
#pragma unroll
    for (int side = 0; side < 2; side++) {
      int unit = (side == 0 ? i0 : j0) + threadIdx.x;
      const float* at = (side == 0 ? hidden : d) + (size_t)unit * CAPACITY + n;
      float4 x0 = unit < UNITS ? read4(at) : splat(0.f);
      float4 x1 = unit < UNITS ? read4(at + 4) : splat(0.f);
      float(*tile)[EDGE] = side == 0 ? t.left : t.right;
      tile[0][threadIdx.x] = x0.x;
      tile[1][threadIdx.x] = x0.y;
      tile[2][threadIdx.x] = x0.z;
      tile[3][threadIdx.x] = x0.w;
      tile[4][threadIdx.x] = x1.x;
      tile[5][threadIdx.x] = x1.y;
      tile[6][threadIdx.x] = x1.z;
      tile[7][threadIdx.x] = x1.w;
    }
    __syncthreads();
    multiply_tiles(t, row, column, sums);
    __syncthreads();
  }
  float* gradient =
      a.gradients + ((size_t)blockIdx.z * a.segments + blockIdx.y) * FOLDED + folded_layer(a.layer);
#pragma unroll
  for (int i = 0; i < 8; i++) {
#pragma unroll
    for (int j = 0; j < 8; j++) {
      int from = i0 + spread(row, i);
      int into = j0 + spread(column, j);
      if (from < UNITS && into < UNITS) {
        store(a, gradient + (size_t)from * UNITS + into, sums[i][j]);
      }
    }
  }
}

// D_(l-1) = c_(l-1) (V_l D_l), which overwrites the derivatives.
KERNEL(mlp_backward, MlpStagedArguments) {
  __shared__ Tiles t;
  int row = threadIdx.x / 8 * 4;
  int column = threadIdx.x % 8 * 4;
  const float* turned = folded_of(a) + FOLDED + (size_t)(a.layer - 1) * UNITS * UNITS;
  float sums[8][8] = {};
  units_product(turned, derivatives_of(a, a.layer), t, row, column, sums);
#pragma unroll
  for (int i = 0; i < 8; i++) {
    int unit = blockIdx.y * EDGE + spread(row, i);
    if (unit < UNITS) {
#pragma unroll
      for (int half = 0; half < 2; half++) {
        float* to = derivatives_of(a, a.layer - 1) + (size_t)unit * CAPACITY + blockIdx.x * EDGE + column
            + half * (EDGE / 2);
        float4 g = make_float4(
            sums[i][half * 4], sums[i][half * 4 + 1], sums[i][half * 4 + 2], sums[i][half * 4 + 3]);
        write4(to, multiply(g, read4(to)));
      }
    }
  }
}

// Sums along rows; each block takes one row and one part of the points. The rows are UNITS for the bias of each layer
// (in layer 0 also for its weights), then UNITS for the weights of the linear layer (row 0 also for its bias).
KERNEL(mlp_row_gradients, MlpStagedArguments) {
  __shared__ float scratch[THREADS];
  int layer = blockIdx.x / UNITS;
  int unit = blockIdx.x % UNITS;
  int from = segment_start(a, blockIdx.y);
  int to = segment_start(a, blockIdx.y + 1);
  float* gradient = a.gradients + ((size_t)blockIdx.z * a.segments + blockIdx.y) * FOLDED;
  const float* errors = a.errors + (size_t)blockIdx.z * OUTPUTS * CAPACITY;
  const float* row =
      (layer == DEPTH ? hidden_of(a, DEPTH - 1) : derivatives_of(a, layer)) + (size_t)unit * CAPACITY;
  if (layer == DEPTH) {
    for (int c = 0; c < OUTPUTS; c++) {
      float weight = 0.f;
      float bias = 0.f;
      for (int n = from + threadIdx.x; n < to; n += THREADS) {
        float d = errors[(size_t)c * CAPACITY + n];
        weight = fmaf(row[n], d, weight);
        bias += d;
      }
      weight = block_sum(weight, scratch);
      bias = block_sum(bias, scratch);
      if (threadIdx.x == 0) {
        store(a, gradient + FOLDED_LAST + c * UNITS + unit, weight);
        if (unit == 0) {
          store(a, gradient + FOLDED_LAST_BIAS + c, bias);
        }
      }
    }
    return;
  }
  for (int k = layer == 0 ? 0 : INPUTS; k <= INPUTS; k++) {
    float total = 0.f;
    for (int n = from + threadIdx.x; n < to; n += THREADS) {
      float x = k == INPUTS ? 1.f : coordinate(a, k, a.from + n);
      total = fmaf(row[n], x, total);
    }
    total = block_sum(total, scratch);
    if (threadIdx.x == 0) {
      store(a,
          gradient + (layer == 0 ? k * UNITS : folded_layer(layer) + UNITS * UNITS) + unit,
          total);
    }
  }
}

// Adds up the gradients of the parts in order, updates the parameters and folds them. Block 0 adds up the loss.
KERNEL(mlp_move, MlpStagedArguments) {
  __shared__ float scratch[THREADS];
  int field = a.fields[blockIdx.z];
  int q = blockIdx.x * THREADS + threadIdx.x;
  if (q < PARAMETERS) {
    Place to = place(q);
    float gain = to.layer == DEPTH ? 1.f : a.gain[to.layer];
    float g = 0.f;
    for (int part = 0; part < a.segments; part++) {
      g += a.gradients[((size_t)blockIdx.z * a.segments + part) * FOLDED + to.folded];
    }
    size_t at = (size_t)field * PARAMETERS + q;
    float p = a.parameters[at];
    float m = a.first_moments[at];
    float v = a.second_moments[at];
    adam_update(a.adam, a.adam_steps[a.step], g * gain, p, m, v);
    a.parameters[at] = p;
    a.first_moments[at] = m;
    a.second_moments[at] = v;
    float* folded = folded_of(a);
    folded[to.folded] = p * gain;
    if (to.turned >= 0) {
      folded[FOLDED + to.turned] = p * gain;
    }
  }
  if (blockIdx.x == 0) {
    int blocks = a.padded / THREADS;
    float squares = 0.f;
    for (int i = threadIdx.x; i < blocks; i += THREADS) {
      squares += a.squares[(size_t)blockIdx.z * blocks + i];
    }
    float total = block_sum(squares, scratch);
    if (threadIdx.x == 0) {
      a.losses[field] = total / ((float)a.points * OUTPUTS);
    }
  }
}
