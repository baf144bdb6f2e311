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
 * @param own what the files themselves say of their fields
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
    Own own,
    String doubt,
    double seconds,
    boolean cancelled) {

  /**
   * PSNRs that are in the files, and ours beside them.
   *
   * @param fields that have one
   * @param median of them, in whole dB; NaN if there is none
   * @param compared those of them that an image was there for
   * @param gap by how much ours is above theirs, in dB; NaN if none was compared
   * @param widest the largest difference of one field, in dB
   */
  public record Own(long fields, double median, long compared, double gap, double widest) {}
}
