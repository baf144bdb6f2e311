// h = sin(omega z), gain = omega.
__device__ __forceinline__ void activate(float phase, float gain, float& value, float& derivative) {
  (void)gain;
  sine_cosine(phase, value, derivative);
}
