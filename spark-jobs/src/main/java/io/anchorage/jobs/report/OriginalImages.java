package io.anchorage.jobs.report;

import io.anchorage.UserException;
import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigReader;
import io.anchorage.config.Kinds;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.fit.Signals;
import io.anchorage.jobs.fit.TableSource;
import io.anchorage.jobs.source.FileStamp;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.jobs.source.open.ImageSources;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.RunSource;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.ColourChannels;
import io.anchorage.signal.PixelHash;
import io.anchorage.signal.Raster;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/**
 * The images to which a table was fitted, read again from the location recorded by its runs. An
 * image that is gone or whose pixels have changed counts as absent.
 */
public final class OriginalImages {
  private final Signals signals;
  private final ImageSource source;
  private final String missing;
  private final Set<String> changed = new HashSet<>();
  private ItemIndex items;

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
    RunSource recorded = manifest.lastRun().source();
    SourceConfig config = config(recorded, manifest);
    // Displaced canvases follow from the seed; a dataset's normalisation is stored with its
    // fields.
    Signals signals = Signals.of(recipe, Map.of(), config.channels());
    String path = input != null ? input : recorded.input();
    if (path.isEmpty()) {
      return new OriginalImages(signals, null, "the table does not say where they are");
    }
    try {
      ImageSource source = ImageSources.open(config, path, hadoop, recipe.fit().seed());
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
    // Ids begin with the dataset's name, which may come from a folder that had another name.
    return TableSource.of(config.withDataset(manifest.dataset()), manifest);
  }

  /** Returns why there are no images at all; empty if the source is available. */
  public Optional<String> missing() {
    return Optional.ofNullable(missing);
  }

  /** Finds the pixels to which a field was fitted: transformed, without alpha. */
  public Optional<Raster> find(FieldSummary field) {
    return decoded(field.id(), field.pixelHash())
        .flatMap(raster -> pixels(field.id(), ofChannels(raster, field.channels())));
  }

  /** Finds the same pixels, [channels][grid points] on the unit scale. */
  public Optional<float[]> unit(FieldSummary field) {
    return find(field).map(OriginalImages::unit);
  }

  private static float[] unit(Raster raster) {
    int points = raster.height() * raster.width();
    float[] pixels = new float[points * raster.channels()];
    for (int p = 0; p < points; p++) {
      for (int c = 0; c < raster.channels(); c++) {
        pixels[c * points + p] =
            raster.samples()[p * raster.channels() + c] / (float) raster.peak();
      }
    }
    return pixels;
  }

  /**
   * Finds the pixels of an image: transformed, without alpha.
   *
   * @param pixelHash hash of the decoded pixels
   */
  public Optional<Raster> find(String id, String pixelHash) {
    return decoded(id, pixelHash).flatMap(raster -> pixels(id, raster));
  }

  /**
   * Tests whether an image has other pixels than when a field was fitted to it. It is read only if
   * its file's size or time is another, or if it was looked for before.
   *
   * @param id the image's id, which is not the field's if the field represents a feature map
   */
  public synchronized boolean isChanged(String id, FieldSummary field) {
    ItemRef item = item(id);
    if (item == null) {
      return false;
    }
    boolean isAsBefore =
        field.inputBytes() < 0
            || item.stamp().equals(new FileStamp(field.inputBytes(), field.inputTime()));
    if (!isAsBefore) {
      decoded(id, field.pixelHash());
    }
    return changed.contains(id);
  }

  /** An image that was converted for its field is converted in the same way again. */
  private static Raster ofChannels(Raster raster, int channels) {
    return channels == 1 || channels == 3 ? ColourChannels.of(raster, channels) : raster;
  }

  private Optional<Raster> pixels(String id, Raster decoded) {
    try {
      return Optional.of(signals.pixels(id, decoded));
    } catch (BadImageException e) {
      return Optional.empty();
    }
  }

  private synchronized Optional<Raster> decoded(String id, String pixelHash) {
    ItemRef item = item(id);
    if (item == null) {
      return Optional.empty();
    }
    Iterator<SourceImage> images = source.read(List.of(item));
    if (!(images.next() instanceof SourceImage.Decoded image)) {
      return Optional.empty();
    }
    if (!PixelHash.of(image.raster()).equals(pixelHash)) {
      changed.add(id);
      return Optional.empty();
    }
    return Optional.of(image.raster());
  }

  /** The item of an image; null if there is none. */
  private ItemRef item(String id) {
    if (source == null) {
      return null;
    }
    if (items == null) {
      items = ItemIndex.of(source);
    }
    return items.find(id).orElse(null);
  }
}
