package io.anchorage.jobs.table.manifest;

import io.anchorage.jobs.BuildInfo;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * One run of a job on a table, and where it ran: part of the table's provenance.
 *
 * @param number from 1
 * @param mode how the run was started: create, resume, incremental, repair or compact
 * @param status running, complete, cancelled, failed, or killed if it never recorded how it ended
 * @param start when the run began
 * @param end when the run ended; null while it is running, and for a killed run
 * @param fields fields published by this run
 * @param failed failures published by this run
 * @param fitSeconds wall-clock seconds of fitting, excluding preparation and startup; 0 if unknown
 * @param engine the engine that did the arithmetic
 * @param engineDescription the engine's description of itself
 * @param source what the run read
 * @param place versions and machine of the driver
 * @param arguments the command line
 */
public record RunEntry(
    int number,
    String mode,
    Status status,
    Instant start,
    Instant end,
    long fields,
    long failed,
    double fitSeconds,
    String engine,
    String engineDescription,
    RunSource source,
    Place place,
    List<String> arguments) {
  /** The state of a run, or how it ended. */
  public enum Status {
    RUNNING,
    COMPLETE,
    CANCELLED,
    FAILED,
    /** Ended without recording how: killed, or the machine went down. */
    KILLED
  }

  /**
   * Versions and machine of a run's driver.
   *
   * @param anchorage Anchorage's version
   * @param commit the commit that was built; empty if unknown
   * @param java version and vendor
   * @param os name, version, architecture
   * @param cpu model and number of processors
   * @param spark version
   * @param master Spark's master URL
   */
  public record Place(
      String anchorage,
      String commit,
      String java,
      String os,
      String cpu,
      String spark,
      String master)
      implements Serializable {
    private static final long serialVersionUID = 1;

    /** Returns the place of this JVM. */
    public static Place here(String spark, String master) {
      return new Place(
          BuildInfo.version(),
          BuildInfo.commit(),
          System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
          "%s %s %s"
              .formatted(
                  System.getProperty("os.name"),
                  System.getProperty("os.version"),
                  System.getProperty("os.arch")),
          Processor.description(),
          spark,
          master);
    }
  }

  public RunEntry {
    arguments = List.copyOf(arguments);
  }

  /** Returns a run that begins now; it receives its number when it is added to a manifest. */
  public static RunEntry start(
      String mode,
      String engine,
      String engineDescription,
      RunSource source,
      Place place,
      List<String> arguments) {
    return new RunEntry(
        1,
        mode,
        Status.RUNNING,
        Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
        null,
        0,
        0,
        0,
        engine,
        engineDescription,
        source,
        place,
        arguments);
  }

  public RunEntry numbered(int other) {
    return with(other, status, end, fields, failed, fitSeconds);
  }

  public RunEntry withCounts(long published, long failures) {
    return with(number, status, end, published, failures, fitSeconds);
  }

  public RunEntry ended(Status how, Instant when, double seconds) {
    return with(number, how, when, fields, failed, seconds);
  }

  private RunEntry with(
      int newNumber,
      Status newStatus,
      Instant newEnd,
      long newFields,
      long newFailed,
      double newFitSeconds) {
    return new RunEntry(
        newNumber,
        mode,
        newStatus,
        start,
        newEnd,
        newFields,
        newFailed,
        newFitSeconds,
        engine,
        engineDescription,
        source,
        place,
        arguments);
  }
}
