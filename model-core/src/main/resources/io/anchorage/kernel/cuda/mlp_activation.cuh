// The activation of the hidden layers. activation.cuh is the file that the host chose, such as sine.cuh. It defines
//
//   void activate(float phase, float gain, float& value, float& derivative)
//
// for the phase gain z, where z = h W + b: the value h, and the derivative such that dh / dz = gain derivative.
#include "activation.cuh"

__device__ __forceinline__ void activate(float4 phase, float gain, float4& value, float4& derivative) {
  activate(phase.x, gain, value.x, derivative.x);
  activate(phase.y, gain, value.y, derivative.y);
  activate(phase.z, gain, value.z, derivative.z);
  activate(phase.w, gain, value.w, derivative.w);
}
