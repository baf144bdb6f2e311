package io.anchorage.jobs.exchange.in;

import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.fit.Signals;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.score.Psnr;
import io.anchorage.score.Ssim;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.ColourChannels;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.PixelHash;
import io.anchorage.signal.Raster;
import io.anchorage.signal.Signal;
import io.anchorage.signal.UnitImage;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Compares fields with the images of their ids. Sent to executors; each lists the images once for a
 * task.
 */
final class Scoring implements Serializable {
  private static final long serialVersionUID = 1;

  private final ImageSource source;
  private final FamilyConfig family;
  private final SharedParameters shared;
  private final Signals signals;
  private final boolean places;
  private transient Map<String, ItemRef> items;

  /**
   * Prepares to compare.
   *
   * @param places whether the fields lie on their images' grids, in their images' values, which
   *     only the images say
   */
  Scoring(
      ImageSource source,
      Recipe recipe,
      SharedParameters shared,
      SourceConfig config,
      boolean places) {
    this.places = places;
    this.source = source;
    this.family = recipe.fit().family();
    this.shared = shared;
    this.signals = Signals.of(recipe, Map.of(), config.channels());
  }

  /** The rows in their order, those whose image is there with scores and their image's hash. */
  List<FieldRow> scored(List<FieldRow> rows) {
    Map<String, SourceImage.Decoded> images = images(rows);
    return rows.stream()
        .map(
            row -> {
              SourceImage.Decoded decoded = images.get(row.summary().id());
              return decoded == null ? row : scored(row, decoded);
            })
        .toList();
  }

  private Map<String, SourceImage.Decoded> images(List<FieldRow> rows) {
    List<ItemRef> wanted = new ArrayList<>();
    for (FieldRow row : rows) {
      ItemRef item = items().get(row.summary().id());
      // Another fit of an image may be of an image that was changed: only the first is compared.
      if (item != null && (places || row.summary().repeat() == 0)) {
        wanted.add(item);
      }
    }
    wanted.sort(Comparator.comparing(ItemRef::location).thenComparingLong(ItemRef::position));
    Map<String, SourceImage.Decoded> images = new HashMap<>();
    Iterator<SourceImage> read = source.read(wanted);
    while (read.hasNext()) {
      if (read.next() instanceof SourceImage.Decoded image) {
        images.put(image.item().id(), image);
      }
    }
    return images;
  }

  private Map<String, ItemRef> items() {
    if (items == null) {
      items = new HashMap<>();
      source.items().forEachRemaining(item -> items.put(item.id(), item));
    }
    return items;
  }

  private FieldRow scored(FieldRow row, SourceImage.Decoded image) {
    Raster decoded = image.raster();
    FieldSummary old = row.summary();
    if (old.label() < 0) {
      old = old.labelled(image.label(), image.labelName());
    }
    Field field = row.field();
    float[] unit;
    try {
      int channels = old.channels();
      Raster coloured =
          channels == 1 || channels == 3 ? ColourChannels.of(decoded, channels) : decoded;
      Raster pixels = signals.pixels(old.id(), coloured);
      if (places) {
        Signal signal = signals.of(old.id(), coloured);
        field =
            PublishedReader.files(family)
                .placed(family, field, signal.grid(), signal.normalisation());
        old = old.sized(pixels.height(), pixels.width());
      }
      if (pixels.height() != old.height()
          || pixels.width() != old.width()
          || pixels.channels() != channels) {
        return row;
      }
      unit = unit(pixels);
    } catch (BadImageException | IOException e) {
      return row;
    }
    float[] values = family.family().reconstruct(family, shared, field);
    float[] shown = UnitImage.samples(values, field.normalisation());
    return new FieldRow(
        old.scored(
            loss(values, unit, field.normalisation()),
            Psnr.of(unit, shown),
            Ssim.of(unit, shown, old.channels(), old.height(), old.width()),
            PixelHash.of(decoded)),
        field,
        row.curve());
  }

  private static double loss(float[] values, float[] unit, Normalisation normalisation) {
    int points = values.length / normalisation.channels();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double error = values[i] - normalisation.toValue(i / points, unit[i]);
      sum += error * error;
    }
    return sum / values.length;
  }

  /** A raster's values, [channels][points], on the unit scale. */
  private static float[] unit(Raster raster) {
    int points = raster.height() * raster.width();
    float[] unit = new float[points * raster.channels()];
    for (int p = 0; p < points; p++) {
      for (int c = 0; c < raster.channels(); c++) {
        unit[c * points + p] = raster.samples()[p * raster.channels() + c] / (float) raster.peak();
      }
    }
    return unit;
  }
}
