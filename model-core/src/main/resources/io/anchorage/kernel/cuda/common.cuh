// Shared by all kernels. Sizes are compile-time constants, given as -D when a kernel is compiled.
//
// Every kernel takes one structure by value, uses no atomics and no exchange between the threads of a warp, and
// adds up floats in an order that depends on the sizes alone. So a fit gives the same bits in every run on one device,
// whatever other fits are in the launch.
#ifndef KERNEL
#define KERNEL(name, Arguments) extern "C" __global__ void __launch_bounds__(THREADS) name(const Arguments a)
#define SHARED_MEMORY(name) extern __shared__ float4 name[]
#endif

// D. P. Kingma, J. Ba: Adam (2015), algorithm 1, epsilon added after the bias correction.
struct Adam {
  float keep1;    // beta1
  float take1;    // 1 - beta1
  float keep2;    // beta2
  float take2;    // 1 - beta2
  float epsilon;
};

// root = sqrt(1 - beta2^t), rate = -lr / (1 - beta1^t): computed on the host in double precision, as for the CPU kernels.
struct AdamStep {
  float root;
  float rate;
};

__device__ __forceinline__ void adam_update(
    const Adam& adam, AdamStep step, float g, float& p, float& m, float& v) {
  m = fmaf(g, adam.take1, m * adam.keep1);
  v = fmaf(g * g, adam.take2, v * adam.keep2);
  p = fmaf(m / (sqrtf(v) / step.root + adam.epsilon), step.rate, p);
}

// Sine and cosine together: with q the integer nearest to x / pi and r = x - q pi, sin x = (-1)^q sin r and
// cos x = (-1)^q cos r; both are polynomials in r^2. Largest error 2e-7 for |x| <= 100; |x| < 2^22 pi.
__device__ __forceinline__ void sine_cosine(float x, float& sine, float& cosine) {
#ifdef FAST_SINE
  sine = __sinf(x);
  cosine = __cosf(x);
#else
  const float round = 12582912.f;  // 1.5 * 2^23
  float shifted = fmaf(x, 0.31830987f, round);
  int sign = __float_as_int(shifted) << 31;
  float q = shifted - round;
  float r = fmaf(q, -3.140625f, x);
  r = fmaf(q, -9.675026e-4f, r);
  r = fmaf(q, -1.509958e-7f, r);
  float square = r * r;
  float s = fmaf(square, -2.3889859e-08f, 2.7525562e-06f);
  s = fmaf(s, square, -1.9840874e-04f);
  s = fmaf(s, square, 8.333331e-03f);
  s = fmaf(s, square, -1.6666667e-01f);
  s = fmaf(s * square, r, r);
  float c = fmaf(square, 2.0806e-9f, -2.7557314e-07f);
  c = fmaf(c, square, 2.4801588e-05f);
  c = fmaf(c, square, -1.3888889e-03f);
  c = fmaf(c, square, 4.1666668e-02f);
  c = fmaf(c, square, -0.5f);
  c = fmaf(c, square, 1.f);
  sine = __int_as_float(__float_as_int(s) ^ sign);
  cosine = __int_as_float(__float_as_int(c) ^ sign);
#endif
}

__device__ __forceinline__ void sine_cosine(float4 x, float4& sine, float4& cosine) {
  sine_cosine(x.x, sine.x, cosine.x);
  sine_cosine(x.y, sine.y, cosine.y);
  sine_cosine(x.z, sine.z, cosine.z);
  sine_cosine(x.w, sine.w, cosine.w);
}

__device__ __forceinline__ float4 splat(float x) { return make_float4(x, x, x, x); }

__device__ __forceinline__ float4 read4(const float* at) { return *reinterpret_cast<const float4*>(at); }

__device__ __forceinline__ void write4(float* at, float4 x) { *reinterpret_cast<float4*>(at) = x; }

__device__ __forceinline__ float4 add(float4 a, float4 b) {
  return make_float4(a.x + b.x, a.y + b.y, a.z + b.z, a.w + b.w);
}

__device__ __forceinline__ float4 multiply(float4 a, float4 b) {
  return make_float4(a.x * b.x, a.y * b.y, a.z * b.z, a.w * b.w);
}

__device__ __forceinline__ float4 fma4(float4 a, float b, float4 c) {
  return make_float4(fmaf(a.x, b, c.x), fmaf(a.y, b, c.y), fmaf(a.z, b, c.z), fmaf(a.w, b, c.w));
}

__device__ __forceinline__ float dot(float4 a, float4 b, float c) {
  return fmaf(a.w, b.w, fmaf(a.z, b.z, fmaf(a.y, b.y, fmaf(a.x, b.x, c))));
}

__device__ __forceinline__ float sum(float4 a) { return (a.x + a.z) + (a.y + a.w); }

// The sum of one number per thread, by a fixed tree; every thread receives it. scratch: [THREADS].
__device__ __forceinline__ float block_sum(float x, float* scratch) {
  scratch[threadIdx.x] = x;
  __syncthreads();
  int count = THREADS;
  while (count > 1) {
    int half = (count + 1) / 2;
    if (threadIdx.x + half < count) {
      scratch[threadIdx.x] += scratch[threadIdx.x + half];
    }
    __syncthreads();
    count = half;
  }
  float total = scratch[0];
  __syncthreads();
  return total;
}
