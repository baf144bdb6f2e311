// The decoder of anchored representation clouds, y = V relu(W e + b) + v, and what the ARC kernels share. SLOTS is
// the number of neighbours, DIM the dimension of a latent, CHANNELS the number of outputs. The HIDDEN units are processed
// in SLICES slices of SLICE units (a multiple of 4), padded with zeros to ROW.
//
// The first layer is linear, so it is applied to latents, not to pixels: with T[i][j] = W_j z_i,
//   h = relu(W_r r + b + sum_j T[i_j][j]),   y = V h + v
// and backward, g = (V^T e) [h > 0], dT[i][j] is the sum of g over the pixels that have anchor i in slot j, and
// dz_i = sum_j W_j^T dT[i][j].

constexpr int ROW = SLICES * SLICE;
constexpr int LATENT = (DIM + 3) / 4 * 4;
constexpr int QUADS = SLICE / 4;

struct ArcDecoder {
  const float* tables;     // [DIM][SLOTS][ROW]: W_j transposed
  const float* latents;    // [SLOTS][ROW][LATENT]: W_j
  const float* positions;  // [2 SLOTS + 1][ROW]: W_r transposed, then b
  const float* output;     // [CHANNELS][ROW]: V
  const float* bias;       // [CHANNELS]: v
};

// The pixels of all fields, in the order of the steps. Chunk c holds `chunk` pixels from c * chunk on; the last has fewer.
struct ArcPixels {
  const int* anchors;          // [fields] number of anchors
  const int* neighbours;       // [fields][pixels][SLOTS] anchors
  const float* relative;       // [fields][pixels][2 SLOTS] standardised
  const float* targets;        // [fields][pixels][CHANNELS]
  const int* visitor_starts;   // [fields][chunks][rows SLOTS + 1]: where the pixels of an anchor's slot start in visitors
  const int* visitors;         // [fields][pixels][SLOTS] pixels, counted from the first of the chunk
  int pixels;
  int chunk;
  int chunks;
  int rows;                    // largest number of anchors of a field, a multiple of 8
};

__device__ __forceinline__ int chunk_size(const ArcPixels& a, int number) {
  return min(a.chunk, a.pixels - number * a.chunk);
}

// The constant part of four hidden units of a pixel: W_r r + b.
__device__ __forceinline__ float4 constant_part(const ArcDecoder& d, const float* relative, int hidden) {
  float4 sum = read4(d.positions + 2 * SLOTS * ROW + hidden);
#pragma unroll
  for (int k = 0; k < 2 * SLOTS; k++) {
    sum = fma4(read4(d.positions + k * ROW + hidden), relative[k], sum);
  }
  return sum;
}

// The pre-activations of four hidden units. table: [rows][SLOTS][width]; hidden: the first unit; at: its index there.
__device__ __forceinline__ float4 under_relu(
    const ArcDecoder& d, const ArcPixels& a, size_t pixel, const float* table, int width, int hidden, int at) {
  float4 sum = constant_part(d, a.relative + pixel * 2 * SLOTS, hidden);
#pragma unroll
  for (int j = 0; j < SLOTS; j++) {
    int anchor = a.neighbours[pixel * SLOTS + j];
    sum = add(sum, read4(table + (anchor * SLOTS + j) * width + at));
  }
  return sum;
}

__device__ __forceinline__ float4 relu(float4 x) {
  return make_float4(x.x > 0.f ? x.x : 0.f, x.y > 0.f ? x.y : 0.f, x.z > 0.f ? x.z : 0.f, x.w > 0.f ? x.w : 0.f);
}

// Which of four hidden units are positive, one bit each.
__device__ __forceinline__ unsigned char positive(float4 x) {
  return (x.x > 0.f ? 1 : 0) | (x.y > 0.f ? 2 : 0) | (x.z > 0.f ? 4 : 0) | (x.w > 0.f ? 8 : 0);
}

__device__ __forceinline__ float4 where(unsigned char bits, float4 x) {
  return make_float4(bits & 1 ? x.x : 0.f, bits & 2 ? x.y : 0.f, bits & 4 ? x.z : 0.f, bits & 8 ? x.w : 0.f);
}
