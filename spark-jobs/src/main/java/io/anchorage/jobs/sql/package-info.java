/**
 * Field tables in Spark SQL: a data source for reading, {@code format("anchorage")}, and functions
 * that evaluate a row. Nothing here submits work; Spark's own Parquet reader reads the files.
 */
package io.anchorage.jobs.sql;
