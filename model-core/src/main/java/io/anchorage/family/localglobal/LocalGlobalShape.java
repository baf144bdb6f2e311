package io.anchorage.family.localglobal;

import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Sine;
import java.util.Collections;
import java.util.List;

/**
 * The sizes of a Local-Global SIREN, and where its parameters lie: the global network's layers, the
 * merge, then one partition after the other with all layers of its network. Matrices are [in, out],
 * row-major, and followed by their biases.
 *
 * <pre>
 * a_0 = g_0 = x
 * l_i     = sin(omega_i (a_i A_i + alpha_i)),    A_i of the point's partition
 * g_(i+1) = sin(omega_i (g_i G_i + gamma_i))
 * a_(i+1) = sin(omega ([l_i, g_(i+1)] R + rho))  or  l_i + sin(omega (g_(i+1) R_i + rho_i))
 * y       = a_depth A_depth + alpha_depth
 * </pre>
 *
 * @param local units of a partition's layers
 * @param global units of the global layers; 0 for no global network, and a_(i+1) = l_i
 * @param depth sine layers
 * @param channels outputs
 */
public record LocalGlobalShape(
    Partitions partitions,
    int local,
    int global,
    int depth,
    int channels,
    float firstOmega,
    float omega,
    Merge merge) {
  /** The network for signals with this many axes and channels. */
  public static LocalGlobalShape of(LocalGlobalConfig config, int axes, int channels) {
    LocalGlobalShape given =
        new LocalGlobalShape(
            config.parts(axes),
            config.localWidth(),
            config.globalWidth(),
            config.depth(),
            channels,
            config.firstOmega(),
            config.omega(),
            config.merge());
    return config.budget() == 0
        ? given
        : AutomaticWidths.of(given, config.budget(), config.globalShare());
  }

  /** The same with other widths. */
  public LocalGlobalShape widths(int ofLocal, int ofGlobal) {
    return new LocalGlobalShape(
        partitions, ofLocal, ofGlobal, depth, channels, firstOmega, omega, merge);
  }

  /** The same with other partitions. */
  public LocalGlobalShape of(Partitions others) {
    return new LocalGlobalShape(others, local, global, depth, channels, firstOmega, omega, merge);
  }

  public int axes() {
    return partitions.axes();
  }

  public boolean hasGlobal() {
    return global > 0;
  }

  public float omega(int layer) {
    return layer == 0 ? firstOmega : omega;
  }

  public int globalIn(int layer) {
    return layer == 0 ? axes() : global;
  }

  public int localIn(int layer) {
    return layer == 0 ? axes() : local;
  }

  public int localOut(int layer) {
    return layer == depth ? channels : local;
  }

  /** Where G_layer begins; for {@code depth}, where the merge does. */
  public int globalWeights(int layer) {
    return layer == 0
        ? 0
        : Math.addExact((axes() + 1) * global, Math.multiplyExact(layer - 1, size(global, global)));
  }

  public int globalBiases(int layer) {
    return globalWeights(layer) + globalIn(layer) * global;
  }

  /** Merges with parameters of their own. */
  public int merges() {
    return !hasGlobal() ? 0 : merge == Merge.CONCAT ? 1 : depth;
  }

  /** What a merge's matrix sees. */
  public int mergeIn() {
    return merge == Merge.CONCAT ? local + global : global;
  }

  /** Where R of a layer begins. */
  public int mergeWeights(int layer) {
    int number = merge == Merge.CONCAT ? 0 : layer;
    return Math.addExact(globalWeights(depth), Math.multiplyExact(number, size(mergeIn(), local)));
  }

  public int mergeBiases(int layer) {
    return mergeWeights(layer) + mergeIn() * local;
  }

  /** Where the parameters of the partitions begin: the number of what they share. */
  public int shared() {
    return hasGlobal()
        ? Math.addExact(globalWeights(depth), Math.multiplyExact(merges(), size(mergeIn(), local)))
        : 0;
  }

  /** Where A_layer begins among a partition's parameters. */
  public int localWeights(int layer) {
    return layer == 0
        ? 0
        : Math.addExact((axes() + 1) * local, Math.multiplyExact(layer - 1, size(local, local)));
  }

  public int localBiases(int layer) {
    return localWeights(layer) + localIn(layer) * localOut(layer);
  }

  /** Parameters of one partition. */
  public int each() {
    return Math.addExact(localBiases(depth), channels);
  }

  /** Parameters of a field. */
  public int parameters() {
    return Math.addExact(shared(), Math.multiplyExact(partitions.held(), each()));
  }

  private static int size(int in, int out) {
    return Math.multiplyExact(in + 1, out);
  }

  /** What kernels are asked for: a tile's positions follow from the wider network. */
  public MlpShape tiles() {
    List<Float> omegas = Collections.nCopies(depth, omega);
    return new MlpShape(
        new InputMapping.Identity(axes()),
        Math.max(local, global),
        depth,
        channels,
        new Sine(omegas),
        0f);
  }
}
