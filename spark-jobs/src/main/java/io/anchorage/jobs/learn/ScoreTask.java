package io.anchorage.jobs.learn;

import io.anchorage.cloud.Sample;
import io.anchorage.jobs.cluster.ExecutorTorch;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.rows.RowColumn;
import io.anchorage.jobs.table.shard.FlatFile;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.learn.net.CrossEntropy;
import io.anchorage.learn.train.Predictor;
import io.anchorage.learn.train.TrainedModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.TaskContext;

/** Runs a model on the fields of one of a table's files. Runs on an executor. */
final class ScoreTask implements TaskFunction<Integer, ScoreTask.End> {
  private static final long serialVersionUID = 1;
  private static final int WINDOW = 1024;

  private static final List<RowColumn<Prediction, ?>> COLUMNS =
      List.of(
          RowColumn.text("id", (Prediction p) -> p.field.id()).optional(),
          RowColumn.integer("repeat", (Prediction p) -> p.field.repeat()).optional(),
          RowColumn.text("split", (Prediction p) -> p.field.split()).optional(),
          RowColumn.integer("label", (Prediction p) -> p.field.label() < 0 ? null : p.field.label())
              .optional(),
          RowColumn.text(
                  "label_name",
                  (Prediction p) -> p.field.labelName().isEmpty() ? null : p.field.labelName())
              .optional(),
          RowColumn.integer("prediction", (Prediction p) -> p.label).optional(),
          RowColumn.text("prediction_name", (Prediction p) -> p.name).optional(),
          RowColumn.number("probability", (Prediction p) -> p.probabilities[p.label]).optional(),
          RowColumn.numbers("probabilities", (Prediction p) -> p.probabilities));

  private final StorageFolder model;
  private final StorageFolder table;
  private final String split;
  private final String changes;
  private final Map<Integer, Integer> classes;
  private final StorageFolder output;

  /**
   * The result that a task sends to the driver.
   *
   * @param fields number of fields that the model looked at
   * @param splits the scores of each split
   */
  record End(long fields, Map<String, OfSplit> splits) implements Serializable {}

  /**
   * The scores of the fields of one split.
   *
   * @param loss sum of the loss over the scored fields, in nats
   * @param counts confusion counts, [truth][prediction]; empty if no field was scored
   * @param mistakes a field of each kind of mistake, the first that was met
   * @param certainty of all fields, whether they were scored or not
   */
  record OfSplit(double loss, List<List<Long>> counts, List<Mistaken> mistakes, Certainty certainty)
      implements Serializable {}

  /** A field that was taken for another class than its own. */
  record Mistaken(int truth, int predicted, String id) implements Serializable {}

  /**
   * @param changes changes to each sample, as canonical JSON
   * @param classes from the table's class numbers to the model's; labels of others are not scored
   * @param output the folder for predictions; null to compute scores only
   */
  ScoreTask(
      StorageFolder model,
      StorageFolder table,
      String split,
      String changes,
      Map<Integer, Integer> classes,
      StorageFolder output) {
    this.model = model;
    this.table = table;
    this.split = split;
    this.changes = changes;
    this.classes = new TreeMap<>(classes);
    this.output = output;
  }

  @Override
  public String words() {
    return "score fields";
  }

  @Override
  public End call(Integer part, TaskContext context) {
    TrainedModel trained = ModelFolder.read(model);
    SampleTable samples =
        SampleTable.open(
            table, ModelInput.of(trained, model.root()), Changes.parse(changes, "the task"));
    try (Predictor predictor = new Predictor(ExecutorTorch.get(), trained);
        ShardScan<FieldRow> rows = samples.rows(part)) {
      Pass pass = new Pass(samples, trained, predictor);
      if (output == null) {
        pass.over(rows, null);
      } else {
        try (FlatFile<Prediction> file =
            FlatFile.create(output, "part-%05d.parquet".formatted(part), COLUMNS)) {
          pass.over(rows, file);
          if (pass.fields > 0) {
            file.finish();
          }
        }
      }
      return new End(pass.fields, pass.ends());
    }
  }

  /** The model's prediction for one field, as a row of the output. */
  private static final class Prediction {
    private final FieldSummary field;
    private final int label;
    private final String name;
    private final float[] probabilities;

    Prediction(FieldSummary field, int label, String name, float[] probabilities) {
      this.field = field;
      this.label = label;
      this.name = name;
      this.probabilities = probabilities;
    }
  }

  /** What is counted of one split. */
  private static final class Tally {
    private final long[][] counts;
    private final List<Mistaken> mistakes = new ArrayList<>();
    private final Certainty certainty;
    private long scored;
    private double loss;

    Tally(int classes) {
      this.counts = new long[classes][classes];
      this.certainty = new Certainty(classes);
    }

    void add(String id, int truth, int prediction, float share) {
      if (truth != prediction && counts[truth][prediction] == 0) {
        mistakes.add(new Mistaken(truth, prediction, id));
      }
      counts[truth][prediction]++;
      scored++;
      loss -= Math.log(Math.max(share, Float.MIN_VALUE));
    }

    OfSplit end() {
      List<List<Long>> rows =
          scored == 0
              ? List.of()
              : Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList();
      return new OfSplit(loss, rows, List.copyOf(mistakes), certainty);
    }
  }

  /** A single pass over one file. */
  private final class Pass {
    private final SampleTable table;
    private final TrainedModel model;
    private final Predictor predictor;
    private final Map<String, Tally> tallies = new TreeMap<>();
    private long fields;

    Pass(SampleTable table, TrainedModel model, Predictor predictor) {
      this.table = table;
      this.model = model;
      this.predictor = predictor;
    }

    void over(ShardScan<FieldRow> rows, FlatFile<Prediction> file) {
      List<FieldSummary> about = new ArrayList<>();
      List<Sample> window = new ArrayList<>();
      while (rows.hasNext()) {
        FieldRow row = rows.next();
        if (SampleTable.isOf(split, row.summary().split())) {
          about.add(row.summary());
          window.add(table.unlabelled(row));
        }
        if (window.size() == WINDOW || (!rows.hasNext() && !window.isEmpty())) {
          look(about, window, file);
          about.clear();
          window.clear();
        }
      }
    }

    Map<String, OfSplit> ends() {
      Map<String, OfSplit> ends = new TreeMap<>();
      tallies.forEach((name, tally) -> ends.put(name, tally.end()));
      return ends;
    }

    private void look(List<FieldSummary> about, List<Sample> window, FlatFile<Prediction> file) {
      float[][] shares = predictor.probabilities(window.stream().map(Sample::view).toList());
      for (int i = 0; i < shares.length; i++) {
        int prediction = CrossEntropy.predicted(shares[i], 0, shares[i].length);
        FieldSummary field = about.get(i);
        Integer truth = classes.get(field.label());
        fields++;
        Tally tally =
            tallies.computeIfAbsent(field.split(), name -> new Tally(model.classes().size()));
        tally.certainty.add(
            new Certainty.Seen(
                field.id(), field.repeat(), name(field), prediction, shares[i][prediction]));
        if (truth != null) {
          tally.add(field.id(), truth, prediction, shares[i][truth]);
        }
        if (file != null) {
          file.write(new Prediction(field, prediction, model.classes().get(prediction), shares[i]));
        }
      }
    }

    private static String name(FieldSummary field) {
      return field.labelName().isEmpty() && field.label() >= 0
          ? Integer.toString(field.label())
          : field.labelName();
    }
  }
}
