package io.anchorage.jobs.tune;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.Engine;
import io.anchorage.fit.FieldOutcome;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.Fitter;
import io.anchorage.fit.ForkTeam;
import io.anchorage.jobs.cluster.ExecutorEngines;
import io.anchorage.jobs.cluster.TaskDevices;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.fit.SafeFits;
import io.anchorage.jobs.fit.Work;
import io.anchorage.jobs.fit.WorkReader;
import io.anchorage.jobs.source.ItemRef;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.broadcast.Broadcast;

/** Fits some images under some recipes; runs on an executor. */
final class TrialTask implements TaskFunction<TrialTask.Part, List<TrialTask.Done>> {
  private static final long serialVersionUID = 1;

  /** Images are held in memory up to this number of values, 64 MiB. */
  private static final long MOST_VALUES = 1 << 24;

  private final Broadcast<SurveyTask.Images> images;
  private final Broadcast<Round> round;

  /**
   * What all tasks of a round share.
   *
   * @param shared the shared parameters of each recipe
   * @param threads of each task
   */
  record Round(List<FitRecipe> recipes, List<SharedParameters> shared, String engine, int threads)
      implements Serializable {}

  /**
   * What one task does.
   *
   * @param items distinct
   * @param recipes for each item, the numbers of the recipes to fit it under
   */
  record Part(List<ItemRef> items, List<List<Integer>> recipes) implements Serializable {}

  /** One fit that is done. */
  record Done(int recipe, String item, FitFigure figure) implements Serializable {}

  TrialTask(Broadcast<SurveyTask.Images> images, Broadcast<Round> round) {
    this.images = images;
    this.round = round;
  }

  @Override
  public String words() {
    return "try recipes";
  }

  @Override
  public List<Done> call(Part part, TaskContext context) {
    Engine engine = ExecutorEngines.of(round.value().engine(), TaskDevices.of(context));
    try (ForkTeam team = new ForkTeam(round.value().threads(), "anchorage-tune")) {
      return new Bench(round.value(), engine, team, context).run(part, images.value());
    } catch (CancellationException e) {
      throw new TaskKilledException("called off");
    }
  }

  /** The work of one task. */
  private static final class Bench {
    private final Round round;
    private final List<Fitter> fitters = new ArrayList<>();
    private final int groupSize;
    private final List<Done> done = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private long values;

    /** An image in memory and the recipes to fit it under. */
    private record Held(FitTask task, List<Integer> recipes) {}

    Bench(Round round, Engine engine, ForkTeam team, TaskContext context) {
      this.round = round;
      for (int i = 0; i < round.recipes().size(); i++) {
        fitters.add(
            new Fitter(
                engine,
                round.recipes().get(i),
                round.shared().get(i),
                context::isInterrupted,
                team));
      }
      this.groupSize = fitters.stream().mapToInt(Fitter::groupSize).max().orElse(1);
    }

    List<Done> run(Part part, SurveyTask.Images images) {
      WorkReader reader = new WorkReader(images.source().read(part.items()), images.targets(), 1);
      for (int i = 0; reader.hasNext(); i++) {
        Work work = reader.next();
        if (work instanceof Work.Fit fit) {
          held.add(new Held(fit.task(), part.recipes().get(i)));
          values += fit.task().signal().values().length;
          if (held.size() >= groupSize || values >= MOST_VALUES) {
            fitHeld();
          }
        } else {
          for (int recipe : part.recipes().get(i)) {
            done.add(new Done(recipe, work.item().id(), FitFigure.failed(0)));
          }
        }
      }
      fitHeld();
      return done;
    }

    private void fitHeld() {
      for (int recipe = 0; recipe < fitters.size(); recipe++) {
        int wanted = recipe;
        List<FitTask> tasks =
            held.stream().filter(one -> one.recipes().contains(wanted)).map(Held::task).toList();
        int size = Math.max(1, fitters.get(recipe).groupSize());
        for (int from = 0; from < tasks.size(); from += size) {
          fit(recipe, tasks.subList(from, Math.min(tasks.size(), from + size)));
        }
      }
      held.clear();
      values = 0;
    }

    private void fit(int recipe, List<FitTask> tasks) {
      long start = System.nanoTime();
      List<FieldOutcome> outcomes = SafeFits.outcomes(fitters.get(recipe), tasks);
      double each = (System.nanoTime() - start) * 1e-9 * round.threads() / tasks.size();
      for (FieldOutcome outcome : outcomes) {
        FitFigure figure =
            outcome instanceof FieldOutcome.Fitted fitted
                ? new FitFigure(fitted.psnr(), fitted.steps(), each)
                : FitFigure.failed(each);
        done.add(new Done(recipe, outcome.id(), figure));
      }
    }
  }
}
