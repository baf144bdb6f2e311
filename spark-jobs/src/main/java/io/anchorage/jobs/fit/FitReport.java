package io.anchorage.jobs.fit;

import java.util.List;

/**
 * What one {@code fit} did. Counts are of this run, not of the whole table.
 *
 * @param table the field table's path
 * @param end how the run ended
 * @param selected images that the request selects
 * @param present selected images that the table held before
 * @param fields fields added: images times repeats
 * @param failed images added to the failures table
 * @param meanPsnr mean over the added fields, dB; NaN if there are none
 * @param meanSsim mean over the added fields; NaN if there are none
 * @param fitSeconds wall-clock time of the Spark job that fits, without reading, preparing and
 *     starting
 * @param engines the engines that made the added fields
 * @param phases where the tasks' time went
 */
public record FitReport(
    String table,
    End end,
    long selected,
    long present,
    long fields,
    long failed,
    double meanPsnr,
    double meanSsim,
    double fitSeconds,
    List<String> engines,
    Phases phases) {

  /** How a run ended. Errors are exceptions, not reports. */
  public enum End {
    COMPLETE,
    /** Ctrl-C or SIGTERM; what was done is in the table, {@code --resume} continues. */
    CANCELLED
  }

  public FitReport {
    engines = List.copyOf(engines);
  }

  /** Fields added a second of fitting; 0 if there are none. */
  public double fieldsPerSecond() {
    return fields == 0 ? 0 : fields / fitSeconds;
  }
}
