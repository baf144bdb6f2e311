package io.anchorage.jobs.upkeep;

/**
 * What one {@code compact} run did.
 *
 * @param table path of the table
 * @param before shards that the table had
 * @param after shards that it has
 * @param merged shards that were merged into others
 * @param fields fields in the merged shards
 * @param bytes size of the merged shards
 * @param seconds wall-clock time of the Spark job
 * @param cancelled whether the run was called off, which leaves the table as it was
 */
public record CompactReport(
    String table,
    int before,
    int after,
    int merged,
    long fields,
    long bytes,
    double seconds,
    boolean cancelled) {}
