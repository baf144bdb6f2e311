/**
 * NVIDIA GPUs through the driver's own library: a thin binding by JNA to libcuda and libnvrtc, and
 * the kernels, which are CUDA C++ in resources and compiled at run time for the device found. No
 * native code of ours is shipped.
 */
package io.anchorage.kernel.cuda;
