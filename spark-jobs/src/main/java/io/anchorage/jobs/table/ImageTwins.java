package io.anchorage.jobs.table;

import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.rows.IdMap;
import java.util.Locale;

/**
 * Counts images that a table holds under more than one id. Datasets do contain images twice, so
 * that this is no damage; but it is also what renamed files look like.
 */
final class ImageTwins {
  private static final String IMAGE = "image";

  private final boolean isDerived;
  private final IdMap.Builder images;
  private long twins;
  private String example = "";

  ImageTwins(Manifest manifest) {
    this.isDerived =
        manifest.spec().columns().stream().anyMatch(column -> column.name().equals(IMAGE));
    this.images = IdMap.builder(manifest.fields());
  }

  void add(FieldSummary row) {
    // Imported fields have no hash until they were compared with their images.
    if (row.repeat() > 0 || row.pixelHash().isEmpty()) {
      return;
    }
    String image = isDerived ? row.id().substring(0, row.id().lastIndexOf('#')) : row.id();
    long own = image.hashCode() & 0xFFFFFFFFL;
    long before = images.put(row.pixelHash(), 0, own, -1);
    if (before >= 0 && before != own) {
      twins++;
      example = example.isEmpty() ? image : example;
    }
  }

  /** Returns the count and an example in words; empty if there are none. */
  String words() {
    return twins == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "%,d %s there under another id, too, such as %s",
            twins,
            twins == 1 ? "image is" : "images are",
            example);
  }
}
