package io.anchorage.jobs.fit;

import io.anchorage.field.Field;
import io.anchorage.fit.FieldOutcome;
import io.anchorage.jobs.progress.Counts;
import io.anchorage.jobs.progress.LiveCounters;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardWriter;
import java.util.function.Supplier;

/** Writes a task's rows into its shard and counts them. */
final class ShardRows {
  /** The name of SSIM among the means of scores. */
  static final String SSIM = "ssim";

  private final FitSetup setup;
  private final ShardWriter writer;
  private final String engine;
  private final LiveCounters live;
  private Counts counts = Counts.NONE;
  private final ScoreMeans scores = new ScoreMeans();
  private String image;
  private boolean imageFailed;
  private String firstFailure;

  ShardRows(FitSetup setup, ShardWriter writer, String engine, LiveCounters live) {
    this.setup = setup;
    this.writer = writer;
    this.engine = engine;
    this.live = live;
  }

  /** Adds a row. The rows of one image must be consecutive. */
  void add(Work.Done row) {
    String id = row.item().id();
    if (!id.equals(image)) {
      endImage();
      image = id;
    }
    if (row.outcome() instanceof FieldOutcome.Fitted fitted) {
      add(row.fit(), fitted);
    } else {
      add(row.item(), (FieldOutcome.Failed) row.outcome());
    }
  }

  private void add(Work.Fit work, FieldOutcome.Fitted fitted) {
    Field field = setup.targets().field(work.task().signal(), fitted);
    writer.write(
        new FieldRow(
            new FieldSummary(
                fitted.id(),
                fitted.repeat(),
                work.label(),
                work.labelName(),
                work.item().split(),
                extent(field, 1),
                extent(field, 2),
                field.channels(),
                setup.recipe().family().kind(),
                fitted.steps(),
                fitted.loss(),
                fitted.psnr(),
                fitted.ssim(),
                setup.recipe().seed(),
                engine,
                setup.recipeHash(),
                work.pixelHash(),
                work.item().stamp().bytes(),
                work.item().stamp().millis(),
                fitted.stoppedBy().word()),
            field,
            fitted.curve()));
    boolean scored = Double.isFinite(fitted.psnr());
    counts =
        counts.plus(new Counts(0, 0, scored ? 1 : 0, scored ? fitted.psnr() : 0, fitted.steps()));
    scores.add(SSIM, fitted.ssim());
    setup.targets().scores().forEach(name -> scores.add(name, field.number(name)));
    live.scored(fitted.psnr());
  }

  /** The extent of an axis, counted from the last; rows and columns are the last two. */
  private static int extent(Field field, int fromLast) {
    return field.grid().extent(field.grid().dimensions() - fromLast);
  }

  private void add(ItemRef item, FieldOutcome.Failed failed) {
    String message = failed.message().strip().replaceAll("\\s*\\R\\s*", " ");
    if (firstFailure == null) {
      firstFailure = "%s (%s): %s".formatted(failed.id(), failed.stage(), message);
      live.failure(firstFailure);
    }
    writer.write(
        new FailureRow(
            failed.id(),
            item.split(),
            failed.repeat(),
            failed.stage(),
            failed.error(),
            message,
            setup.recipeHash(),
            item.stamp().bytes(),
            item.stamp().millis()));
    imageFailed = true;
  }

  private void endImage() {
    if (image != null) {
      counts = counts.plus(new Counts(1, imageFailed ? 1 : 0, 0, 0, 0));
      live.image(imageFailed);
    }
    image = null;
    imageFailed = false;
  }

  /**
   * Finishes the shard.
   *
   * @param phases supplies the phases once the shard is written
   */
  TaskResult finish(Supplier<Phases> phases, TaskResult.Place place) {
    endImage();
    ShardEntry shard = writer.finish();
    return new TaskResult(shard, counts, scores, engine, firstFailure, phases.get(), place);
  }
}
