package io.anchorage.signal;

import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.SignalConfig.ValueRange;
import io.anchorage.signal.Transform.CenterCrop;
import io.anchorage.signal.Transform.Crop;
import io.anchorage.signal.Transform.PadToCanvas;
import io.anchorage.signal.Transform.PadToCanvas.Placement;
import io.anchorage.signal.Transform.ResizeShortest;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Turns an image's pixels into the signal that is fitted: the alpha channel is removed, the
 * transforms are applied in order, and the samples are normalised to values. Thread-safe if {@code
 * places} is.
 *
 * <p>A signal depends only on the config, the pixels, the image's id (through {@code places}, for
 * displaced canvases) and the dataset's normalisation.
 */
public final class SignalPipeline {
  private final SignalConfig config;
  private final Function<String, Philox> places;
  private final Map<Integer, Normalisation> dataset;

  /**
   * @param config its range must not be AUTO; the family says which range AUTO stands for
   * @param places gives the random numbers that displace an image on its canvas, from the image's
   *     id
   */
  public SignalPipeline(SignalConfig config, Function<String, Philox> places) {
    this(config, places, Map.of());
  }

  /**
   * @param dataset by number of channels; needed only for STANDARDISED_DATASET, see {@link
   *     DatasetStatistics#normalisations}
   */
  public SignalPipeline(
      SignalConfig config, Function<String, Philox> places, Map<Integer, Normalisation> dataset) {
    if (config.values() == ValueRange.AUTO) {
      throw new IllegalArgumentException("The range AUTO must be replaced by the family's own");
    }
    this.config = config;
    this.places = places;
    this.dataset = new TreeMap<>(dataset);
  }

  /**
   * The signal of an image.
   *
   * @throws BadImageException in one line, if a transform does not fit the image
   */
  public Signal signal(String id, Raster decoded) throws BadImageException {
    Raster pixels = pixels(id, decoded);
    Normalisation normalisation = normalisation(pixels);
    return new Signal(
        id,
        Grid.image(pixels.height(), pixels.width()),
        normalisation,
        values(pixels, normalisation));
  }

  /**
   * The pixels that are fitted: alpha removed, transforms applied.
   *
   * @throws BadImageException in one line, if a transform does not fit the image
   */
  public Raster pixels(String id, Raster decoded) throws BadImageException {
    Raster raster = AlphaChannel.remove(decoded, config.alpha());
    for (int i = 0; i < config.transforms().size(); i++) {
      Transform transform = config.transforms().get(i);
      TransformedSize size = TransformedSize.of(transform, raster.height(), raster.width());
      raster = apply(transform, raster, size, id, i);
    }
    return raster;
  }

  /**
   * The grid of the signal that an image of a given size becomes.
   *
   * @throws BadImageException in one line, if a transform does not fit the image
   */
  public Grid grid(int height, int width) throws BadImageException {
    TransformedSize size = new TransformedSize(height, width);
    for (Transform transform : config.transforms()) {
      size = TransformedSize.of(transform, size.height(), size.width());
    }
    return Grid.image(size.height(), size.width());
  }

  private Raster apply(
      Transform transform, Raster raster, TransformedSize size, String id, int index) {
    if (transform instanceof ResizeShortest) {
      return Resampling.resize(raster, size.height(), size.width());
    }
    if (transform instanceof Crop crop) {
      return Window.cut(raster, crop.top(), crop.left(), crop.height(), crop.width());
    }
    int spareRows = Math.abs(size.height() - raster.height());
    int spareColumns = Math.abs(size.width() - raster.width());
    int top = spareRows / 2;
    int left = spareColumns / 2;
    if (transform instanceof CenterCrop) {
      return Window.cut(raster, top, left, size.height(), size.width());
    }
    if (((PadToCanvas) transform).placement() == Placement.DISPLACED) {
      Philox random = places.apply(id);
      top = random.below(2L * index, spareRows + 1);
      left = random.below(2L * index + 1, spareColumns + 1);
    }
    return Window.place(raster, top, left, size.height(), size.width());
  }

  private Normalisation normalisation(Raster pixels) throws BadImageException {
    int channels = pixels.channels();
    return switch (config.values()) {
      case SYMMETRIC -> Normalisation.symmetric(channels);
      case STANDARDISED_IMAGE -> DatasetStatistics.of(pixels).normalisations().get(channels);
      case STANDARDISED_DATASET -> {
        if (!dataset.containsKey(channels)) {
          throw new BadImageException(
              "Image has %d channels; the dataset's statistics are for %s"
                  .formatted(channels, dataset.keySet()));
        }
        yield dataset.get(channels);
      }
      case UNIT, AUTO -> Normalisation.unit(channels);
    };
  }

  private static float[] values(Raster pixels, Normalisation normalisation) {
    int channels = pixels.channels();
    int points = pixels.height() * pixels.width();
    float peak = pixels.peak();
    float[] values = new float[Math.multiplyExact(points, channels)];
    for (int c = 0; c < channels; c++) {
      float offset = normalisation.offset().get(c);
      float scale = normalisation.scale().get(c);
      for (int p = 0; p < points; p++) {
        float unit = pixels.samples()[p * channels + c] / peak;
        values[c * points + p] = (unit - offset) / scale;
      }
    }
    return values;
  }
}
