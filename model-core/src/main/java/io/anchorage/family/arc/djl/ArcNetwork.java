package io.anchorage.family.arc.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import io.anchorage.family.arc.ArcDecoder;
import io.anchorage.fit.djl.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * Clouds on one grid under one frozen decoder, computed as in the published code: {@code e =
 * [z_(N_1) .. z_(N_n), r_1 .. r_n]}, {@code y = V relu(W e + b) + v}, with the first layer applied
 * to each pixel. The latents of all clouds are concatenated, so clouds may differ in their number.
 */
final class ArcNetwork implements Network {
  private final NDManager manager;
  private final List<ArcFit> fits;
  private final int channels;
  private final int slots;
  private final int dim;
  private final NDArray hiddenWeight;
  private final NDArray hiddenBias;
  private final NDArray outputWeight;
  private final NDArray outputBias;
  private final List<Chunk> chunks = new ArrayList<>();

  /**
   * What a step sees of the batch's images.
   *
   * @param neighbours [batch pixels slots], row indices of latents
   * @param relative [batch pixels, 2 slots]
   */
  private record Chunk(NDArray neighbours, NDArray relative) {}

  private NDArray[] targets = {};

  ArcNetwork(NDManager manager, List<ArcFit> fits) {
    this.manager = manager;
    this.fits = fits;
    ArcDecoder decoder = fits.get(0).decoder();
    this.channels = decoder.channels();
    this.slots = decoder.shape().slots();
    this.dim = decoder.shape().latentDim();
    int hidden = decoder.shape().hidden();
    this.hiddenWeight =
        manager.create(decoder.hiddenWeight(), new Shape(hidden, hidden)).transpose();
    this.hiddenBias = manager.create(decoder.hiddenBias());
    this.outputWeight =
        manager.create(decoder.outputWeight(), new Shape(channels, hidden)).transpose();
    this.outputBias = manager.create(decoder.outputBias());
    for (int c = 0; c < fits.get(0).chunks(); c++) {
      chunks.add(chunk(c));
    }
  }

  private Chunk chunk(int number) {
    int pixels = fits.get(0).chunk(number).length;
    long[] neighbours = new long[fits.size() * pixels * slots];
    float[] relative = new float[2 * neighbours.length];
    int at = 0;
    long row = 0;
    for (ArcFit fit : fits) {
      for (int pixel : fit.chunk(number)) {
        for (int j = 0; j < slots; j++) {
          int anchor = fit.neighbour(pixel, j);
          neighbours[at] = row + anchor;
          relative[2 * at] = fit.relative(pixel, anchor, 0);
          relative[2 * at + 1] = fit.relative(pixel, anchor, 1);
          at++;
        }
      }
      row += fit.anchors();
    }
    return new Chunk(
        manager.create(neighbours),
        manager.create(relative, new Shape((long) fits.size() * pixels, 2L * slots)));
  }

  @Override
  public List<Shape> shapes() {
    return List.of(new Shape(fits.stream().mapToLong(ArcFit::anchors).sum(), dim));
  }

  @Override
  public void target(List<float[]> values) {
    for (NDArray old : targets) {
      old.close();
    }
    targets = new NDArray[chunks.size()];
    for (int c = 0; c < targets.length; c++) {
      targets[c] = target(values, c);
    }
  }

  private NDArray target(List<float[]> values, int number) {
    int pixels = fits.get(0).chunk(number).length;
    int points = values.get(0).length / channels;
    float[] all = new float[fits.size() * pixels * channels];
    int at = 0;
    for (int b = 0; b < fits.size(); b++) {
      for (int pixel : fits.get(b).chunk(number)) {
        for (int c = 0; c < channels; c++) {
          all[at++] = values.get(b)[c * points + pixel];
        }
      }
    }
    return manager.create(all, new Shape((long) fits.size() * pixels, channels));
  }

  @Override
  public NDArray losses(NDList parameters, int step) {
    int number = step % chunks.size();
    Chunk chunk = chunks.get(number);
    long rows = chunk.relative().getShape().get(0);
    NDArray latents =
        chunk
            .neighbours()
            .getNDArrayInternal()
            .embedding(chunk.neighbours(), parameters.get(0), SparseFormat.DENSE)
            .head();
    NDArray input =
        NDArrays.concat(new NDList(latents.reshape(rows, (long) slots * dim), chunk.relative()), 1);
    NDArray hidden = input.matMul(hiddenWeight).add(hiddenBias).getNDArrayInternal().relu();
    NDArray y = hidden.matMul(outputWeight).add(outputBias);
    return y.sub(targets[number]).square().reshape(fits.size(), -1).mean(new int[] {1});
  }
}
