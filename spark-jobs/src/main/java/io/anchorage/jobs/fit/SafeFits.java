package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.fit.FieldOutcome;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.Fitter;
import io.anchorage.jobs.source.OutOfHeap;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Fits groups in such a way that an image that makes its fit crash fails alone. */
public final class SafeFits {
  private SafeFits() {}

  /**
   * Fits a group; if an image makes the fit crash, the rest of its group is still fitted.
   *
   * @return one outcome per task, in the order of the tasks
   * @throws CancellationException if the work was cancelled
   */
  public static List<FieldOutcome> outcomes(Fitter fitter, List<FitTask> tasks) {
    if (tasks.isEmpty()) {
      return List.of();
    }
    try {
      return fitter.fit(tasks);
    } catch (CancellationException | UserException e) {
      throw e;
    } catch (RuntimeException e) {
      if (tasks.size() > 1) {
        return oneByOne(fitter, tasks);
      }
      return List.of(failed(tasks.get(0), e, String.valueOf(e.getMessage())));
    } catch (OutOfMemoryError e) {
      // The memory of the fit is free again, so a huge image is a failure like any other.
      if (tasks.size() > 1) {
        return oneByOne(fitter, tasks);
      }
      return List.of(failed(tasks.get(0), e, OutOfHeap.message()));
    }
  }

  private static List<FieldOutcome> oneByOne(Fitter fitter, List<FitTask> tasks) {
    return tasks.stream().flatMap(task -> outcomes(fitter, List.of(task)).stream()).toList();
  }

  private static FieldOutcome failed(FitTask task, Throwable error, String message) {
    return new FieldOutcome.Failed(
        task.signal().id(), task.repeat(), "fit", error.getClass().getSimpleName(), message);
  }
}
