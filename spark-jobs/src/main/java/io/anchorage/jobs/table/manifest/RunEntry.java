package io.anchorage.jobs.table.manifest;

import java.time.Instant;
import java.util.List;

/**
 * One run of a job on a table, and where it ran: a table's provenance.
 *
 * @param number from 1
 * @param mode how the run was started: create, resume or incremental
 * @param status running, complete, cancelled, failed, or killed if it never said how it ended
 * @param start when it began
 * @param end when it ended; null while it runs, and for a killed run
 * @param fields fields published by this run
 * @param failed failures published by this run
 * @param fitSeconds wall-clock seconds of fitting, without preparing and starting; 0 if unknown
 * @param engine what did the arithmetic
 * @param engineDescription the engine's own words
 * @param source what was read
 * @param place versions and machine
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
  /** How a run stands or ended. */
  public enum Status {
    RUNNING,
    COMPLETE,
    CANCELLED,
    FAILED,
    /** Ended without saying so: killed, or the machine went down. */
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
      String master) {
    /** This JVM's. */
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

  /** A run that begins now; its number is given when it enters a manifest. */
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
