// ARC, one block per field: latents, moments and a slice of the tables stay in shared memory for all steps of a
// launch. The decoder is frozen and shared by all fields; it is read through the caches.
//
// Constants: SLOTS DIM CHANNELS SLICE SLICES; ANCHORS: largest number of anchors of a field, a multiple of 8; CHUNK:
// largest number of pixels of a step; THREADS. The gradients of the tables are gathered, not scattered: each thread adds
// up the pixels that visit its anchor and slot, in order.
#include "common.cuh"
#include "arc_layout.cuh"

struct ArcBlockArguments {
  const int* fields;           // [blocks] which field each block fits
  float* latents;              // [fields][ANCHORS][LATENT]
  float* first_moments;        // [fields][ANCHORS][LATENT]
  float* second_moments;       // [fields][ANCHORS][LATENT]
  float* losses;               // [fields] as computed by the last step
  float* values;               // [fields][pixels][CHANNELS], for evaluation
  const AdamStep* adam_steps;  // [steps]
  ArcDecoder decoder;
  ArcPixels pixels;
  int first_step;              // steps that the fields have taken; determines the chunk
  int steps;
  int turn;                    // number of chunks, from the first, that the steps take in turn
  Adam adam;
};

constexpr int STATE = ANCHORS * LATENT;
constexpr int TABLES = ANCHORS * SLOTS * SLICE;
constexpr int LANES = THREADS / QUADS;  // pixels at a time

struct ArcBlockMemory {
  float* latents;         // [LATENT][ANCHORS]: transposed
  float* first_moments;   // [LATENT][ANCHORS]
  float* second_moments;  // [LATENT][ANCHORS]
  float* tables;          // [ANCHORS][SLOTS][SLICE]; overwritten by their gradients
  float* gradients;       // [SLOTS][ANCHORS][LATENT]
  float* outputs;         // [CHANNELS][QUADS][CHUNK] sums over a vector of hidden units in each slice
  float* errors;          // [CHANNELS][CHUNK]
  float* scratch;         // [THREADS]
  unsigned char* masks;   // [SLICES][CHUNK][QUADS]
};

__device__ constexpr int whole(int count) { return (count + 3) / 4 * 4; }

__device__ __forceinline__ ArcBlockMemory arc_memory(float* at) {
  ArcBlockMemory s;
  s.latents = at;
  s.first_moments = s.latents + STATE;
  s.second_moments = s.first_moments + STATE;
  s.tables = s.second_moments + STATE;
  s.gradients = s.tables + TABLES;
  s.outputs = s.gradients + SLOTS * STATE;
  s.errors = s.outputs + whole(CHANNELS * QUADS * CHUNK);
  s.scratch = s.errors + whole(CHANNELS * CHUNK);
  s.masks = reinterpret_cast<unsigned char*>(s.scratch + whole(THREADS));
  return s;
}

__device__ __forceinline__ void load(const ArcBlockArguments& a, ArcBlockMemory& s, int field) {
  for (int i = threadIdx.x; i < STATE; i += THREADS) {
    int to = i % LATENT * ANCHORS + i / LATENT;
    s.latents[to] = a.latents[(size_t)field * STATE + i];
    s.first_moments[to] = a.first_moments[(size_t)field * STATE + i];
    s.second_moments[to] = a.second_moments[(size_t)field * STATE + i];
  }
  __syncthreads();
}

// T of one slice: each thread takes eight anchors and four hidden units of a slot.
__device__ __forceinline__ void tables(const ArcBlockArguments& a, ArcBlockMemory& s, int slice) {
  for (int task = threadIdx.x; task < ANCHORS / 8 * SLOTS * QUADS; task += THREADS) {
    int unit = task % QUADS * 4;
    int slot = task / QUADS % SLOTS;
    int anchor = task / (QUADS * SLOTS) * 8;
    const float* weights = a.decoder.tables + slot * ROW + slice * SLICE + unit;
    float4 sums[8];
#pragma unroll
    for (int i = 0; i < 8; i++) {
      sums[i] = splat(0.f);
    }
#pragma unroll 4
    for (int z = 0; z < DIM; z++) {
      float4 w = read4(weights + z * SLOTS * ROW);
      float4 x0 = read4(s.latents + z * ANCHORS + anchor);
      float4 x1 = read4(s.latents + z * ANCHORS + anchor + 4);
      sums[0] = fma4(w, x0.x, sums[0]);
      sums[1] = fma4(w, x0.y, sums[1]);
      sums[2] = fma4(w, x0.z, sums[2]);
      sums[3] = fma4(w, x0.w, sums[3]);
      sums[4] = fma4(w, x1.x, sums[4]);
      sums[5] = fma4(w, x1.y, sums[5]);
      sums[6] = fma4(w, x1.z, sums[6]);
      sums[7] = fma4(w, x1.w, sums[7]);
    }
#pragma unroll
    for (int i = 0; i < 8; i++) {
      write4(s.tables + ((anchor + i) * SLOTS + slot) * SLICE + unit, sums[i]);
    }
  }
  __syncthreads();
}

// The contribution of a slice to the outputs of the pixels from `first` on, and which hidden units are positive.
__device__ __forceinline__ void hidden(
    const ArcBlockArguments& a, ArcBlockMemory& s, size_t first, int count, int slice) {
  int quad = threadIdx.x % QUADS;
  int unit = slice * SLICE + quad * 4;
  if (threadIdx.x < LANES * QUADS) {
    for (int p = threadIdx.x / QUADS; p < count; p += LANES) {
      float4 x = under_relu(a.decoder, a.pixels, first + p, s.tables, SLICE, unit, quad * 4);
      s.masks[(slice * CHUNK + p) * QUADS + quad] = positive(x);
      x = relu(x);
#pragma unroll
      for (int c = 0; c < CHANNELS; c++) {
        float* to = s.outputs + (c * QUADS + quad) * CHUNK + p;
        *to = dot(x, read4(a.decoder.output + c * ROW + unit), slice == 0 ? 0.f : *to);
      }
    }
  }
  __syncthreads();
}

__device__ __forceinline__ void forward(const ArcBlockArguments& a, ArcBlockMemory& s, size_t first, int count) {
  for (int slice = 0; slice < SLICES; slice++) {
    tables(a, s, slice);
    hidden(a, s, first, count, slice);
  }
}

__device__ __forceinline__ float output(const ArcBlockArguments& a, ArcBlockMemory& s, int c, int p) {
  float y = a.decoder.bias[c];
#pragma unroll
  for (int quad = 0; quad < QUADS; quad++) {
    y += s.outputs[(c * QUADS + quad) * CHUNK + p];
  }
  return y;
}

// 2 (y - t) / (M C); returns this thread's share of the squared errors.
__device__ __forceinline__ float errors(const ArcBlockArguments& a, ArcBlockMemory& s, size_t first, int count) {
  float scale = 2.f / ((float)count * CHANNELS);
  float squares = 0.f;
  for (int i = threadIdx.x; i < count * CHANNELS; i += THREADS) {
    int c = i / count;
    int p = i % count;
    float e = output(a, s, c, p) - a.pixels.targets[(first + p) * CHANNELS + c];
    squares = fmaf(e, e, squares);
    s.errors[c * CHUNK + p] = e * scale;
  }
  __syncthreads();
  return squares;
}

// dT of one slice.
__device__ __forceinline__ void table_gradients(
    const ArcBlockArguments& a, ArcBlockMemory& s, int field, int chunk, int slice) {
  int rows = a.pixels.rows * SLOTS;
  size_t lists = (size_t)field * a.pixels.chunks + chunk;
  const int* starts = a.pixels.visitor_starts + lists * (rows + 1);
  const int* visitors = a.pixels.visitors + ((size_t)field * a.pixels.pixels + chunk * a.pixels.chunk) * SLOTS;
  int quad = threadIdx.x % QUADS;
  int unit = slice * SLICE + quad * 4;
  if (threadIdx.x < LANES * QUADS) {
    float4 weights[CHANNELS];
#pragma unroll
    for (int c = 0; c < CHANNELS; c++) {
      weights[c] = read4(a.decoder.output + c * ROW + unit);
    }
    for (int row = threadIdx.x / QUADS; row < rows; row += LANES) {
      float4 sums = splat(0.f);
      int end = starts[row + 1];
      for (int i = starts[row]; i < end; i++) {
        int p = visitors[i];
        float4 g = splat(0.f);
#pragma unroll
        for (int c = 0; c < CHANNELS; c++) {
          g = fma4(weights[c], s.errors[c * CHUNK + p], g);
        }
        sums = add(sums, where(s.masks[(slice * CHUNK + p) * QUADS + quad], g));
      }
      write4(s.tables + row * SLICE + quad * 4, sums);
    }
  }
  __syncthreads();
}

// The contribution of a slice to dz: each thread takes eight anchors and four dimensions; slots are kept apart.
__device__ __forceinline__ void latent_gradients(const ArcBlockArguments& a, ArcBlockMemory& s, int slice) {
  for (int task = threadIdx.x; task < ANCHORS / 8 * (LATENT / 4) * SLOTS; task += THREADS) {
    int z = task % (LATENT / 4) * 4;
    int anchor = task / (LATENT / 4) % (ANCHORS / 8) * 8;
    int slot = task / (LATENT / 4 * (ANCHORS / 8));
    const float* weights = a.decoder.latents + ((size_t)slot * ROW + slice * SLICE) * LATENT + z;
    float4 sums[8];
#pragma unroll
    for (int i = 0; i < 8; i++) {
      sums[i] = splat(0.f);
    }
    for (int h = 0; h < SLICE; h += 4) {
      float4 w0 = read4(weights + h * LATENT);
      float4 w1 = read4(weights + (h + 1) * LATENT);
      float4 w2 = read4(weights + (h + 2) * LATENT);
      float4 w3 = read4(weights + (h + 3) * LATENT);
#pragma unroll
      for (int i = 0; i < 8; i++) {
        float4 t = read4(s.tables + ((anchor + i) * SLOTS + slot) * SLICE + h);
        sums[i] = fma4(w3, t.w, fma4(w2, t.z, fma4(w1, t.y, fma4(w0, t.x, sums[i]))));
      }
    }
#pragma unroll
    for (int i = 0; i < 8; i++) {
      float* to = s.gradients + (slot * ANCHORS + anchor + i) * LATENT + z;
      write4(to, slice == 0 ? sums[i] : add(sums[i], read4(to)));
    }
  }
  __syncthreads();
}

// Dense Adam: a latent that no pixel of the step touches has zero gradient, and still moves.
__device__ __forceinline__ void move(const ArcBlockArguments& a, ArcBlockMemory& s, int step) {
  AdamStep factors = a.adam_steps[step];
  for (int i = threadIdx.x; i < STATE; i += THREADS) {
    int at = i % LATENT * ANCHORS + i / LATENT;
    float g = 0.f;
#pragma unroll
    for (int slot = 0; slot < SLOTS; slot++) {
      g += s.gradients[slot * STATE + i];
    }
    adam_update(a.adam, factors, g, s.latents[at], s.first_moments[at], s.second_moments[at]);
  }
  __syncthreads();
}

// Takes a.steps steps for each field.
KERNEL(arc_block_steps, ArcBlockArguments) {
  SHARED_MEMORY(memory);
  ArcBlockMemory s = arc_memory(reinterpret_cast<float*>(memory));
  int field = a.fields[blockIdx.x];
  load(a, s, field);
  float squares = 0.f;
  int count = 1;
  for (int step = 0; step < a.steps; step++) {
    int chunk = (a.first_step + step) % a.turn;
    size_t first = (size_t)field * a.pixels.pixels + chunk * a.pixels.chunk;
    count = chunk_size(a.pixels, chunk);
    forward(a, s, first, count);
    squares = errors(a, s, first, count);
    for (int slice = 0; slice < SLICES; slice++) {
      table_gradients(a, s, field, chunk, slice);
      latent_gradients(a, s, slice);
    }
    move(a, s, step);
  }
  float total = block_sum(squares, s.scratch);
  if (threadIdx.x == 0) {
    a.losses[field] = total / ((float)count * CHANNELS);
  }
  for (int i = threadIdx.x; i < STATE; i += THREADS) {
    int at = i % LATENT * ANCHORS + i / LATENT;
    a.latents[(size_t)field * STATE + i] = s.latents[at];
    a.first_moments[(size_t)field * STATE + i] = s.first_moments[at];
    a.second_moments[(size_t)field * STATE + i] = s.second_moments[at];
  }
}

// The values of the current fields on the grid, in the order of the steps.
KERNEL(arc_block_values, ArcBlockArguments) {
  SHARED_MEMORY(memory);
  ArcBlockMemory s = arc_memory(reinterpret_cast<float*>(memory));
  int field = a.fields[blockIdx.x];
  load(a, s, field);
  for (int chunk = 0; chunk < a.pixels.chunks; chunk++) {
    size_t first = (size_t)field * a.pixels.pixels + chunk * a.pixels.chunk;
    int count = chunk_size(a.pixels, chunk);
    forward(a, s, first, count);
    for (int i = threadIdx.x; i < count * CHANNELS; i += THREADS) {
      int c = i % CHANNELS;
      int p = i / CHANNELS;
      a.values[(first + p) * CHANNELS + c] = output(a, s, c, p);
    }
    __syncthreads();
  }
}
