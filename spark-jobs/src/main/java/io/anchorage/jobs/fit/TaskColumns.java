package io.anchorage.jobs.fit;

import io.anchorage.field.Column;
import io.anchorage.field.Field;
import io.anchorage.fit.TaskScores;
import io.anchorage.task.TaskConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns that a table of a task adds to the family's; a table of images adds none. */
public final class TaskColumns {
  static final String ESTIMATE = "psnr_estimate";
  static final String FITTED = "psnr_fitted";
  static final String HELD_OUT = "psnr_held_out";
  static final String HIDDEN = "psnr_hidden";
  static final String BEST = "psnr_best";
  static final String BEST_STEP = "step_best";

  private TaskColumns() {}

  /** The columns of a task, in table order. */
  static List<Column> of(TaskConfig task) {
    List<Column> columns = new ArrayList<>();
    if (task.isImage()) {
      return columns;
    }
    columns.add(
        decibels(
            ESTIMATE,
            "of what can be said of the image without a fit (noisy image, nearest known pixels, enlarged image, filtered back-projection), beside the whole image"));
    columns.add(
        decibels(FITTED, "of what is measured of the field, beside the samples that were fitted"));
    if (task.holdOut() > 0) {
      columns.add(decibels(HELD_OUT, "the same, beside the samples held out"));
    }
    if (task.hides()) {
      columns.add(decibels(HIDDEN, "of the field, beside the pixels that the fit did not see"));
    }
    columns.add(
        decibels(
            BEST,
            "of the best look at the field, beside the whole image, which no fit knows: a remark"));
    columns.add(new Column(BEST_STEP, Column.Type.INT, "The step of that look."));
    return columns;
  }

  /** A field and its scores. */
  static Field field(TaskConfig task, Field field, TaskScores scores) {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put(ESTIMATE, (float) scores.estimate());
    columns.put(FITTED, (float) scores.fitted());
    if (task.holdOut() > 0) {
      columns.put(HELD_OUT, (float) scores.heldOut());
    }
    if (task.hides()) {
      columns.put(HIDDEN, (float) scores.hidden());
    }
    columns.put(BEST, (float) scores.best());
    columns.put(BEST_STEP, scores.bestStep());
    return field.with(columns);
  }

  private static Column decibels(String name, String what) {
    return new Column(name, Column.Type.FLOAT, "dB on the unit pixel scale: PSNR " + what + ".");
  }
}
