package io.anchorage.jobs.table;

import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.jobs.table.manifest.ShardFile;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.kernel.random.Philox;
import io.anchorage.score.Psnr;
import io.anchorage.signal.Normalisation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A seeded sample of a table's fields, which are reconstructed and compared with their rows.
 *
 * @param family the table's family
 * @param config the family's settings in the table's recipe
 * @param shared the table's shared parameters
 * @param originals the images, as far as they are available
 * @param seed determines which fields are sampled
 * @param count maximum number of fields to sample
 */
public record FieldSample(
    Family family,
    FamilyConfig config,
    SharedParameters shared,
    Originals originals,
    long seed,
    int count) {
  /**
   * Maximum difference between a PSNR measured again and the row's, in dB; engines round
   * differently.
   */
  static final double TOLERANCE_DB = 0.05;

  /** Access to the images to which a table was fitted. */
  @FunctionalInterface
  public interface Originals {
    /**
     * Returns the image of a field, after the transforms.
     *
     * @return [channels][grid points] on the unit scale; null if the image is not available
     */
    float[] pixels(FieldSummary field);

    /** Tests whether a field's image has other pixels than when it was fitted. */
    default boolean isChanged(FieldSummary field) {
      return false;
    }

    /** Returns no images: fields are only checked for finite values. */
    static Originals none() {
      return field -> null;
    }
  }

  /**
   * The result of the check.
   *
   * @param changed ids of images that have other pixels than when they were fitted
   */
  record Finding(
      int sampled,
      int compared,
      double largestDifference,
      List<String> problems,
      List<String> changed) {
    static Finding none() {
      return new Finding(0, 0, 0, List.of(), List.of());
    }
  }

  Finding check(FieldTable table) {
    int sampled = 0;
    int compared = 0;
    double largest = 0;
    List<String> problems = new ArrayList<>();
    for (FieldRow row : rows(table)) {
      sampled++;
      float[] values = family.reconstruct(config, shared, row.field());
      if (!isFinite(values)) {
        problems.add("field " + row.summary().id() + " reconstructs to values that are not finite");
        continue;
      }
      float[] original = originals.pixels(row.summary());
      if (original == null || Double.isNaN(row.summary().psnr())) {
        continue;
      }
      compared++;
      double psnr = Psnr.of(original, unit(row.field(), values));
      double difference = Math.abs(psnr - row.summary().psnr());
      if (!(difference <= TOLERANCE_DB)) {
        problems.add(
            "field %s reconstructs to %.2f dB but its row says %.2f dB"
                .formatted(row.summary().id(), psnr, row.summary().psnr()));
      }
      largest = Math.max(largest, difference);
    }
    return new Finding(sampled, compared, largest, problems, changed(table));
  }

  /** Compares all fields with their images, as far as the files look different from before. */
  private List<String> changed(FieldTable table) {
    List<String> changed = new ArrayList<>();
    try (ShardScan<FieldSummary> rows = table.summaries()) {
      while (rows.hasNext()) {
        FieldSummary row = rows.next();
        if (row.repeat() == 0 && originals.isChanged(row)) {
          changed.add(row.id());
        }
      }
    }
    return changed;
  }

  /** Returns values as pixels on the unit scale, clamped to [0, 1]. */
  private static float[] unit(Field field, float[] values) {
    Normalisation normalisation = field.normalisation();
    int points = field.grid().points();
    float[] unit = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      unit[i] = Math.max(0f, Math.min(1f, normalisation.toUnit(i / points, values[i])));
    }
    return unit;
  }

  private static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** Reads the chosen rows; files that hold none of them are skipped. */
  private List<FieldRow> rows(FieldTable table) {
    TreeSet<Long> chosen = choose(table.manifest().fields());
    List<FieldRow> rows = new ArrayList<>();
    long first = 0;
    for (ShardFile file : table.fieldFiles()) {
      if (!chosen.subSet(first, first + file.rows()).isEmpty()) {
        try (ShardScan<FieldRow> scan = table.rows(List.of(file))) {
          for (long i = first; scan.hasNext(); i++) {
            FieldRow row = scan.next();
            if (chosen.contains(i)) {
              rows.add(row);
            }
          }
        }
      }
      first += file.rows();
    }
    return rows;
  }

  private TreeSet<Long> choose(long rows) {
    TreeSet<Long> chosen = new TreeSet<>();
    Philox random = new Philox(seed);
    for (long i = 0; chosen.size() < Math.min(count, rows); i++) {
      chosen.add((long) random.below(i, Math.toIntExact(rows)));
    }
    return chosen;
  }
}
