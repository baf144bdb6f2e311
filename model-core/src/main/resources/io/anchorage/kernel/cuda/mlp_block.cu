// Coordinate MLPs, one block per field: parameters, moments and the activations of a tile of points stay in shared memory
// for all steps of a launch.
//
// Constants: INPUTS WIDTH DEPTH OUTPUTS; TILE points at a time (a multiple of 8); THREADS; SPLIT: number of parts into
// which the points of a tile are divided for sums over points. Rows have TILE + 4 elements, an odd number of vectors of
// four, so that threads that read the same points of eight consecutive units never access a bank twice.
#include "common.cuh"
#include "mlp_layout.cuh"
#include "mlp_activation.cuh"

struct MlpBlockArguments {
  const int* fields;         // [blocks] which field each block fits
  float* parameters;         // [fields][PARAMETERS]
  float* first_moments;      // [fields][PARAMETERS]
  float* second_moments;     // [fields][PARAMETERS]
  const float* targets;      // [fields][OUTPUTS][grid]
  const float* coordinates;  // [INPUTS][padded], zeros from grid on
  const AdamStep* adam_steps;  // [steps]
  float* losses;             // [fields] as computed by the last step
  float* values;             // [fields][OUTPUTS][grid], for evaluation
  const int* order;          // [blocks][steps][points] points of the grid that each step sees; null if it sees all
  int order_row;             // steps of a block's row times points
  int points;                // points that a step sees
  int grid;                  // points of the grid
  int padded;                // points of the grid, rounded up to whole tiles
  int steps;
  float offset;
  Adam adam;
  float gain[16];            // [DEPTH] gain of the activation; for a sine, omega
};

constexpr int ROW = TILE + 4;
constexpr int PLANE = UNITS * ROW;
constexpr int SEGMENT = (TILE / 4 + SPLIT - 1) / SPLIT * 4;
constexpr int QUADS = TILE / 4;
constexpr int ROWS_I = UNITS / 4;
constexpr int ROWS_J = UNITS / 8;

struct MlpBlockMemory {
  float* parameters;
  float* first_moments;
  float* second_moments;
  float* folded;
  float* turned;
  float* gradients;    // [SPLIT][FOLDED]
  float* coordinates;  // [INPUTS][ROW]
  float* errors;       // [OUTPUTS][ROW]
  float* scratch;      // [THREADS]
  float* hidden;        // [DEPTH][UNITS][ROW]
  float* derivatives;      // [DEPTH][UNITS][ROW]; overwritten by D = dL / d phase
  float* end;
};

__device__ constexpr int whole(int count) { return (count + 3) / 4 * 4; }

__device__ __forceinline__ MlpBlockMemory mlp_memory(float* at) {
  MlpBlockMemory s;
  s.parameters = at;
  s.first_moments = s.parameters + whole(PARAMETERS);
  s.second_moments = s.first_moments + whole(PARAMETERS);
  s.folded = s.second_moments + whole(PARAMETERS);
  s.turned = s.folded + FOLDED;
  s.gradients = s.turned + TURNED;
  s.coordinates = s.gradients + SPLIT * FOLDED;
  s.errors = s.coordinates + INPUTS * ROW;
  s.scratch = s.errors + OUTPUTS * ROW;
  s.hidden = s.scratch + whole(THREADS);
  s.derivatives = s.hidden + DEPTH * PLANE;
  s.end = s.derivatives + DEPTH * PLANE;
  return s;
}

__device__ __forceinline__ float gain_of(const MlpBlockArguments& a, int layer) {
  return layer == DEPTH ? 1.f : a.gain[layer];
}

__device__ __forceinline__ void put(MlpBlockMemory& s, Place at, float folded) {
  s.folded[at.folded] = folded;
  if (at.turned >= 0) {
    s.turned[at.turned] = folded;
  }
}

// Loads parameters and moments and makes the folded copy; all padding becomes zero.
__device__ __forceinline__ void load(const MlpBlockArguments& a, MlpBlockMemory& s, int field, bool moments) {
  for (int i = threadIdx.x; i < s.end - s.parameters; i += THREADS) {
    s.parameters[i] = 0.f;
  }
  __syncthreads();
  for (int q = threadIdx.x; q < PARAMETERS; q += THREADS) {
    size_t at = (size_t)field * PARAMETERS + q;
    s.parameters[q] = a.parameters[at];
    if (moments) {
      s.first_moments[q] = a.first_moments[at];
      s.second_moments[q] = a.second_moments[at];
    }
    Place to = place(q);
    put(s, to, s.parameters[q] * gain_of(a, to.layer));
  }
  __syncthreads();
}

__device__ __forceinline__ void first_layer(
    const MlpBlockArguments& a, MlpBlockMemory& s, const int* order, int start) {
  if (order == nullptr) {
    for (int i = threadIdx.x; i < INPUTS * QUADS; i += THREADS) {
      write4(s.coordinates + i / QUADS * ROW + i % QUADS * 4,
          read4(a.coordinates + i / QUADS * a.padded + start + i % QUADS * 4));
    }
  } else {
    for (int i = threadIdx.x; i < INPUTS * TILE; i += THREADS) {
      int n = i % TILE;
      s.coordinates[i / TILE * ROW + n] =
          start + n < a.points ? a.coordinates[i / TILE * a.padded + order[start + n]] : 0.f;
    }
  }
  __syncthreads();
  for (int i = threadIdx.x; i < UNITS * QUADS; i += THREADS) {
    int unit = i / QUADS;
    int at = i % QUADS * 4;
    float4 phase = splat(s.folded[FOLDED_FIRST_BIAS + unit]);
#pragma unroll
    for (int k = 0; k < INPUTS; k++) {
      phase = fma4(read4(s.coordinates + k * ROW + at), s.folded[k * UNITS + unit], phase);
    }
    float4 value, derivative;
    activate(phase, a.gain[0], value, derivative);
    write4(s.hidden + unit * ROW + at, value);
    write4(s.derivatives + unit * ROW + at, derivative);
  }
  __syncthreads();
}

// out[u][n] = start_u + sum_k matrix[k][u] in[k][n] for four units u and two vectors of points.
__device__ __forceinline__ void product(
    const float* matrix, const float* in, int unit, int at, float4 (&out)[4][2]) {
#pragma unroll 4
  for (int k = 0; k < WIDTH; k++) {
    float4 w = read4(matrix + k * UNITS + unit);
    float4 x0 = read4(in + k * ROW + at);
    float4 x1 = read4(in + k * ROW + at + TILE / 2);
    out[0][0] = fma4(x0, w.x, out[0][0]);
    out[0][1] = fma4(x1, w.x, out[0][1]);
    out[1][0] = fma4(x0, w.y, out[1][0]);
    out[1][1] = fma4(x1, w.y, out[1][1]);
    out[2][0] = fma4(x0, w.z, out[2][0]);
    out[2][1] = fma4(x1, w.z, out[2][1]);
    out[3][0] = fma4(x0, w.w, out[3][0]);
    out[3][1] = fma4(x1, w.w, out[3][1]);
  }
}

// s_l = f(s_(l-1) V_l + b_l), and the derivative c_l.
__device__ __forceinline__ void forward(const MlpBlockArguments& a, MlpBlockMemory& s, int layer) {
  float gain = a.gain[layer];
  const float* matrix = s.folded + folded_layer(layer);
  for (int task = threadIdx.x; task < UNITS / 4 * (TILE / 8); task += THREADS) {
    int at = task % (TILE / 8) * 4;
    int unit = task / (TILE / 8) * 4;
    float4 out[4][2];
#pragma unroll
    for (int u = 0; u < 4; u++) {
      out[u][0] = out[u][1] = splat(matrix[UNITS * UNITS + unit + u]);
    }
    product(matrix, s.hidden + (layer - 1) * PLANE, unit, at, out);
#pragma unroll
    for (int u = 0; u < 4; u++) {
#pragma unroll
      for (int half = 0; half < 2; half++) {
        int to = layer * PLANE + (unit + u) * ROW + at + half * (TILE / 2);
        float4 value, derivative;
        activate(out[u][half], gain, value, derivative);
        write4(s.hidden + to, value);
        write4(s.derivatives + to, derivative);
      }
    }
  }
  __syncthreads();
}

__device__ __forceinline__ float output(MlpBlockMemory& s, int c, int n) {
  const float* last = s.hidden + (DEPTH - 1) * PLANE;
  float y = s.folded[FOLDED_LAST_BIAS + c];
#pragma unroll 8
  for (int i = 0; i < WIDTH; i++) {
    y = fmaf(last[i * ROW + n], s.folded[FOLDED_LAST + c * UNITS + i], y);
  }
  return y;
}

// D of the linear layer, 2 (y - t) / (N C); returns this thread's share of the squared errors.
__device__ __forceinline__ float errors(
    const MlpBlockArguments& a, MlpBlockMemory& s, const int* order, int field, int start) {
  float scale = 2.f / ((float)a.points * OUTPUTS);
  float squares = 0.f;
  for (int i = threadIdx.x; i < OUTPUTS * TILE; i += THREADS) {
    int c = i / TILE;
    int n = i % TILE;
    float e = 0.f;
    if (start + n < a.points) {
      int point = order == nullptr ? start + n : order[start + n];
      e = output(s, c, n) + a.offset - a.targets[((size_t)field * OUTPUTS + c) * a.grid + point];
    }
    squares = fmaf(e, e, squares);
    s.errors[c * ROW + n] = e * scale;
  }
  __syncthreads();
  return squares;
}

// The linear layer: dL/dV = s^T D, and D of the last hidden layer, c (V D), which overwrites its derivatives.
__device__ __forceinline__ void backward_last(MlpBlockMemory& s) {
  const float* hidden = s.hidden + (DEPTH - 1) * PLANE;
  float* derivatives = s.derivatives + (DEPTH - 1) * PLANE;
  for (int task = threadIdx.x; task < UNITS * SPLIT; task += THREADS) {
    int unit = task % UNITS;
    int part = task / UNITS;
    int to = min(TILE, (part + 1) * SEGMENT);
    float4 weight[OUTPUTS];
    float4 bias[OUTPUTS];
#pragma unroll
    for (int c = 0; c < OUTPUTS; c++) {
      weight[c] = bias[c] = splat(0.f);
    }
    for (int n = part * SEGMENT; n < to; n += 4) {
      float4 value = read4(hidden + unit * ROW + n);
#pragma unroll
      for (int c = 0; c < OUTPUTS; c++) {
        float4 d = read4(s.errors + c * ROW + n);
        weight[c] = add(weight[c], multiply(value, d));
        bias[c] = add(bias[c], d);
      }
    }
    float* gradient = s.gradients + part * FOLDED;
#pragma unroll
    for (int c = 0; c < OUTPUTS; c++) {
      gradient[FOLDED_LAST + c * UNITS + unit] += sum(weight[c]);
      if (unit == 0) {
        gradient[FOLDED_LAST_BIAS + c] += sum(bias[c]);
      }
    }
  }
  for (int i = threadIdx.x; i < UNITS * QUADS; i += THREADS) {
    int unit = i / QUADS;
    int at = i % QUADS * 4;
    float4 d = splat(0.f);
#pragma unroll
    for (int c = 0; c < OUTPUTS; c++) {
      d = fma4(read4(s.errors + c * ROW + at), s.folded[FOLDED_LAST + c * UNITS + unit], d);
    }
    write4(derivatives + unit * ROW + at, multiply(d, read4(derivatives + unit * ROW + at)));
  }
  __syncthreads();
}

// dL/dW_ij += sum_n s_i(n) D_j(n): each thread takes four rows i and eight rows j; parts of the points are kept apart.
__device__ __forceinline__ void matrix_gradient(MlpBlockMemory& s, int layer) {
  const float* hidden = s.hidden + (layer - 1) * PLANE;
  const float* d = s.derivatives + layer * PLANE;
  for (int task = threadIdx.x; task < ROWS_I * ROWS_J * SPLIT; task += THREADS) {
    int i0 = task % ROWS_I;
    int j0 = task / ROWS_I % ROWS_J;
    int part = task / (ROWS_I * ROWS_J);
    int to = min(TILE, (part + 1) * SEGMENT);
    float sums[4][8] = {};
    for (int n = part * SEGMENT; n < to; n += 4) {
      float4 x[4];
#pragma unroll
      for (int i = 0; i < 4; i++) {
        x[i] = read4(hidden + (i0 + i * ROWS_I) * ROW + n);
      }
#pragma unroll
      for (int j = 0; j < 8; j++) {
        float4 y = read4(d + (j0 + j * ROWS_J) * ROW + n);
#pragma unroll
        for (int i = 0; i < 4; i++) {
          sums[i][j] = dot(x[i], y, sums[i][j]);
        }
      }
    }
    float* gradient = s.gradients + part * FOLDED + folded_layer(layer);
#pragma unroll
    for (int i = 0; i < 4; i++) {
#pragma unroll
      for (int j = 0; j < 8; j++) {
        gradient[(i0 + i * ROWS_I) * UNITS + j0 + j * ROWS_J] += sums[i][j];
      }
    }
  }
}

// dL/db_j += sum_n D_j(n).
__device__ __forceinline__ void bias_gradient(MlpBlockMemory& s, int layer) {
  const float* d = s.derivatives + layer * PLANE;
  for (int task = threadIdx.x; task < UNITS * SPLIT; task += THREADS) {
    int unit = task % UNITS;
    int part = task / UNITS;
    int to = min(TILE, (part + 1) * SEGMENT);
    float4 bias = splat(0.f);
    for (int n = part * SEGMENT; n < to; n += 4) {
      bias = add(bias, read4(d + unit * ROW + n));
    }
    s.gradients[part * FOLDED + folded_layer(layer) + UNITS * UNITS + unit] += sum(bias);
  }
}

// The gradients of a hidden layer, and D of the layer below, D_(l-1) = c_(l-1) (V_l D_l), which overwrites its
// derivatives.
__device__ __forceinline__ void backward(MlpBlockMemory& s, int layer) {
  matrix_gradient(s, layer);
  bias_gradient(s, layer);
  const float* turned = s.turned + (layer - 1) * UNITS * UNITS;
  for (int task = threadIdx.x; task < UNITS / 4 * (TILE / 8); task += THREADS) {
    int at = task % (TILE / 8) * 4;
    int unit = task / (TILE / 8) * 4;
    float4 out[4][2];
#pragma unroll
    for (int u = 0; u < 4; u++) {
      out[u][0] = out[u][1] = splat(0.f);
    }
    product(turned, s.derivatives + layer * PLANE, unit, at, out);
#pragma unroll
    for (int u = 0; u < 4; u++) {
#pragma unroll
      for (int half = 0; half < 2; half++) {
        float* to = s.derivatives + (layer - 1) * PLANE + (unit + u) * ROW + at + half * (TILE / 2);
        write4(to, multiply(out[u][half], read4(to)));
      }
    }
  }
  __syncthreads();
}

// The gradients of the first layer, whose inputs are the coordinates.
__device__ __forceinline__ void first_gradient(MlpBlockMemory& s) {
  for (int task = threadIdx.x; task < UNITS * SPLIT; task += THREADS) {
    int unit = task % UNITS;
    int part = task / UNITS;
    int to = min(TILE, (part + 1) * SEGMENT);
    float4 weight[INPUTS];
    float4 bias = splat(0.f);
#pragma unroll
    for (int k = 0; k < INPUTS; k++) {
      weight[k] = splat(0.f);
    }
    for (int n = part * SEGMENT; n < to; n += 4) {
      float4 d = read4(s.derivatives + unit * ROW + n);
      bias = add(bias, d);
#pragma unroll
      for (int k = 0; k < INPUTS; k++) {
        weight[k] = add(weight[k], multiply(d, read4(s.coordinates + k * ROW + n)));
      }
    }
    float* gradient = s.gradients + part * FOLDED;
    gradient[FOLDED_FIRST_BIAS + unit] += sum(bias);
#pragma unroll
    for (int k = 0; k < INPUTS; k++) {
      gradient[k * UNITS + unit] += sum(weight[k]);
    }
  }
  __syncthreads();
}

// Adds up the gradients of the parts in order, updates the parameters, and folds them again.
__device__ __forceinline__ void move(const MlpBlockArguments& a, MlpBlockMemory& s, int step) {
  AdamStep factors = a.adam_steps[step];
  for (int q = threadIdx.x; q < PARAMETERS; q += THREADS) {
    Place at = place(q);
    float gain = gain_of(a, at.layer);
    float g = 0.f;
#pragma unroll
    for (int part = 0; part < SPLIT; part++) {
      float* gradient = s.gradients + part * FOLDED + at.folded;
      g += *gradient;
      *gradient = 0.f;
    }
    adam_update(a.adam, factors, g * gain, s.parameters[q], s.first_moments[q], s.second_moments[q]);
    put(s, at, s.parameters[q] * gain);
  }
  __syncthreads();
}

// Takes a.steps steps for each field.
KERNEL(mlp_block_steps, MlpBlockArguments) {
  SHARED_MEMORY(memory);
  MlpBlockMemory s = mlp_memory(reinterpret_cast<float*>(memory));
  int field = a.fields[blockIdx.x];
  load(a, s, field, true);
  float squares = 0.f;
  for (int step = 0; step < a.steps; step++) {
    squares = 0.f;
    const int* order =
        a.order == nullptr ? nullptr : a.order + (size_t)blockIdx.x * a.order_row + (size_t)step * a.points;
    for (int start = 0; start < a.points; start += TILE) {
      first_layer(a, s, order, start);
      for (int layer = 1; layer < DEPTH; layer++) {
        forward(a, s, layer);
      }
      squares += errors(a, s, order, field, start);
      backward_last(s);
      for (int layer = DEPTH - 1; layer > 0; layer--) {
        backward(s, layer);
      }
      first_gradient(s);
    }
    move(a, s, step);
  }
  float total = block_sum(squares, s.scratch);
  if (threadIdx.x == 0) {
    a.losses[field] = total / ((float)a.points * OUTPUTS);
  }
  for (int q = threadIdx.x; q < PARAMETERS; q += THREADS) {
    size_t at = (size_t)field * PARAMETERS + q;
    a.parameters[at] = s.parameters[q];
    a.first_moments[at] = s.first_moments[q];
    a.second_moments[at] = s.second_moments[q];
  }
}

// The values of the current fields on the grid.
KERNEL(mlp_block_values, MlpBlockArguments) {
  SHARED_MEMORY(memory);
  MlpBlockMemory s = mlp_memory(reinterpret_cast<float*>(memory));
  int field = a.fields[blockIdx.x];
  load(a, s, field, false);
  for (int start = 0; start < a.points; start += TILE) {
    first_layer(a, s, nullptr, start);
    for (int layer = 1; layer < DEPTH; layer++) {
      forward(a, s, layer);
    }
    for (int i = threadIdx.x; i < OUTPUTS * TILE; i += THREADS) {
      int c = i / TILE;
      int n = i % TILE;
      if (start + n < a.points) {
        a.values[((size_t)field * OUTPUTS + c) * a.grid + start + n] = output(s, c, n) + a.offset;
      }
    }
    __syncthreads();
  }
}
