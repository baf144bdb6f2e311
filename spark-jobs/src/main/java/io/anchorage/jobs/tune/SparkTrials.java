package io.anchorage.jobs.tune;

import io.anchorage.config.ConfigDump;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.cluster.TaskStream;
import io.anchorage.jobs.cluster.TaskThreads;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.fit.CostModel;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Tries recipes in Spark tasks. Fits that the journal holds are not done again. */
final class SparkTrials implements Trials {
  /** About how long a task takes. */
  private static final double TASK_SECONDS = 2;

  /** Seconds between two copies of the journal within a round. */
  private static final double JOURNAL_SECONDS = 5;

  private final JavaSparkContext spark;
  private final TuneRequest request;
  private final Broadcast<SurveyTask.Images> images;
  private final Preparations preparations;
  private final Journal journal;
  private final BooleanSupplier interrupted;
  private final SearchWatch watch;
  private final Deadline deadline;

  /** One fit to do. */
  private record Unit(int recipe, SampleItem image, double seconds) {}

  SparkTrials(
      JavaSparkContext spark,
      TuneRequest request,
      Broadcast<SurveyTask.Images> images,
      Preparations preparations,
      Journal journal,
      BooleanSupplier interrupted,
      Deadline deadline,
      SearchWatch watch) {
    this.spark = spark;
    this.request = request;
    this.images = images;
    this.preparations = preparations;
    this.journal = journal;
    this.interrupted = interrupted;
    this.watch = watch;
    this.deadline = deadline;
  }

  @Override
  public void allowLastCheck() {
    deadline.allowLastCheck();
  }

  @Override
  public List<List<FitFigure>> run(List<FitRecipe> recipes, List<SampleItem> sample) {
    List<String> names = recipes.stream().map(SparkTrials::name).toList();
    List<Unit> missing = missing(recipes, names, sample);
    if (!missing.isEmpty()) {
      try {
        fit(recipes, names, missing);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("The search was interrupted", e);
      } finally {
        journal.save();
      }
    }
    List<List<FitFigure>> figures = new ArrayList<>();
    for (String name : names) {
      figures.add(sample.stream().map(image -> journal.get(name, image.id())).toList());
    }
    return figures;
  }

  private static String name(FitRecipe recipe) {
    String json = ConfigDump.json(new ConfigDump(JobConfigs.KINDS).identity(recipe));
    return Sha256.of(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The fits to do, image by image in the order in which they are read. */
  private List<Unit> missing(List<FitRecipe> recipes, List<String> names, List<SampleItem> sample) {
    List<SampleItem> sorted =
        sample.stream()
            .sorted(
                Comparator.comparing((SampleItem image) -> image.item().location())
                    .thenComparingLong(image -> image.item().position())
                    .thenComparing(SampleItem::id))
            .toList();
    List<CostModel> costs =
        recipes.stream()
            .map(
                recipe ->
                    new CostModel(recipe, request.tunable().job().signal(), request.engineName()))
            .toList();
    List<Unit> missing = new ArrayList<>();
    for (SampleItem image : sorted) {
      for (int r = 0; r < recipes.size(); r++) {
        if (journal.get(names.get(r), image.id()) == null && names.indexOf(names.get(r)) == r) {
          missing.add(new Unit(r, image, costs.get(r).seconds(image.grid(), image.channels())));
        }
      }
    }
    return missing;
  }

  private void fit(List<FitRecipe> recipes, List<String> names, List<Unit> missing)
      throws InterruptedException {
    requireTime();
    List<SharedParameters> shared = shared(recipes, missing);
    List<TrialTask.Part> parts = parts(missing);
    int threads = TaskThreads.each(spark, parts.size());
    Broadcast<TrialTask.Round> round =
        spark.broadcast(
            new TrialTask.Round(List.copyOf(recipes), shared, request.engineName(), threads));
    int[] arrived = {0};
    long[] saved = {System.nanoTime()};
    watch.begin(missing.size());
    try (TaskStream<List<TrialTask.Done>> stream =
        TaskStream.start(spark, parts, new TrialTask(images, round))) {
      stream.forEach(
          () -> interrupted.getAsBoolean() || deadline.isOver(),
          (task, done) -> {
            for (TrialTask.Done one : done) {
              journal.put(names.get(one.recipe()), one.item(), one.figure());
            }
            arrived[0] += done.size();
            watch.done(done.size());
            if ((System.nanoTime() - saved[0]) * 1e-9 > JOURNAL_SECONDS) {
              journal.save();
              saved[0] = System.nanoTime();
            }
          });
    } finally {
      // Waits for the answers: executors that are asked while the context stops fill the log with
      // errors.
      round.unpersist(true);
    }
    if (arrived[0] < missing.size()) {
      requireTime();
      throw new IllegalStateException(
          "%d of %d fits were not done".formatted(missing.size() - arrived[0], missing.size()));
    }
  }

  private void requireTime() {
    if (interrupted.getAsBoolean()) {
      throw new CancellationException("the search was called off");
    }
    if (deadline.isOver()) {
      throw new OutOfTime();
    }
  }

  /** What the fits of each recipe share; nothing is learnt for recipes that are not missing. */
  private List<SharedParameters> shared(List<FitRecipe> recipes, List<Unit> missing)
      throws InterruptedException {
    boolean[] needed = new boolean[recipes.size()];
    missing.forEach(unit -> needed[unit.recipe()] = true);
    List<SharedParameters> shared = new ArrayList<>();
    for (int r = 0; r < recipes.size(); r++) {
      if (needed[r] && preparations.isNew(recipes.get(r))) {
        watch.learning(r + 1, recipes.size());
      }
      try {
        shared.add(needed[r] ? preparations.of(recipes.get(r)) : SharedParameters.none());
      } catch (CancellationException e) {
        requireTime();
        throw e;
      }
    }
    return shared;
  }

  /** Cuts the fits into tasks of about the same cost. */
  private List<TrialTask.Part> parts(List<Unit> missing) {
    double all = missing.stream().mapToDouble(Unit::seconds).sum();
    int wanted =
        request.limits().partitions() > 0
            ? request.limits().partitions()
            : (int) Math.max(TaskThreads.slots(spark), Math.ceil(all / TASK_SECONDS));
    int count = Math.min(missing.size(), wanted);
    List<TrialTask.Part> parts = new ArrayList<>();
    double before = 0;
    int from = 0;
    for (int i = 0; i < missing.size(); i++) {
      before += missing.get(i).seconds();
      int left = missing.size() - i - 1;
      boolean isFull = before >= all * (parts.size() + 1) / count;
      boolean mustCut = left == count - parts.size() - 1;
      if (((isFull || mustCut) && parts.size() < count - 1) || left == 0) {
        parts.add(part(missing.subList(from, i + 1)));
        from = i + 1;
      }
    }
    return parts;
  }

  private static TrialTask.Part part(List<Unit> units) {
    List<ItemRef> items = new ArrayList<>();
    List<List<Integer>> recipes = new ArrayList<>();
    for (Unit unit : units) {
      ItemRef item = unit.image().item();
      if (items.isEmpty() || !items.get(items.size() - 1).equals(item)) {
        items.add(item);
        recipes.add(new ArrayList<>());
      }
      recipes.get(recipes.size() - 1).add(unit.recipe());
    }
    return new TrialTask.Part(items, recipes);
  }
}
