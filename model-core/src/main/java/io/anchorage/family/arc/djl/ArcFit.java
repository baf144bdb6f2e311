package io.anchorage.family.arc.djl;

import ai.djl.ndarray.NDManager;
import io.anchorage.cloud.NearestAnchors;
import io.anchorage.cloud.RelativeRule;
import io.anchorage.cloud.RelativeScale;
import io.anchorage.family.arc.ArcDecoder;
import io.anchorage.family.arc.ArcFamily;
import io.anchorage.family.arc.PixelOrder;
import io.anchorage.field.Field;
import io.anchorage.fit.djl.Network;
import io.anchorage.fit.djl.TensorFit;
import io.anchorage.signal.Grid;
import java.util.Arrays;
import java.util.List;

/** One cloud: anchors, neighbours and pixel order. */
final class ArcFit implements TensorFit {
  private final Field start;
  private final ArcDecoder decoder;
  private final PixelOrder order;
  private final float[] positions;
  private final RelativeScale scale;
  private final int[] nearest;

  /**
   * @param start the field before the first step
   * @param relative how relative positions are standardised
   * @param order the pixels of each step
   */
  ArcFit(Field start, ArcDecoder decoder, RelativeRule relative, PixelOrder order) {
    this.start = start;
    this.decoder = decoder;
    this.order = order;
    this.positions = start.floats(ArcFamily.POSITIONS);
    this.scale =
        relative.stored(
            start.number(ArcFamily.RELATIVE_MEAN), start.number(ArcFamily.RELATIVE_STD));
    Grid grid = start.grid();
    this.nearest =
        new NearestAnchors(positions)
            .ofPixels(grid.extent(0), grid.extent(1), decoder.shape().slots());
  }

  ArcDecoder decoder() {
    return decoder;
  }

  int anchors() {
    return positions.length / 2;
  }

  /** The number of chunks that steps use in turn. */
  int chunks() {
    return order.turn();
  }

  /** The pixels of steps {@code number}, {@code number + chunks}, ... */
  int[] chunk(int number) {
    return Arrays.copyOfRange(order.pixels(), order.from(number), order.to(number));
  }

  int neighbour(int pixel, int slot) {
    return nearest[pixel * decoder.shape().slots() + slot];
  }

  /** The standardised position of an anchor relative to a pixel; axis 0 is rows, 1 columns. */
  float relative(int pixel, int anchor, int axis) {
    int width = start.grid().extent(1);
    return scale.standardise(
        positions[2 * anchor + axis], axis == 0 ? pixel / width : pixel % width);
  }

  @Override
  public Object batchKey() {
    return start.grid();
  }

  @Override
  public float[] start() {
    return start.floats(ArcFamily.LATENTS);
  }

  @Override
  public List<Span> spans() {
    return List.of(new Span(0, start().length));
  }

  @Override
  public Field field(float[] parameters) {
    return Field.on(start.grid(), start.normalisation())
        .count(ArcFamily.NUM_LATENTS, anchors())
        .count(ArcFamily.LATENT_DIM, start.count(ArcFamily.LATENT_DIM))
        .floats(ArcFamily.POSITIONS, positions.clone())
        .floats(ArcFamily.LATENTS, parameters.clone())
        .number(ArcFamily.RELATIVE_MEAN, scale.mean())
        .number(ArcFamily.RELATIVE_STD, scale.std())
        .build();
  }

  @Override
  public Network network(NDManager manager, List<TensorFit> batch) {
    return new ArcNetwork(manager, batch.stream().map(ArcFit.class::cast).toList());
  }
}
