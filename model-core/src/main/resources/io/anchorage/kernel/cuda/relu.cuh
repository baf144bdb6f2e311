// h = max(z, 0), gain = 1.
__device__ __forceinline__ void activate(float phase, float gain, float& value, float& derivative) {
  (void)gain;
  value = fmaxf(phase, 0.f);
  derivative = phase > 0.f ? 1.f : 0.f;
}
