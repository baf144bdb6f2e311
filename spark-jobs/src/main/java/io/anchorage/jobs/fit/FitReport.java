package io.anchorage.jobs.fit;

import io.anchorage.jobs.source.Finding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one {@code fit} run did. Counts cover this run, not the whole table.
 *
 * @param table the field table's path
 * @param end how the run ended
 * @param selected images that the request selects
 * @param present selected images that the table already held
 * @param fields fields added: images times repeats
 * @param failed images added to the failures table
 * @param meanPsnr mean over the added fields, dB; NaN if there are none
 * @param meanSsim mean over the added fields; NaN if there are none
 * @param fitSeconds wall-clock time of the Spark job that fits, excluding startup, reading and
 *     preparation
 * @param engines the engines that made the added fields
 * @param phases how the tasks' time was spent
 * @param findings what a person should know of the dataset
 * @param taskScores means, over the added fields, of the columns that the fits' task adds to a
 *     table, dB; empty for fits to images themselves
 * @param changed whether the run wrote to the table
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
    Phases phases,
    List<Finding> findings,
    Map<String, Double> taskScores,
    boolean changed) {

  /** How a run ended. Errors are exceptions, not reports. */
  public enum End {
    COMPLETE,
    /** Ctrl-C or SIGTERM; finished work is in the table, and {@code --resume} continues. */
    CANCELLED
  }

  public FitReport {
    engines = List.copyOf(engines);
    findings = List.copyOf(findings);
    taskScores = Collections.unmodifiableMap(new LinkedHashMap<>(taskScores));
  }

  /** A run that fitted nothing and left the table as it was. */
  static FitReport ofNothing(
      String table, End end, long selected, long present, List<Finding> findings) {
    return new FitReport(
        table,
        end,
        selected,
        present,
        0,
        0,
        Double.NaN,
        Double.NaN,
        0,
        List.of(),
        Phases.NONE,
        findings,
        Map.of(),
        false);
  }

  /** Returns the fields added per second of fitting; 0 if there are none. */
  public double fieldsPerSecond() {
    return fields == 0 ? 0 : fields / fitSeconds;
  }
}
