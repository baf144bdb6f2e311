/** Datasets in Parquet tables: which column is what, and the classes of all files together. */
package io.anchorage.jobs.source.parquet;
