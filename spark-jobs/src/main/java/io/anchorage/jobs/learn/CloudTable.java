package io.anchorage.jobs.learn;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.cloud.LabelledCloud;
import io.anchorage.cloud.PointCloud;
import io.anchorage.family.arc.ArcConfig;
import io.anchorage.jobs.report.TableFamily;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.learn.input.CloudInput;
import io.anchorage.learn.train.CloudSource;
import io.anchorage.learn.train.Fact;
import io.anchorage.learn.train.InMemoryClouds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A field table of ARCs as clouds with labels. */
final class CloudTable {
  static final String RECIPE = "recipe-hash";
  static final String DECODER = "decoder-hash";
  static final String ALL = "all";
  private static final long CLOUD_BYTES = 256;

  private final FieldTable table;
  private final TableFamily family;
  private final CloudInput input;
  private final Changes changes;

  private CloudTable(FieldTable table, CloudInput input, Changes changes) {
    this.table = table;
    this.family = TableFamily.of(table);
    this.input = input;
    this.changes = changes;
  }

  /**
   * Opens a table.
   *
   * @param input what clouds show of a field
   * @param changes made to each cloud
   * @throws UserException of kind INPUT if there is none, or its fields are not ARCs
   */
  static CloudTable open(StorageFolder files, CloudInput input, Changes changes) {
    FieldTable table = FieldTable.open(files);
    String family = table.manifest().spec().family();
    if (!family.equals("arc")) {
      throw new UserException(
          Kind.INPUT,
          "%s holds %s fields, and clouds are in arc tables only; fit one with conf/arc-*.yaml"
              .formatted(files.root(), family));
    }
    return new CloudTable(table, input, changes);
  }

  String root() {
    return table.files().root();
  }

  String id() {
    return table.manifest().tableId();
  }

  String dataset() {
    return table.manifest().dataset();
  }

  /** Hash of the recipe that the fields were made by. */
  String recipe() {
    return table.manifest().spec().recipeHash();
  }

  /** Hash of the decoder that the latents belong to. */
  String decoder() {
    return table.manifest().shared() == null ? "none" : table.manifest().shared().sha256();
  }

  /** What a model should remember of the table. */
  List<Fact> facts() {
    return List.of(
        new Fact("dataset", dataset()), new Fact(RECIPE, recipe()), new Fact(DECODER, decoder()));
  }

  /**
   * Names of the classes; numbers, if the table's source has no names.
   *
   * @throws UserException of kind INPUT if the table has no labels
   */
  List<String> classes() {
    List<String> names = table.manifest().labelNames();
    if (!names.isEmpty()) {
      return names;
    }
    int largest = -1;
    try (ShardScan<FieldSummary> rows = table.summaries()) {
      while (rows.hasNext()) {
        largest = Math.max(largest, rows.next().label());
      }
    }
    if (largest < 0) {
      throw new UserException(
          Kind.INPUT,
          "%s has no labels; learn from a table whose images have classes".formatted(root()));
    }
    return IntStream.rangeClosed(0, largest).mapToObj(Integer::toString).toList();
  }

  /** Whether the table's labels are numbers of these classes. */
  boolean hasLabelsOf(List<String> classes) {
    List<String> names = table.manifest().labelNames();
    return !names.isEmpty() ? names.equals(classes) : hasLabels() && classes().equals(classes);
  }

  private boolean hasLabels() {
    try (ShardScan<FieldSummary> rows = table.summaries()) {
      return rows.hasNext() && rows.next().label() >= 0;
    }
  }

  int parts() {
    return table.parts();
  }

  /** All rows of one file, of any split. */
  ShardScan<FieldRow> rows(int part) {
    return table.part(part);
  }

  /**
   * A split as a dataset to train on.
   *
   * @param bytes of clouds that may be held. If the split fits, its clouds are in the order of
   *     their ids, however the table is cut into files.
   * @throws UserException of kind INPUT if the split has no clouds, or one cannot be used
   */
  CloudSource source(String split, long bytes) {
    List<String> classes = classes();
    List<LabelledCloud> held = new ArrayList<>();
    long sum = 0;
    try (CloudSource.Stream clouds = inOrder(split, classes.size())) {
      while (clouds.hasNext() && sum <= bytes) {
        LabelledCloud cloud = clouds.next();
        held.add(cloud);
        sum += CLOUD_BYTES + 4L * cloud.cloud().points() * (2 + cloud.cloud().dim());
      }
    }
    requireSome(held.size(), split);
    if (sum > bytes) {
      return new StreamedTable(this, split, classes, held.size());
    }
    held.sort(Comparator.comparing(LabelledCloud::id).thenComparingInt(LabelledCloud::repeat));
    return new InMemoryClouds(classes, held);
  }

  /** A split as a dataset to go through in order, without holding it. */
  CloudSource stream(String split) {
    return new StreamedTable(this, split, classes(), 1);
  }

  /** Whether the table has rows of a split. */
  boolean has(String split) {
    try (ShardScan<FieldSummary> rows = table.summaries()) {
      while (rows.hasNext()) {
        if (isOf(split, rows.next().split())) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * @throws UserException of kind INPUT if there are none
   */
  void requireSome(long clouds, String split) {
    if (clouds == 0) {
      throw new UserException(
          Kind.INPUT,
          "%s has no fields of split %s; choose another split, or fit that one"
              .formatted(root(), split));
    }
  }

  CloudSource.Stream inOrder(String split, int classes) {
    return new CloudRows(this, split, classes, IntStream.range(0, parts()).toArray());
  }

  static boolean isOf(String wanted, String split) {
    return wanted.equals(ALL) || wanted.equals(split);
  }

  /**
   * A row as a cloud.
   *
   * @throws UserException of kind INPUT if it has no label, or numbers that are not finite
   */
  LabelledCloud labelled(FieldRow row, int classes) {
    FieldSummary about = row.summary();
    if (about.label() < 0) {
      throw new UserException(
          Kind.INPUT,
          "Field %s of %s has no label; learn from images that have classes"
              .formatted(about.id(), root()));
    }
    return changes.of(
        LabelledCloud.of(about.id(), about.repeat(), cloud(row), about.label(), classes));
  }

  /** A row as a cloud, whether it has a label or not. */
  LabelledCloud unlabelled(FieldRow row) {
    return changes.of(
        LabelledCloud.of(row.summary().id(), row.summary().repeat(), cloud(row), 0, 1));
  }

  private PointCloud cloud(FieldRow row) {
    try {
      ArcConfig config = (ArcConfig) family.recipe().fit().family();
      return input.cloud(config, family.shared(), row.field());
    } catch (IllegalArgumentException e) {
      throw new UserException(
          Kind.INPUT,
          "Field %s of %s cannot be used: %s; run verify on the table"
              .formatted(row.summary().id(), root(), e.getMessage()),
          e);
    }
  }
}
