// ARC, several blocks per field: for images whose latents do not fit into the shared memory of one block. Each stage of
// a step is one launch over all fields; blockIdx.z is the field's index in the launch.
//
// Constants: SLOTS DIM CHANNELS SLICE SLICES (here SLICES is 1); THREADS.
#include "common.cuh"
#include "arc_layout.cuh"

struct ArcStagedArguments {
  const int* fields;           // [z] which field
  float* latents;              // [fields][rows][LATENT]
  float* first_moments;        // [fields][rows][LATENT]
  float* second_moments;       // [fields][rows][LATENT]
  float* losses;               // [fields]
  float* values;               // [fields][pixels][CHANNELS]
  const AdamStep* adam_steps;  // [steps]
  ArcDecoder decoder;
  ArcPixels pixels;
  float* tables;               // [z][rows][SLOTS][ROW]; overwritten by their gradients
  float* errors;               // [z][chunk][CHANNELS]
  unsigned char* masks;        // [z][chunk][QUADS]
  float* squares;              // [z][blocks of arc_pixels]
  int number;                  // number of the chunk
  int step;
  int training;                // whether to compare values with the targets instead of storing them
  int blocks;                  // number of blocks of arc_pixels
  Adam adam;
};

__device__ __forceinline__ float* tables_of(const ArcStagedArguments& a) {
  return a.tables + (size_t)blockIdx.z * a.pixels.rows * SLOTS * ROW;
}

// T: each thread takes eight anchors and four hidden units of a slot.
KERNEL(arc_tables, ArcStagedArguments) {
  int task = blockIdx.x * THREADS + threadIdx.x;
  int unit = task % QUADS * 4;
  int slot = task / QUADS % SLOTS;
  int anchor = task / (QUADS * SLOTS) * 8;
  if (anchor >= a.pixels.rows) {
    return;
  }
  const float* latents = a.latents + ((size_t)a.fields[blockIdx.z] * a.pixels.rows + anchor) * LATENT;
  float4 sums[8];
#pragma unroll
  for (int i = 0; i < 8; i++) {
    sums[i] = splat(0.f);
  }
  for (int z = 0; z < DIM; z++) {
    float4 w = read4(a.decoder.tables + ((size_t)z * SLOTS + slot) * ROW + unit);
#pragma unroll
    for (int i = 0; i < 8; i++) {
      sums[i] = fma4(w, latents[i * LATENT + z], sums[i]);
    }
  }
#pragma unroll
  for (int i = 0; i < 8; i++) {
    write4(tables_of(a) + ((size_t)(anchor + i) * SLOTS + slot) * ROW + unit, sums[i]);
  }
}

// The values of the chunk's pixels, one thread per pixel; in training, errors and which hidden units are positive.
KERNEL(arc_pixels, ArcStagedArguments) {
  __shared__ float scratch[THREADS];
  int field = a.fields[blockIdx.z];
  int count = chunk_size(a.pixels, a.number);
  int p = blockIdx.x * THREADS + threadIdx.x;
  size_t pixel = (size_t)field * a.pixels.pixels + (size_t)a.number * a.pixels.chunk + p;
  float squares = 0.f;
  if (p < count) {
    float y[CHANNELS];
#pragma unroll
    for (int c = 0; c < CHANNELS; c++) {
      y[c] = a.decoder.bias[c];
    }
    unsigned char* masks = a.masks + ((size_t)blockIdx.z * a.pixels.chunk + p) * QUADS;
    for (int quad = 0; quad < QUADS; quad++) {
      float4 x = under_relu(a.decoder, a.pixels, pixel, tables_of(a), ROW, quad * 4, quad * 4);
      if (a.training) {
        masks[quad] = positive(x);
      }
      x = relu(x);
#pragma unroll
      for (int c = 0; c < CHANNELS; c++) {
        y[c] = dot(x, read4(a.decoder.output + c * ROW + quad * 4), y[c]);
      }
    }
    float scale = 2.f / ((float)count * CHANNELS);
#pragma unroll
    for (int c = 0; c < CHANNELS; c++) {
      if (a.training) {
        float e = y[c] - a.pixels.targets[pixel * CHANNELS + c];
        squares = fmaf(e, e, squares);
        a.errors[((size_t)blockIdx.z * a.pixels.chunk + p) * CHANNELS + c] = e * scale;
      } else {
        a.values[pixel * CHANNELS + c] = y[c];
      }
    }
  }
  float total = block_sum(squares, scratch);
  if (threadIdx.x == 0 && a.training) {
    a.squares[(size_t)blockIdx.z * a.blocks + blockIdx.x] = total;
  }
}

// dT: each thread takes four hidden units of one anchor's slot.
KERNEL(arc_table_gradients, ArcStagedArguments) {
  int task = blockIdx.x * THREADS + threadIdx.x;
  int quad = task % QUADS;
  int row = task / QUADS;
  int rows = a.pixels.rows * SLOTS;
  if (row >= rows) {
    return;
  }
  int field = a.fields[blockIdx.z];
  const int* starts = a.pixels.visitor_starts + ((size_t)field * a.pixels.chunks + a.number) * (rows + 1);
  const int* visitors =
      a.pixels.visitors + ((size_t)field * a.pixels.pixels + (size_t)a.number * a.pixels.chunk) * SLOTS;
  const float* errors = a.errors + (size_t)blockIdx.z * a.pixels.chunk * CHANNELS;
  const unsigned char* masks = a.masks + (size_t)blockIdx.z * a.pixels.chunk * QUADS;
  float4 weights[CHANNELS];
#pragma unroll
  for (int c = 0; c < CHANNELS; c++) {
    weights[c] = read4(a.decoder.output + c * ROW + quad * 4);
  }
  float4 sums = splat(0.f);
  int end = starts[row + 1];
  for (int i = starts[row]; i < end; i++) {
    size_t p = visitors[i];
    float4 g = splat(0.f);
#pragma unroll
    for (int c = 0; c < CHANNELS; c++) {
      g = fma4(weights[c], errors[p * CHANNELS + c], g);
    }
    sums = add(sums, where(masks[p * QUADS + quad], g));
  }
  write4(tables_of(a) + (size_t)row * ROW + quad * 4, sums);
}

// dz and its step of Adam: each thread takes four dimensions of one latent. Block 0 adds up the loss.
KERNEL(arc_move, ArcStagedArguments) {
  __shared__ float scratch[THREADS];
  int task = blockIdx.x * THREADS + threadIdx.x;
  int z = task % (LATENT / 4) * 4;
  int anchor = task / (LATENT / 4);
  int field = a.fields[blockIdx.z];
  if (anchor < a.pixels.rows) {
    const float* gradients = tables_of(a) + (size_t)anchor * SLOTS * ROW;
    float4 sums = splat(0.f);
    for (int k = 0; k < SLOTS * ROW; k += 4) {
      float4 t = read4(gradients + k);
      const float* weights = a.decoder.latents + (size_t)k * LATENT + z;
      sums = fma4(read4(weights), t.x, sums);
      sums = fma4(read4(weights + LATENT), t.y, sums);
      sums = fma4(read4(weights + 2 * LATENT), t.z, sums);
      sums = fma4(read4(weights + 3 * LATENT), t.w, sums);
    }
    float g[4] = {sums.x, sums.y, sums.z, sums.w};
    size_t at = ((size_t)field * a.pixels.rows + anchor) * LATENT + z;
#pragma unroll
    for (int i = 0; i < 4; i++) {
      float p = a.latents[at + i];
      float m = a.first_moments[at + i];
      float v = a.second_moments[at + i];
      adam_update(a.adam, a.adam_steps[a.step], g[i], p, m, v);
      a.latents[at + i] = p;
      a.first_moments[at + i] = m;
      a.second_moments[at + i] = v;
    }
  }
  if (blockIdx.x == 0) {
    float squares = 0.f;
    for (int i = threadIdx.x; i < a.blocks; i += THREADS) {
      squares += a.squares[(size_t)blockIdx.z * a.blocks + i];
    }
    float total = block_sum(squares, scratch);
    if (threadIdx.x == 0) {
      a.losses[field] = total / ((float)chunk_size(a.pixels, a.number) * CHANNELS);
    }
  }
}
