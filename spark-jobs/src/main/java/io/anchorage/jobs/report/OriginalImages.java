package io.anchorage.jobs.report;

import io.anchorage.UserException;
import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigReader;
import io.anchorage.config.Kinds;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.fit.Signals;
import io.anchorage.jobs.fit.TableSource;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ImageSources;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.RunSource;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.PixelHash;
import io.anchorage.signal.Raster;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The images to which a table was fitted, read again from the location recorded by its runs. An
 * image that is gone or whose pixels have changed counts as absent.
 */
public final class OriginalImages {
  private final Signals signals;
  private final ImageSource source;
  private final String missing;
  private Map<String, ItemRef> items;

  private OriginalImages(Signals signals, ImageSource source, String missing) {
    this.signals = signals;
    this.source = source;
    this.missing = missing;
  }

  /**
   * Opens the source of a table's newest run.
   *
   * @param input the dataset's present location; null for the recorded one
   * @throws UserException if {@code input} is given and is not a dataset
   */
  public static OriginalImages of(
      FieldTable table, Recipe recipe, String input, Configuration hadoop) {
    Manifest manifest = table.manifest();
    RunSource recorded = manifest.runs().get(manifest.runs().size() - 1).source();
    // // Displaced canvases follow from the seed; a dataset's normalisation is stored with its
    // fields.
    Signals signals = Signals.of(recipe, Map.of());
    String path = input != null ? input : recorded.input();
    try {
      ImageSource source =
          ImageSources.open(config(recorded, manifest), path, hadoop, recipe.fit().seed());
      return new OriginalImages(signals, source, null);
    } catch (UserException e) {
      if (input != null) {
        throw e;
      }
      return new OriginalImages(signals, null, e.getMessage());
    }
  }

  private static SourceConfig config(RunSource recorded, Manifest manifest) {
    SourceConfig config =
        new ConfigBinder(Kinds.sealed())
            .bind(
                ConfigReader.parse(recorded.config().toString(), "the source in the manifest"),
                SourceConfig.defaults());
    // // Ids begin with the dataset's name, which may come from a folder that had another name.
    return TableSource.of(config.withDataset(manifest.dataset()), manifest);
  }

  /** Returns why there are no images at all; empty if the source is available. */
  public Optional<String> missing() {
    return Optional.ofNullable(missing);
  }

  /** Finds the pixels to which a field was fitted: transformed, without alpha. */
  public Optional<Raster> find(FieldSummary field) {
    return find(field.id(), field.pixelHash());
  }

  /**
   * Finds the pixels of an image: transformed, without alpha.
   *
   * @param pixelHash hash of the decoded pixels
   */
  public synchronized Optional<Raster> find(String id, String pixelHash) {
    if (source == null) {
      return Optional.empty();
    }
    if (items == null) {
      items = new HashMap<>();
      Iterator<ItemRef> all = source.items();
      while (all.hasNext()) {
        ItemRef item = all.next();
        items.put(item.id(), item);
      }
    }
    ItemRef item = items.get(id);
    return item == null ? Optional.empty() : read(item, pixelHash);
  }

  private Optional<Raster> read(ItemRef item, String pixelHash) {
    Iterator<SourceImage> images = source.read(List.of(item));
    if (images.hasNext()
        && images.next() instanceof SourceImage.Decoded decoded
        && PixelHash.of(decoded.raster()).equals(pixelHash)) {
      try {
        return Optional.of(signals.pixels(item.id(), decoded.raster()));
      } catch (BadImageException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
