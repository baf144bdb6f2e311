package io.anchorage.jobs.table.rows;

/**
 * What a row says of its image: its class, and the file that it was read from, as it was then.
 *
 * @param labelName class name; empty if it has none, or failed
 * @param bytes the file's size; -1 if unknown
 * @param millis the file's time of modification, in milliseconds since 1970; -1 if unknown
 */
public record FieldInput(FieldKey key, String labelName, long bytes, long millis) {}
