package io.anchorage.jobs.exchange.out;

/**
 * What one {@code export} run did.
 *
 * @param folder that was written
 * @param fields in all its files
 * @param files with fields
 * @param bytes of all its files
 * @param present files that an earlier run had written
 * @param written bytes that this run wrote
 * @param seconds wall-clock time of the Spark job
 * @param cancelled whether files are missing; {@code --resume} continues
 */
public record ExportReport(
    String folder,
    long fields,
    int files,
    long bytes,
    int present,
    long written,
    double seconds,
    boolean cancelled) {}
