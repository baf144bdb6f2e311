package io.anchorage.kernel;

import java.util.Optional;

/**
 * Whether the SIMD kernels can be used in this JVM, and why not.
 *
 * @param kernels present if they can be used
 * @param reason one line: what was found, or what is missing and how to provide it
 */
public record VectorAvailability(Optional<Kernels> kernels, String reason) {
  static VectorAvailability of(Kernels kernels) {
    return new VectorAvailability(Optional.of(kernels), kernels.description());
  }

  static VectorAvailability missing(String reason) {
    return new VectorAvailability(Optional.empty(), reason);
  }
}
