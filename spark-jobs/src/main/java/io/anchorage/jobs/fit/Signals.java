package io.anchorage.jobs.fit;

import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.config.SourceConfig.Channels;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.ColourChannels;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Raster;
import io.anchorage.signal.Signal;
import io.anchorage.signal.SignalConfig;
import io.anchorage.signal.SignalPipeline;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns the images of one table into signals: the recipe's pipeline, with random numbers derived
 * from the recipe's seed. Sent to executors.
 */
public final class Signals implements Serializable {
  private static final long serialVersionUID = 1;
  private static final String PLACE = "place";

  private final SignalConfig config;
  private final FitRecipe fit;
  private final TreeMap<Integer, Normalisation> dataset;
  private final Channels channels;
  private transient SignalPipeline pipeline;

  private Signals(Recipe recipe, Map<Integer, Normalisation> dataset, Channels channels) {
    this.channels = channels;
    this.config = recipe.signal();
    this.fit = recipe.fit();
    this.dataset = new TreeMap<>(dataset);
  }

  /**
   * Makes the signals of a recipe.
   *
   * @param dataset normalisation by number of channels; needed only for values that are
   *     standardised over the dataset
   * @param channels what the images' colour channels become
   */
  public static Signals of(Recipe recipe, Map<Integer, Normalisation> dataset, Channels channels) {
    return new Signals(recipe, dataset, channels);
  }

  /**
   * Makes the signal of an image.
   *
   * @throws BadImageException if a transform cannot be applied to the image; the message is one
   *     line
   */
  public Signal of(String id, Raster decoded) throws BadImageException {
    return pipeline().signal(id, converted(decoded));
  }

  /**
   * Returns the pixels that are fitted, with alpha removed and the transforms applied.
   *
   * @throws BadImageException if a transform cannot be applied to the image; the message is one
   *     line
   */
  public Raster pixels(String id, Raster decoded) throws BadImageException {
    return pipeline().pixels(id, converted(decoded));
  }

  private Raster converted(Raster decoded) {
    return switch (channels) {
      case AUTO -> decoded;
      case GREY -> ColourChannels.of(decoded, 1);
      case RGB -> ColourChannels.of(decoded, 3);
    };
  }

  private synchronized SignalPipeline pipeline() {
    if (pipeline == null) {
      pipeline = new SignalPipeline(config, id -> fit.seeds(id, 0).stream(PLACE), dataset);
    }
    return pipeline;
  }
}
