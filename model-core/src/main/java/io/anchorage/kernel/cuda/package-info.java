/**
 * NVIDIA GPUs through the driver's own library: a thin JNA binding to libcuda and libnvrtc, and
 * kernels in CUDA C++, shipped as resources and compiled at run time for the device found. We ship
 * no native code.
 */
package io.anchorage.kernel.cuda;
