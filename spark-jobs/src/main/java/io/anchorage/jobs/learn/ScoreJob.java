package io.anchorage.jobs.learn;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.cluster.TaskStream;
import io.anchorage.jobs.progress.ProgressDisplay;
import io.anchorage.jobs.progress.Snapshot;
import io.anchorage.jobs.progress.Terminal;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.learn.train.TrainedModel;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Runs a trained model on a table, with one Spark task per file: the job behind {@code evaluate}
 * and {@code predict}.
 */
public final class ScoreJob {
  /** What {@code predict} writes last, beside its Parquet files. */
  public static final String PREDICTIONS = "_predictions.json";

  private static final int PROGRESS_SECONDS = 10;
  private static final int HASH_DIGITS = 12;

  private final JavaSparkContext spark;
  private final ScoreRequest request;
  private final StorageFolder modelFiles;
  private final StorageFolder tableFiles;

  private ScoreJob(JavaSparkContext spark, ScoreRequest request) {
    this.spark = spark;
    this.request = request;
    this.modelFiles = StorageFolder.at(request.model(), spark.hadoopConfiguration());
    this.tableFiles = StorageFolder.at(request.input(), spark.hadoopConfiguration());
  }

  /**
   * Runs one request.
   *
   * @param progress gets a progress bar if it is a terminal, otherwise an occasional line
   * @throws UserException if the request, the model or the table is at fault: of kind INPUT if the
   *     table was made with another recipe, unless the request allows that
   */
  public static ScoreReport run(
      JavaSparkContext spark, ScoreRequest request, PrintStream progress) {
    try {
      return new ScoreJob(spark, request).run(progress);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The scoring was interrupted", e);
    }
  }

  private ScoreReport run(PrintStream progress) throws InterruptedException {
    TrainedModel model = ModelFolder.read(modelFiles);
    SampleTable table =
        SampleTable.open(
            tableFiles, ModelInput.of(model, modelFiles.root()), new Changes(request.changes()));
    boolean same = requireRecipe(model, table);
    ClassMatch match = match(model, table);
    StorageFolder output = output();
    SplitScores scores = new SplitScores(model.classes().size());
    long fields = 0;
    for (ScoreTask.End end : scored(table, match, output, progress)) {
      fields += end.fields();
      end.splits().forEach(scores::add);
    }
    ScoreReport report =
        new ScoreReport(
            modelFiles.root(),
            tableFiles.root(),
            request.split(),
            same,
            model.classes(),
            fields,
            match,
            scores.together(),
            scores.each(),
            scores.certainties(),
            output == null ? null : output.root());
    if (output != null) {
      output.put(PREDICTIONS, ModelFolder.page(report.tree()));
    }
    return report;
  }

  private boolean requireRecipe(TrainedModel model, SampleTable table) {
    String recipe = ModelFolder.fact(model, SampleTable.RECIPE);
    String decoder = ModelFolder.fact(model, SampleTable.DECODER);
    boolean same = recipe.equals(table.recipe()) && decoder.equals(table.decoder());
    if (same || request.otherRecipe()) {
      return same;
    }
    boolean sameRecipe = recipe.equals(table.recipe());
    throw new UserException(
        Kind.INPUT,
        "%s learnt from fields of %s %s, those of %s have %s: their numbers mean something else; give --other-recipe to score them all the same"
            .formatted(
                modelFiles.root(),
                sameRecipe ? "decoder" : "recipe",
                shortened(sameRecipe ? decoder : recipe),
                table.root(),
                shortened(sameRecipe ? table.decoder() : table.recipe())));
  }

  private static String shortened(String hash) {
    return hash.isEmpty() ? "unknown" : hash.substring(0, Math.min(HASH_DIGITS, hash.length()));
  }

  /**
   * Matches the table's classes with the model's.
   *
   * @throws UserException of kind INPUT if nothing can be scored and no predictions are requested
   */
  private ClassMatch match(TrainedModel model, SampleTable table) {
    TableClasses classes = table.classes();
    classes.requireSome(request.split());
    ClassMatch match = ClassMatch.of(model.classes(), classes, request.split());
    if (request.output() == null) {
      classes.requireLabelled(
          request.split(), "score a split that has labels, or use predict, which needs none");
      match.requireSome(modelFiles.root(), model.classes(), table.root());
    }
    return match;
  }

  private StorageFolder output() {
    if (request.output() == null) {
      return null;
    }
    StorageFolder output = StorageFolder.at(request.output(), spark.hadoopConfiguration());
    List<String> there = output.list("");
    if (!there.isEmpty()) {
      throw new UserException(
          Kind.OUTPUT,
          "%s is not empty (it holds %s); choose another --output"
              .formatted(output.root(), there.get(0)));
    }
    return output;
  }

  /** Scores each file and returns the results in file order. */
  private List<ScoreTask.End> scored(
      SampleTable table, ClassMatch match, StorageFolder output, PrintStream progress)
      throws InterruptedException {
    List<Integer> parts = IntStream.range(0, table.parts()).boxed().toList();
    ScoreTask.End[] ends = new ScoreTask.End[parts.size()];
    AtomicInteger done = new AtomicInteger();
    String what = output == null ? "evaluate" : "predict";
    ScoreTask task =
        new ScoreTask(
            modelFiles,
            tableFiles,
            request.split(),
            new Changes(request.changes()).json(),
            match.toModel(),
            output);
    ProgressDisplay display =
        ProgressDisplay.show(
            progress,
            Terminal.isInteractive(),
            PROGRESS_SECONDS,
            () -> Snapshot.of(what, "files", done.get(), parts.size(), 0, Double.NaN));
    try (TaskStream<ScoreTask.End> stream = TaskStream.start(spark, parts, task)) {
      stream.forEach(
          () -> false,
          (part, end) -> {
            ends[part] = end;
            done.incrementAndGet();
          });
    } finally {
      display.close();
    }
    return List.of(ends);
  }
}
