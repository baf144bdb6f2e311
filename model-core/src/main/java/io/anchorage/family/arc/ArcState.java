package io.anchorage.family.arc;

import io.anchorage.cloud.NearestAnchors;
import io.anchorage.cloud.RelativeRule;
import io.anchorage.cloud.RelativeScale;
import io.anchorage.family.arc.kernel.ArcPoints;
import io.anchorage.family.arc.kernel.ArcShape;
import io.anchorage.family.arc.kernel.ArcStrand;
import io.anchorage.field.Field;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.kernel.AdamState;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.signal.GradientSampler;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * The state of one fit: anchors, latents, the optimiser's moments, and the pixels in step order.
 * What is needed only during a step is in {@link ArcWork}.
 */
final class ArcState {
  private final Signal signal;
  private final ArcShape shape;
  private final float[] positions;
  private final RelativeScale scale;
  private final PixelOrder order;
  private final ArcPoints points;
  private final List<List<ArcStrand>> strands = new ArrayList<>();
  private final float[] targets;
  private final float[] latents;
  private final AdamState adam;
  private int steps;
  private float lastLoss = Float.NaN;

  /**
   * Starts a fit under a trained decoder.
   *
   * @throws BadSignalException if the signal is not an image, has other channels than the decoder,
   *     or is too large
   */
  static ArcState start(FitRecipe recipe, ArcDecoder decoder, FitTask task)
      throws BadSignalException {
    Signal signal = task.signal();
    if (signal.channels() != decoder.channels()) {
      throw new BadSignalException(
          "the image has %d channels, but the decoder was trained for %d: fit images of one kind in one"
                  .formatted(signal.channels(), decoder.channels())
              + " job, or convert them");
    }
    return start(recipe, decoder.shape(), signal, recipe.seeds(signal.id(), task.repeat()));
  }

  /** Starts a fit. @throws BadSignalException if the signal is not an image, or is too large */
  static ArcState start(FitRecipe recipe, ArcShape shape, Signal signal, Seeds seeds)
      throws BadSignalException {
    if (signal.grid().dimensions() != 2) {
      throw new BadSignalException(
          "ARC fits images, rows by columns; this signal has extents " + signal.grid().extents());
    }
    try {
      return drawn(recipe, shape, signal, seeds);
    } catch (ArithmeticException e) {
      throw new BadSignalException(
          ("an image of %d x %d pixels is too large for ARC with %d neighbours and latents of"
                  + " dimension %d: an array would hold more than 2^31 numbers; resize it, or lower"
                  + " family.latents-per-pixel")
              .formatted(
                  signal.grid().extent(1),
                  signal.grid().extent(0),
                  shape.slots(),
                  shape.latentDim()));
    }
  }

  private static ArcState drawn(FitRecipe recipe, ArcShape shape, Signal signal, Seeds seeds) {
    ArcConfig config = (ArcConfig) recipe.family();
    int height = signal.grid().extent(0);
    int width = signal.grid().extent(1);
    int wanted = config.wantedLatents(height * width);
    int[] anchors = GradientSampler.sample(signal, wanted, shape.slots(), seeds.stream("anchors"));
    float[] latents = new float[Math.multiplyExact(anchors.length, shape.latentDim())];
    float init = config.latentInit();
    seeds.stream("latents").fillUniform(latents, 0, latents.length, -init, init);
    PixelOrder order = PixelOrder.of(signal.grid(), config, anchors, seeds);
    return new ArcState(signal, shape, anchors, latents, order, config.relative(), recipe);
  }

  /**
   * Starts a fit from given values.
   *
   * @param anchors pixel indices, ascending
   * @param compact [anchors][latentDim]
   * @param relative how relative positions are standardised
   * @param recipe sets the optimiser
   */
  ArcState(
      Signal signal,
      ArcShape shape,
      int[] anchors,
      float[] compact,
      PixelOrder order,
      RelativeRule relative,
      FitRecipe recipe) {
    int height = signal.grid().extent(0);
    int width = signal.grid().extent(1);
    this.signal = signal;
    this.shape = shape;
    this.positions = positions(anchors, width);
    Math.multiplyExact(anchorRows(), shape.tableRow());
    int[] nearest = new NearestAnchors(positions).ofPixels(height, width, shape.slots());
    this.scale = relative.of(positions, nearest, width, shape.slots());
    this.order = order;
    this.points = points(nearest, width);
    this.targets = new float[Math.multiplyExact(height * width, shape.channels())];
    this.latents = rows(compact);
    this.adam = recipe.adamState(latents.length);
    target(signal.values());
  }

  private static float[] positions(int[] pixels, int width) {
    float[] positions = new float[2 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int row = pixels[i] / width;
      int column = pixels[i] % width;
      positions[2 * i] = row;
      positions[2 * i + 1] = column;
    }
    return positions;
  }

  private ArcPoints points(int[] nearest, int width) {
    int slots = shape.slots();
    int[] pixels = order.pixels();
    ArcPoints inOrder = new ArcPoints(shape, pixels.length);
    for (int p = 0; p < pixels.length; p++) {
      int row = pixels[p] / width;
      int column = pixels[p] % width;
      for (int j = 0; j < slots; j++) {
        int anchor = nearest[pixels[p] * slots + j];
        inOrder.set(
            p,
            j,
            anchor,
            scale.standardise(positions[2 * anchor], row),
            scale.standardise(positions[2 * anchor + 1], column));
      }
    }
    return inOrder;
  }

  private float[] rows(float[] compact) {
    int dim = shape.latentDim();
    float[] rows = new float[Math.multiplyExact(anchorRows(), shape.latentRow())];
    for (int i = 0; i < anchors(); i++) {
      System.arraycopy(compact, i * dim, rows, i * shape.latentRow(), dim);
    }
    return rows;
  }

  /** Replaces the target: [channels][grid points]. */
  void target(float[] values) {
    int channels = shape.channels();
    int[] pixels = order.pixels();
    for (int p = 0; p < pixels.length; p++) {
      for (int c = 0; c < channels; c++) {
        targets[p * channels + c] = values[c * pixels.length + pixels[p]];
      }
    }
  }

  /** Records that a step has been taken. */
  void stepped(float loss) {
    steps++;
    lastLoss = loss;
  }

  int steps() {
    return steps;
  }

  float lastLoss() {
    return lastLoss;
  }

  int anchors() {
    return positions.length / 2;
  }

  /**
   * Anchors padded to whole tiles: the number of rows of latents and tables; the padding is zero.
   */
  int anchorRows() {
    return ArcShape.wholeTiles(anchors());
  }

  ArcShape shape() {
    return shape;
  }

  RelativeScale scale() {
    return scale;
  }

  float[] positions() {
    return positions;
  }

  PixelOrder order() {
    return order;
  }

  ArcPoints points() {
    return points;
  }

  /** The strands of the next step, computed when a chunk is first used. */
  List<ArcStrand> strands() {
    int chunk = order.chunkOf(steps);
    if (chunk == strands.size()) {
      strands.add(ArcStrand.of(points, order.from(chunk), order.to(chunk), anchors()));
    }
    return strands.get(chunk);
  }

  /** [pixels][channels], in step order. */
  float[] targets() {
    return targets;
  }

  /** [anchorRows][latentRow]. */
  float[] latents() {
    return latents;
  }

  AdamState adam() {
    return adam;
  }

  /** A copy of the current field. */
  Field field() {
    return field(compactLatents());
  }

  /** A copy of the current latents, without padding: [anchors][latentDim]. */
  float[] compactLatents() {
    int dim = shape.latentDim();
    float[] compact = new float[anchors() * dim];
    for (int i = 0; i < anchors(); i++) {
      System.arraycopy(latents, i * shape.latentRow(), compact, i * dim, dim);
    }
    return compact;
  }

  /**
   * The field that other latents represent.
   *
   * @param compact [anchors][latentDim]; owned by the field afterwards
   */
  Field field(float[] compact) {
    return Field.on(signal.grid(), signal.normalisation())
        .count(ArcFamily.NUM_LATENTS, anchors())
        .count(ArcFamily.LATENT_DIM, shape.latentDim())
        .floats(ArcFamily.POSITIONS, positions.clone())
        .floats(ArcFamily.LATENTS, compact)
        .number(ArcFamily.RELATIVE_MEAN, scale.mean())
        .number(ArcFamily.RELATIVE_STD, scale.std())
        .build();
  }
}
