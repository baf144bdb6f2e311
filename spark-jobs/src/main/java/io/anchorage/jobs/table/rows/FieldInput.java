package io.anchorage.jobs.table.rows;

/**
 * The file that a row's image was read from, as it was then.
 *
 * @param bytes the file's size; -1 if unknown
 * @param millis the file's time of modification, in milliseconds since 1970; -1 if unknown
 */
public record FieldInput(FieldKey key, long bytes, long millis) {}
