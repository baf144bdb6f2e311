package io.anchorage.kernel;

import io.anchorage.family.arc.kernel.ArcProblem;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * Prints the description of this JVM's kernels and a hash of what they compute: run in JVMs with
 * vectors of other widths.
 */
final class KernelDigest {
  private KernelDigest() {}

  /** The argument is {@code scalar} or {@code vector}. */
  public static void main(String[] args) throws Exception {
    Kernels kernels =
        args[0].equals("scalar")
            ? KernelProviders.scalar()
            : KernelProviders.vector()
                .kernels()
                .orElseThrow(() -> new IllegalStateException(KernelProviders.vector().reason()));
    System.out.println(kernels.description());
    System.out.println(of(kernels));
  }

  static String of(Kernels kernels) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (MlpProblem problem : problems()) {
      update(digest, problem.run(kernels, 40));
    }
    for (ArcProblem problem : clouds()) {
      for (int repeat = 0; repeat < 40; repeat++) {
        update(digest, problem.run(kernels).numbers());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, float[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
    bytes.asFloatBuffer().put(numbers);
    digest.update(bytes);
  }

  private static List<ArcProblem> clouds() {
    return List.of(
        new ArcProblem(4, 32, 1, 39, 196),
        new ArcProblem(4, 31, 3, 13, 61),
        new ArcProblem(4, 8, 3, 4, 1),
        new ArcProblem(3, 5, 2, 7, 17));
  }

  private static List<MlpProblem> problems() {
    return List.of(
        MlpProblem.scattered(1, 5, 1, 1),
        MlpProblem.scattered(15, 17, 2, 3),
        MlpProblem.scattered(61, 48, 3, 1),
        MlpProblem.grid(1, 2, 1, 5, 7),
        MlpProblem.grid(32, 2, 1, 28, 28),
        MlpProblem.grid(16, 4, 3, 13, 1),
        MlpProblem.grid(7, 2, 5, 3, 5, 7),
        MlpProblem.grid(6, 2, 1, 45, 30),
        MlpProblem.grid(17, 2, 3, 13, 11).finer(true),
        MlpProblem.scattered(61, 5, 3, 1).finer(false),
        MlpProblem.scattered(61, 9, 2, 3).waves(7, true).relu(),
        MlpProblem.grid(17, 3, 1, 13, 11).waves(12, false),
        MlpProblem.grid(9, 2, 1, 5, 7).affine().gauss(),
        MlpProblem.grid(9, 3, 1, 5, 7).gabor(Gabor.Form.COMPLEX),
        MlpProblem.scattered(61, 5, 2, 3).gabor(Gabor.Form.REAL));
  }
}
