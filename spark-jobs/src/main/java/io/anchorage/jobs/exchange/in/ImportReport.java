package io.anchorage.jobs.exchange.in;

/**
 * What one {@code import} run did. Counts cover this run, not the whole table.
 *
 * @param table path of the table
 * @param fields fields written
 * @param present fields that the table already held
 * @param failures files, or fields in them, that could not be read
 * @param firstFailure the first of them, in one line; empty if there is none
 * @param scored fields that were compared with their images
 * @param medianPsnr median of their PSNR, in whole dB; NaN if none was
 * @param doubt what that says against the contract, in one line; empty if nothing
 * @param seconds wall-clock time of the Spark job
 * @param cancelled whether files are missing; {@code --resume} continues
 */
public record ImportReport(
    String table,
    long fields,
    long present,
    long failures,
    String firstFailure,
    long scored,
    double medianPsnr,
    String doubt,
    double seconds,
    boolean cancelled) {}
