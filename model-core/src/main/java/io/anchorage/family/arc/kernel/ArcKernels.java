package io.anchorage.family.arc.kernel;

import io.anchorage.kernel.KernelPart;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.kernel.random.Philox;
import java.util.List;

/** Selects the scalar or vector form of ARC's kernels. */
public final class ArcKernels {
  private static final KernelPart<ArcKernel> PART =
      new KernelPart<>(
          ArcKernel.class,
          ScalarArc::new,
          "io.anchorage.family.arc.vector.VectorArc",
          ArcKernels::gradients);

  private static final KernelPart<JacobianKernel> JACOBIAN =
      new KernelPart<>(
          JacobianKernel.class,
          ScalarJacobian::new,
          "io.anchorage.family.arc.vector.VectorJacobian",
          ArcKernels::products);

  private static final int POINTS = 37;
  private static final int ANCHORS = 12;

  private ArcKernels() {}

  /** The form that matches a set of kernels. */
  public static ArcKernel of(Kernels kernels) {
    return kernels.part(PART);
  }

  /** The form of the Jacobian's kernels that matches a set of kernels. */
  public static JacobianKernel jacobian(Kernels kernels) {
    return kernels.part(JACOBIAN);
  }

  /** Loss and latent gradients of a small cloud. */
  private static float[] gradients(ArcKernel kernel) {
    ArcWeights weights = weights();
    ArcShape shape = weights.shape();
    ArcPoints points = points(shape);
    ArcPass pass = new ArcPass(kernel, weights);
    List<ArcStrand> strands = ArcStrand.of(points, 0, POINTS, ANCHORS);
    float[] latents = uniform(14, ANCHORS * shape.latentRow());
    float[] out = new float[latents.length + 1];
    float loss = pass.gradient(points, strands, uniform(15, 2 * POINTS), latents, out);
    out[latents.length] = loss;
    return out;
  }

  /** A product with the Jacobian of a small cloud, after its units have been followed once. */
  private static float[] products(JacobianKernel kernel) {
    ArcWeights weights = weights();
    ArcShape shape = weights.shape();
    ArcPoints points = points(shape);
    List<ArcStrand> strands = ArcStrand.of(points, 0, POINTS, ANCHORS);
    ArcJacobian jacobian =
        new ArcJacobian(PART.scalar(), kernel, weights, points, strands, Team.SOLO);
    float[] targets = uniform(15, 2 * POINTS);
    float[] latents = uniform(14, ANCHORS * shape.latentRow());
    float[] out = new float[3 * latents.length + 1];
    for (int part = 0; part < 2; part++) {
      jacobian.differences(targets, uniform(14 + part, latents.length));
      jacobian.follow();
    }
    float[] product = new float[latents.length];
    jacobian.gradient(product);
    System.arraycopy(product, 0, out, 0, product.length);
    jacobian.diagonal(product);
    System.arraycopy(product, 0, out, product.length, product.length);
    jacobian.normal(latents, product);
    System.arraycopy(product, 0, out, 2 * product.length, product.length);
    out[3 * product.length] = (float) jacobian.dot(product, latents);
    return out;
  }

  private static ArcWeights weights() {
    ArcShape shape = new ArcShape(4, 5, 2);
    int hidden = shape.hidden();
    ArcWeights weights = new ArcWeights(shape);
    weights.load(
        uniform(9, hidden * hidden), uniform(10, hidden), uniform(11, 2 * hidden), uniform(12, 2));
    return weights;
  }

  private static ArcPoints points(ArcShape shape) {
    ArcPoints points = new ArcPoints(shape, POINTS);
    float[] relative = uniform(13, 8 * POINTS);
    for (int i = 0; i < 4 * POINTS; i++) {
      points.set(i / 4, i % 4, i * 7 % ANCHORS, relative[2 * i], relative[2 * i + 1]);
    }
    return points;
  }

  private static float[] uniform(long key, int size) {
    float[] out = new float[size];
    new Philox(key).fillUniform(out, 0, size, -1f, 1f);
    return out;
  }
}
