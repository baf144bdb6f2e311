package io.anchorage.jobs.experiment;

import io.anchorage.UserException.Kind;
import io.anchorage.cloud.augment.Augmentation;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.Kinds;
import io.anchorage.jobs.align.AlignJob;
import io.anchorage.jobs.align.AlignRequest;
import io.anchorage.jobs.align.AlignRequest.Form.RandomTemplate;
import io.anchorage.jobs.experiment.ExperimentConfig.Score;
import io.anchorage.jobs.experiment.ExperimentPlan.Trainings;
import io.anchorage.jobs.experiment.TableConfig.Cell;
import io.anchorage.jobs.experiment.TableConfig.Row;
import io.anchorage.jobs.fit.FitJob;
import io.anchorage.jobs.fit.FitReport;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.fit.Selection;
import io.anchorage.jobs.learn.ScoreJob;
import io.anchorage.jobs.learn.ScoreReport;
import io.anchorage.jobs.learn.ScoreRequest;
import io.anchorage.jobs.learn.TrainJob;
import io.anchorage.jobs.learn.TrainReport;
import io.anchorage.jobs.learn.TrainRequest;
import io.anchorage.jobs.learn.TrialResult;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.open.ImageSources;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.Sha256;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The job behind the {@code experiment} command: runs whatever an experiment still lacks. Its
 * output has the folders {@code fits}, {@code models} and {@code scores}, whose entries are named
 * with a hash of everything that determines them, so experiments can share an output.
 */
public final class ExperimentJob {
  private static final long DRAW_SEED = 0;
  private static final long TEMPLATE_SEED = 0;
  private static final int HASH_DIGITS = 16;

  private final JavaSparkContext spark;
  private final ExperimentPlan plan;
  private final StorageFolder output;
  private final PrintStream progress;
  private final Map<String, TrainReport> learnt = new HashMap<>();
  private final Map<String, FitFacts> fitted = new LinkedHashMap<>();

  private ExperimentJob(
      JavaSparkContext spark, ExperimentPlan plan, String output, PrintStream progress) {
    this.spark = spark;
    this.plan = plan;
    this.output = StorageFolder.at(output, spark.hadoopConfiguration());
    this.progress = progress;
  }

  /**
   * Runs one request.
   *
   * @param progress receives a line for each step, and a progress bar if it is a terminal
   * @return the report; empty if the run was cancelled, which the same request continues
   * @throws io.anchorage.UserException for every problem that the user can fix
   */
  public static Optional<ExperimentReport> run(
      JavaSparkContext spark, ExperimentRequest request, PrintStream progress) {
    ExperimentJob job = new ExperimentJob(spark, request.plan(), request.output(), progress);
    try {
      return Optional.of(job.run());
    } catch (CancellationException e) {
      return Optional.empty();
    }
  }

  private ExperimentReport run() {
    for (FitPlan fit : plan.fits().values()) {
      fitted.put(fit.name(), fit(fit));
    }
    for (Map.Entry<String, Trainings> entry : plan.trainings().entrySet()) {
      learnt.put(entry.getKey(), train(plan.fits().get(entry.getKey()), entry.getValue()));
    }
    List<List<Figure>> figures = new ArrayList<>();
    for (Row row : plan.experiment().config().table().rows()) {
      figures.add(row.cells().stream().map(this::figure).toList());
    }
    ExperimentReport report =
        new ExperimentReport(
            plan,
            figures,
            List.copyOf(fitted.values()),
            output.root() + "/" + ExperimentReport.place(plan));
    report.write(output);
    return report;
  }

  private String table(FitPlan fit) {
    return output.root() + "/fits/" + fit.key();
  }

  /**
   * Fits or aligns a table unless it is complete. The facts of a complete table are written beside
   * it.
   */
  private FitFacts fit(FitPlan fit) {
    StorageFolder fits = output.below("fits");
    String done = fit.key() + ".json";
    if (fits.exists(done)) {
      return FitFacts.of(fit, parsed(fits, done));
    }
    if (fit.aligned() == null) {
      progress.printf("== fit %s: %s%n", fit.name(), fit.images().words());
      requireDone(FitJob.run(spark, request(fit)).end() != FitReport.End.CANCELLED);
    } else {
      progress.printf("== align %s: the fields of %s%n", fit.name(), fit.aligned().name());
      AlignRequest request =
          new AlignRequest(
              table(fit.aligned()), table(fit), new RandomTemplate(TEMPLATE_SEED), true);
      requireDone(!AlignJob.run(spark, request, progress).cancelled());
    }
    FieldTable table = FieldTable.open(fits.below(fit.key()));
    FitFacts facts = FitFacts.of(fit, table);
    fits.put(done, Json.page(facts.tree()));
    return facts;
  }

  private static void requireDone(boolean done) {
    if (!done) {
      throw new CancellationException("the fit was cancelled");
    }
  }

  private FitRequest request(FitPlan fit) {
    FitRequest request =
        FitRequest.of(fit.job(), fit.images().path(), table(fit))
            .withMode(FitRequest.Mode.INCREMENTAL)
            .withSelection(
                Selection.all()
                    .withSplit(ExperimentPlan.split(fit.splits()))
                    .withOnly(BalancedDraw.ids(source(fit), counts(fit), DRAW_SEED)));
    if (fit.decoder() == null) {
      return request;
    }
    FieldTable lender = FieldTable.open(output.below("fits/" + fit.decoder().key()));
    return request.withDecoder(table(fit.decoder()) + "/" + lender.manifest().shared().path());
  }

  private ImageSource source(FitPlan fit) {
    return ImageSources.open(
        fit.job().source(),
        fit.images().path(),
        spark.hadoopConfiguration(),
        fit.job().fit().seed());
  }

  private static Map<String, Integer> counts(FitPlan fit) {
    Map<String, Integer> counts = new HashMap<>();
    if (fit.train() > 0) {
      counts.put("train", fit.train());
    }
    if (fit.test() > 0) {
      counts.put("test", fit.test());
    }
    return counts;
  }

  private TrainReport train(FitPlan fit, Trainings trainings) {
    StorageFolder models = output.below(trainings.folder());
    TrainReport earlier = TrainJob.earlier(trainings.plan(), models);
    if (!earlier.cancelled()) {
      return earlier;
    }
    progress.printf(
        "== train on %s: %d of %d trainings%n",
        fit.name(),
        trainings.plan().trials().size() - earlier.results().size(),
        trainings.plan().trials().size());
    TrainReport report =
        TrainJob.run(
            spark,
            new TrainRequest(
                trainings.plan(), table(fit), output.root() + "/" + trainings.folder(), true));
    if (report.cancelled()) {
      throw new CancellationException("the training was cancelled");
    }
    return report;
  }

  private Figure figure(Cell cell) {
    if (cell.classifier().isEmpty() || !plan.has(cell)) {
      return Figure.published(cell);
    }
    FitPlan from = plan.fits().get(plan.experiment().classifier(cell.classifier()).fits());
    FitPlan on = plan.fits().get(plan.experiment().scoredOn(cell).name());
    TrainReport report = learnt.get(from.name());
    List<Double> accuracies = new ArrayList<>();
    for (TrialResult result : report.results()) {
      if (result.variant().equals(cell.classifier())) {
        accuracies.add(
            plan.experiment().config().score() == Score.VALIDATION
                ? result.validationAccuracy()
                : score(report.folder(result), on, cell.changes()));
      }
    }
    boolean standIn = !(from.images().inPlaceOf() + on.images().inPlaceOf()).isEmpty();
    return Figure.of(cell, accuracies, standIn);
  }

  /**
   * Accuracy on the test split, in [0, 1]. Scores are stored, since models and tables do not
   * change.
   */
  private double score(String model, FitPlan on, List<Augmentation> changes) {
    StorageFolder scores = output.below("scores");
    String done = scoreKey(model, on, changes) + ".json";
    if (!scores.exists(done)) {
      progress.printf(
          "== score %s on %s%n", model.substring(model.lastIndexOf('/') + 1), on.name());
      ScoreReport report =
          ScoreJob.run(
              spark,
              ScoreRequest.of(model, table(on), "test").withOtherRecipe(true).withChanges(changes),
              progress);
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("model", model);
      tree.put("table", table(on));
      tree.put("split", "test");
      tree.put("clouds", report.fields());
      tree.put("accuracy", report.evaluation().confusion().accuracy());
      scores.put(done, Json.page(tree));
    }
    return ((Number) parsed(scores, done).get("accuracy")).doubleValue();
  }

  /**
   * A hash of everything that determines a score. Paths are relative to the output, so that the
   * output can be moved.
   */
  private String scoreKey(String model, FitPlan on, List<Augmentation> changes) {
    String decides =
        model.substring(output.root().length())
            + " on "
            + on.key()
            + " after "
            + new ConfigDump(Kinds.sealed()).json(new Cell(List.of(), "any", "", changes));
    return Sha256.of(decides.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS);
  }

  private static Map<String, Object> parsed(StorageFolder files, String name) {
    return Json.parse(files, name, Kind.OUTPUT, "remove it and run the experiment again");
  }
}
