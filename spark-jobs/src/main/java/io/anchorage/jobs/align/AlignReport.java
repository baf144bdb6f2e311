package io.anchorage.jobs.align;

/**
 * What one {@code align} run did. Counts cover this run, not the whole table.
 *
 * @param table path of the table
 * @param change what was done, in words
 * @param template SHA-256 of the template's parameters; empty if there is none
 * @param fields fields written
 * @param present fields that the table already held
 * @param failures failures copied
 * @param seconds wall-clock time of the Spark job
 * @param cancelled whether shards are missing; {@code --resume} continues
 */
public record AlignReport(
    String table,
    String change,
    String template,
    long fields,
    long present,
    long failures,
    double seconds,
    boolean cancelled) {}
