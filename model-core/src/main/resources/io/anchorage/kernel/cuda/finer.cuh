// h = sin(omega (|z| + 1) z), gain = omega. DETACHED: whether the derivative treats the factor |z| + 1 as a constant.
__device__ __forceinline__ void activate(float phase, float gain, float& value, float& derivative) {
  float distance = fabsf(phase) * (1.f / gain);
  sine_cosine(phase * (distance + 1.f), value, derivative);
  derivative *= DETACHED ? distance + 1.f : 2.f * distance + 1.f;
}
