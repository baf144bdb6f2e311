package io.anchorage.jobs.learn;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.cloud.FieldView;
import io.anchorage.cloud.Sample;
import io.anchorage.field.FamilyConfig;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.learn.Inputs;
import io.anchorage.learn.input.FieldInput;
import io.anchorage.learn.train.Fact;
import io.anchorage.learn.train.InMemorySamples;
import io.anchorage.learn.train.SampleSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A field table as samples with labels, whatever a model sees of its fields. */
final class SampleTable {
  static final String RECIPE = "recipe-hash";
  static final String DECODER = "decoder-hash";
  static final String ALL = "all";

  /** What a sample takes in memory beside its numbers. */
  private static final long SAMPLE_BYTES = 256;

  private final FieldTable table;
  private final TableFamily family;
  private final FieldInput input;
  private final Changes changes;

  private SampleTable(FieldTable table, FieldInput input, Changes changes) {
    this.table = table;
    this.family = TableFamily.of(table);
    this.input = input;
    this.changes = changes;
  }

  /**
   * Opens a table.
   *
   * @param input what the model sees of a field
   * @param changes made to each sample
   * @throws UserException of kind INPUT if there is none, or the input cannot show its fields
   */
  static SampleTable open(StorageFolder files, FieldInput input, Changes changes) {
    FieldTable table = FieldTable.open(files);
    SampleTable samples = new SampleTable(table, input, changes);
    samples.requireInput();
    return samples;
  }

  private void requireInput() {
    FamilyConfig config = config();
    String refusal = input.refusal(config).orElse(null);
    if (refusal == null) {
      return;
    }
    List<String> others =
        Inputs.defaults().stream()
            .filter(other -> other.refusal(config).isEmpty())
            .map(FieldInput::kind)
            .toList();
    throw new UserException(
        Kind.INPUT,
        "%s holds %s fields, %s, and a model that sees %s cannot learn from them; take another"
                .formatted(root(), config.kind(), refusal, input.kind())
            + " table, or train with clouds.input.kind %s".formatted(String.join(" or ", others)));
  }

  private FamilyConfig config() {
    return family.recipe().fit().family();
  }

  /** What should be told to whoever learns from this table; empty if there is nothing. */
  Optional<String> warning() {
    return input.warning(config(), family.recipe().fit().repeats());
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
   * @param bytes of samples that may be held. If the split fits, its samples are in the order of
   *     their ids, however the table is cut into files.
   * @throws UserException of kind INPUT if the split has no fields, or one cannot be used
   */
  SampleSource source(String split, long bytes) {
    List<String> classes = classes();
    List<Sample> held = new ArrayList<>();
    long sum = 0;
    try (SampleSource.Stream samples = inOrder(split, classes.size())) {
      while (samples.hasNext() && sum <= bytes) {
        Sample sample = samples.next();
        held.add(sample);
        sum += SAMPLE_BYTES + sample.view().bytes();
      }
    }
    requireSome(held.size(), split);
    if (sum > bytes) {
      return new StreamedTable(this, split, classes, held.size());
    }
    held.sort(Comparator.comparing(Sample::id).thenComparingInt(Sample::repeat));
    return new InMemorySamples(classes, held);
  }

  /** A split as a dataset to go through in order, without holding it. */
  SampleSource stream(String split) {
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
  void requireSome(long samples, String split) {
    if (samples == 0) {
      throw new UserException(
          Kind.INPUT,
          "%s has no fields of split %s; choose another split, or fit that one"
              .formatted(root(), split));
    }
  }

  SampleSource.Stream inOrder(String split, int classes) {
    return new SampleRows(this, split, classes, IntStream.range(0, parts()).toArray());
  }

  static boolean isOf(String wanted, String split) {
    return wanted.equals(ALL) || wanted.equals(split);
  }

  /**
   * A row as a sample.
   *
   * @throws UserException of kind INPUT if it has no label, or numbers that are not finite
   */
  Sample labelled(FieldRow row, int classes) {
    FieldSummary about = row.summary();
    if (about.label() < 0) {
      throw new UserException(
          Kind.INPUT,
          "Field %s of %s has no label; learn from images that have classes"
              .formatted(about.id(), root()));
    }
    return changes.of(Sample.of(about.id(), about.repeat(), view(row), about.label(), classes));
  }

  /** A row as a sample, whether it has a label or not. */
  Sample unlabelled(FieldRow row) {
    return changes.of(Sample.of(row.summary().id(), row.summary().repeat(), view(row), 0, 1));
  }

  private FieldView view(FieldRow row) {
    try {
      return input.view(config(), family.shared(), row.field());
    } catch (IllegalArgumentException e) {
      throw new UserException(
          Kind.INPUT,
          "Field %s of %s cannot be used: %s; run verify on the table"
              .formatted(row.summary().id(), root(), e.getMessage()),
          e);
    }
  }
}
