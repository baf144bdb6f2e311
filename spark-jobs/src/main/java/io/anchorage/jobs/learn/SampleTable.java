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

/** A field table viewed as labelled samples, for any kind of model input. */
final class SampleTable {
  static final String RECIPE = "recipe-hash";
  static final String DECODER = "decoder-hash";
  static final String ALL = "all";

  /** Memory overhead of a sample, in bytes, on top of its numbers. */
  private static final long SAMPLE_BYTES = 256;

  private final FieldTable table;
  private final TableFamily family;
  private final FieldInput input;
  private final Changes changes;
  private TableClasses classes;

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
   * @param changes changes applied to each sample
   * @throws UserException of kind INPUT if there is no table, or its fields do not suit the input
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

  /** A warning for users who train on this table, if there is one. */
  Optional<String> warning() {
    return family.recipe().units().aligned()
        ? Optional.empty()
        : input.warning(config(), family.recipe().fit().repeats());
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

  /** Hash of the recipe that the fields were made with. */
  String recipe() {
    return table.manifest().spec().recipeHash();
  }

  /** Hash of the decoder that the latents belong to. */
  String decoder() {
    return table.manifest().shared() == null ? "none" : table.manifest().shared().sha256();
  }

  /** What the table holds, from one pass over its rows. */
  TableContent content() {
    return TableContent.of(table);
  }

  /** Tests whether the table still holds what it held before. */
  boolean holds(TableContent before) {
    return before.isOf(table);
  }

  /**
   * Checks that the table still holds what it held when a job was planned.
   *
   * @throws UserException of kind INPUT if it does not
   */
  void require(TableContent planned) {
    planned.require(table);
  }

  /** Facts about the table to store in a model. */
  List<Fact> facts() {
    return List.of(
        new Fact("dataset", dataset()), new Fact(RECIPE, recipe()), new Fact(DECODER, decoder()));
  }

  /**
   * The table's classes and how many fields of each it has; counted once.
   *
   * @throws UserException of kind INPUT if a class number has two names or is no class number
   */
  TableClasses classes() {
    if (classes == null) {
      classes = TableClasses.of(table);
    }
    return classes;
  }

  int parts() {
    return table.parts();
  }

  /** Scans all rows of one file, whatever their split. */
  ShardScan<FieldRow> rows(int part) {
    return table.part(part);
  }

  /**
   * Opens a split as a dataset for training. Fields without a label are not in it.
   *
   * @param bytes memory limit for held samples. If the split fits, its samples are ordered by id,
   *     no matter how the table is divided into files.
   * @throws UserException of kind INPUT if the split has no labelled fields, or one cannot be used
   */
  SampleSource source(String split, long bytes) {
    classes().requireLabelled(split, "learn from images that have classes");
    List<String> classes = classes().names();
    List<Sample> held = new ArrayList<>();
    long sum = 0;
    try (SampleSource.Stream samples = inOrder(split, classes.size())) {
      while (samples.hasNext() && sum <= bytes) {
        Sample sample = samples.next();
        held.add(sample);
        sum += SAMPLE_BYTES + sample.view().bytes();
      }
    }
    if (sum > bytes) {
      return new StreamedTable(this, split, classes, held.size());
    }
    held.sort(Comparator.comparing(Sample::id).thenComparingInt(Sample::repeat));
    return new InMemorySamples(classes, held);
  }

  /** Opens the labelled part of a split, streamed in order, without holding it in memory. */
  SampleSource stream(String split) {
    return new StreamedTable(this, split, classes().names(), 1);
  }

  /** Streams the labelled fields of a split. */
  SampleSource.Stream inOrder(String split, int classes) {
    return new SampleRows(this, split, classes, IntStream.range(0, parts()).toArray());
  }

  static boolean isOf(String wanted, String split) {
    return wanted.equals(ALL) || wanted.equals(split);
  }

  /**
   * Converts a row that has a label to a sample.
   *
   * @throws UserException of kind INPUT if the row contains non-finite numbers
   */
  Sample labelled(FieldRow row, int classes) {
    FieldSummary about = row.summary();
    return changes.of(Sample.of(about.id(), about.repeat(), view(row), about.label(), classes));
  }

  /** Converts a row to a sample, whether or not it has a label. */
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
